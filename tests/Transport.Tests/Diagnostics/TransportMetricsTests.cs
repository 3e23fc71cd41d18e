using System.Diagnostics.Metrics;

namespace Transport.Tests.Diagnostics;

[TestFixture]
public sealed class TransportMetricsTests
{
    private readonly List<string> _measured = [];
    private MeterListener _listener = null!;

    [SetUp]
    public void Listen()
    {
        _measured.Clear();
        _listener = new MeterListener
        {
            InstrumentPublished = static (instrument, listener) =>
            {
                if (instrument.Meter.Name == "Transport") listener.EnableMeasurementEvents(instrument);
            },
        };
        _listener.SetMeasurementEventCallback<int>((instrument, value, tags, _) => Note(instrument, value, tags));
        _listener.SetMeasurementEventCallback<long>((instrument, value, tags, _) => Note(instrument, value, tags));
        _listener.Start();
    }

    [TearDown]
    public void StopListening() => _listener.Dispose();

    [Test]
    public void PeersAreCountedUpAndDown()
    {
        using var peer = new ScriptedPeer("measured").AsServer(2);
        Assert.That(_measured, Is.EqualTo(["transport.peers +1 measured", "transport.connects 1 measured"]));
        _measured.Clear();
        peer.Inbox.PeerDisconnected(2, new DisconnectInfo(DisconnectReason.TimedOut, DisconnectOrigin.Network));
        peer.Poll();
        Assert.That(_measured, Is.EqualTo(["transport.peers -1 measured", "transport.disconnects 1 measured TimedOut"]));
    }

    [Test]
    public void DisposeBringsThePeersDown()
    {
        var peer = new ScriptedPeer("measured").AsServer(2, 3, 4);
        _measured.Clear();
        peer.DisconnectPeer(2);
        peer.Dispose();
        Assert.That(_measured.Count(line => line == "transport.peers -1 measured"), Is.EqualTo(3));
        Assert.That(_measured, Does.Contain("transport.disconnects 1 measured Closed").And.Contain("transport.disconnects 1 measured Aborted"));
    }

    [Test]
    public void FailuresAreCountedByReason()
    {
        using var peer = new ScriptedPeer("measured").AsClient();
        peer.Inbox.ConnectionFailed(new DisconnectInfo(DisconnectReason.HandshakeTimedOut, DisconnectOrigin.Network));
        peer.Poll();
        Assert.That(_measured, Is.EqualTo(["transport.connection_failures 1 measured HandshakeTimedOut"]));
    }

    [Test]
    public void PacketsAndBytesAreCountedForEachReceiver()
    {
        using var peer = new ScriptedPeer("measured").AsServer(2, 3, 4);
        _measured.Clear();
        peer.Send(new byte[10], 0);
        peer.Send(new byte[10], -2);
        peer.Send(new byte[10], -99);
        peer.Send(new byte[10], 4);
        Assert.That(Sums("sent"), Is.EqualTo((9L, 90L)));
        peer.SendResult = false;
        Assert.That(peer.TrySend(new byte[10], 4), Is.False);
        Assert.That(Sums("sent"), Is.EqualTo((9L, 90L)), "Nothing was queued.");
    }

    [Test]
    public void PacketsAndBytesAreCountedAsTheyArrive()
    {
        using var peer = new ScriptedPeer("measured").AsServer(2);
        peer.Inbox.Packets(new ScriptedBlock(2, 1, 2, 3));
        peer.Inbox.Packets(new ScriptedBlock(2, 4));
        peer.Inbox.Packets(new ScriptedBlock(99, 5));
        peer.Poll();
        Assert.That(Sums("received"), Is.EqualTo((4L, 4L)), "Not those of strangers.");
    }

    [Test]
    public void AMultiplexIsCountedAtItsMembersOnly()
    {
        using var server = new MultiplexMultiplayerPeer();
        var (udp, web) = (new ScriptedPeer("measured udp"), new ScriptedPeer("measured web"));
        server.Add(udp, peer => peer.AsServer());
        server.Add(web, peer => peer.AsServer());
        server.CreateServer();
        udp.Inbox.PeerConnected(2);
        web.Inbox.PeerConnected(3);
        web.Inbox.PeerConnected(4);
        udp.Inbox.Packets(new ScriptedBlock(2, 1, 2));
        server.Poll();
        Assert.That((Sum("transport.peers"), Sums("received")), Is.EqualTo((3L, (2L, 2L))));
        server.Send(new byte[10], MultiplayerPeer.TargetPeerBroadcast);
        server.Send(new byte[10], -3);
        server.Send(new byte[10], 2);
        Assert.That(Sums("sent"), Is.EqualTo((6L, 60L)));
        udp.Inbox.ConnectionFailed(new DisconnectInfo(DisconnectReason.CarrierFailed, DisconnectOrigin.Local));
        while (server.TryReceive(out _))
        {
        }
        server.Poll();
        server.Dispose();
        Assert.That((Sum("transport.peers"), Sum("transport.disconnects"), Sum("transport.connection_failures")), Is.EqualTo((0L, 3L, 1L)));
        Assert.That(_measured.Where(line => line.Contains("multiplex", StringComparison.Ordinal)), Is.Empty);
    }

    private (long Packets, long Bytes) Sums(string direction) => (Sum($"transport.packets.{direction}"), Sum($"transport.bytes.{direction}"));

    private long Sum(string instrument) => _measured
        .Where(line => line.StartsWith(instrument + ' ', StringComparison.Ordinal))
        .Sum(line => long.Parse(line.Split(' ')[1], System.Globalization.CultureInfo.InvariantCulture));

    private void Note(Instrument instrument, long value, ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        var text = $"{instrument.Name} {(instrument is UpDownCounter<int> ? $"{value:+0;-0}" : $"{value}")}";
        foreach (var tag in tags)
        {
            Assert.That(tag.Key, Is.AnyOf("transport.carrier", "transport.reason"));
            text += $" {tag.Value}";
        }
        if (text.Contains("measured", StringComparison.Ordinal) || text.Contains("multiplex", StringComparison.Ordinal)) _measured.Add(text);
    }
}
