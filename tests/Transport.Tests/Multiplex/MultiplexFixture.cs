using Microsoft.Extensions.Time.Testing;
using Transport.ContractTests;

namespace Transport.Tests.Multiplex;

/// <summary>A multiplex with a log, whose members are scripted: a test says what each of them meets.</summary>
internal sealed class MultiplexFixture : IDisposable
{
    private readonly List<(MultiplayerPeer Member, DisconnectInfo Info)> _failed = [];

    public MultiplexFixture(MultiplexOptions? options = null)
    {
        Peer = new MultiplexMultiplayerPeer(options, Time);
        Peer.MemberFailed += (member, info) => _failed.Add((member, info));
        Log = new RecordedPeer(Peer, "multiplex") { TakesPackets = false };
    }

    public FakeTimeProvider Time { get; } = new();

    public MultiplexMultiplayerPeer Peer { get; }

    public RecordedPeer Log { get; }

    /// <summary>What MemberFailed told, by carrier.</summary>
    public IEnumerable<(string Carrier, DisconnectInfo Info)> Failed => _failed.Select(failure => (failure.Member.Carrier, failure.Info));

    public IEnumerable<PeerEventKind> Kinds => Log.Log.Select(line => line.Kind);

    public static DisconnectInfo Lost(string text) => new(DisconnectReason.ConnectionLost, DisconnectOrigin.Network, text: text);

    public static DisconnectInfo Refused(string text) => new(DisconnectReason.Refused, DisconnectOrigin.Remote, 503, text);

    /// <summary>Polls; what a handler of the test throws is in the log. Packets are not taken.</summary>
    public void Poll() => Log.Poll();

    /// <summary>A member that starts as a server.</summary>
    public ScriptedPeer AddServer(string carrier)
    {
        var member = new ScriptedPeer(carrier);
        Peer.Add(member, static peer => peer.AsServer());
        return member;
    }

    /// <summary>A member that starts as a client, and gets in or not as the test posts to its inbox.</summary>
    public ScriptedPeer AddClient(string carrier)
    {
        var member = new ScriptedPeer(carrier);
        Peer.Add(member, static peer => peer.AsClient());
        return member;
    }

    /// <summary>A member that cannot be started.</summary>
    public ScriptedPeer AddFailing(string carrier, Exception exception)
    {
        var member = new ScriptedPeer(carrier);
        Peer.Add(member, _ => throw exception);
        return member;
    }

    public void Dispose()
    {
        Peer.Dispose();
        Assert.That(Log.Violations, Is.Empty);
    }
}
