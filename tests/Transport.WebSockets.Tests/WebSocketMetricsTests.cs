using System.Diagnostics.Metrics;
using Transport.WebSockets.Tests.Fixtures;

namespace Transport.WebSockets.Tests;

[NonParallelizable]
internal sealed class WebSocketMetricsTests
{
    [Test]
    public async Task RefusalsAreCountedByReasonAndCode()
    {
        var refusals = new List<Dictionary<string, object?>>();
        using var listener = new MeterListener();
        listener.InstrumentPublished = (instrument, self) =>
        {
            if (instrument is { Meter.Name: "Transport", Name: "transport.refusals" }) self.EnableMeasurementEvents(instrument);
        };
        listener.SetMeasurementEventCallback<int>((_, measurement, tags, _) =>
        {
            lock (refusals)
            {
                for (var i = 0; i < measurement; i++) refusals.Add(tags.ToArray().ToDictionary(tag => tag.Key, tag => tag.Value));
            }
        });
        listener.Start();

        using var session = new MemorySession(new WebSocketMultiplayerPeerOptions { MaxPendingHandshakes = 1 });
        var plain = session.Knock(out _);
        await plain.SendAsync("GET / HTTP/1.1\r\nHost: x\r\n\r\n");
        await plain.ReadToEndAsync();
        session.Knock(out _);
        await session.Knock(out _).ReadToEndAsync();
        await session.Elapse(TimeSpan.FromSeconds(3));
        await session.Until(
            () =>
            {
                lock (refusals) return refusals.Count == 3;
            },
            "three refusals");
        Assert.That(refusals.Select(tags => tags["transport.carrier"]), Is.All.EqualTo("websocket"));
        Assert.That(
            refusals.Select(tags => (tags["transport.reason"], tags["transport.code"])),
            Is.EqualTo(new (object?, object?)[] { ("Refused", 426), ("Refused", 503), ("HandshakeTimedOut", -1) }));
    }

    [Test]
    public async Task PacketsAndPeersOfTheCarrierAreCounted()
    {
        var counts = new Dictionary<string, long>();
        using var listener = new MeterListener();
        listener.InstrumentPublished = (instrument, self) =>
        {
            if (instrument.Meter.Name == "Transport") self.EnableMeasurementEvents(instrument);
        };
        void Count(Instrument instrument, long measurement)
        {
            lock (counts) counts[instrument.Name] = counts.GetValueOrDefault(instrument.Name) + measurement;
        }
        listener.SetMeasurementEventCallback<int>((instrument, measurement, _, _) => Count(instrument, measurement));
        listener.SetMeasurementEventCallback<long>((instrument, measurement, _, _) => Count(instrument, measurement));
        listener.Start();

        using var session = new MemorySession();
        var (client, _) = await session.ConnectAsync();
        client.Send("four");
        await session.Until(() => session.Server.Packets.Count == 1, "the packet");
        client.Peer.Close();
        await session.Until(() => session.Server.Left.Count == 1 && client.Left.Count == 1, "both ends to know");
        Assert.That(
            (counts["transport.connects"], counts["transport.disconnects"], counts["transport.peers"]), Is.EqualTo((2, 2, 0)));
        Assert.That(
            (counts["transport.packets.sent"], counts["transport.packets.received"], counts["transport.bytes.received"]), Is.EqualTo((1, 1, 4)));
    }
}
