using Transport.Testing.Tests.Fixtures;

namespace Transport.Testing.Tests;

// What is on its way counts: its limit reaches the sender through the wrapped peer's flow control.
[TestFixture]
public sealed class BackpressureTests
{
    private static readonly NetworkConditions Slow = new() { Latency = TimeSpan.FromMilliseconds(100) };

    private static readonly SimulatedMultiplayerPeerOptions Small = new()
    {
        InboundQueueBytes = 4096,
        InboundQueuePackets = 16,
        InFlightBytes = 10_000,
        InFlightPackets = 50,
    };

    [TestCase(1000)]
    [TestCase(1)]
    public void WhatIsOnItsWayIsBounded(int length)
    {
        using var pair = new SimulatedPair(Slow, options: Small);
        var taken = FillUntilFull(pair, length);
        var statistics = pair.Server.GetLinkStatistics(pair.ClientId);
        Assert.That(statistics.InFlightPackets, Is.EqualTo(length == 1000 ? 10 : 50));
        Assert.That(pair.Client.GetStatistics(1).QueuedPackets, Is.GreaterThan(0), "The rest waits at the sender.");
        pair.Run(60_000);
        Assert.That(pair.AtServer.Packets.Select(packet => packet.Payload.Length), Is.EqualTo(Enumerable.Repeat(length, taken)));
        Assert.That(pair.Client.TrySend(new byte[length], 1), Is.True);
    }

    [Test]
    public void APacketOfAnySizeFitsAlone()
    {
        using var pair = new SimulatedPair(Slow, options: new SimulatedMultiplayerPeerOptions { InboundQueueBytes = 1, InFlightBytes = 1 });
        for (var i = 0; i < 3; i++) pair.Client.Send(new byte[65_535], 1);
        pair.Run(1000);
        Assert.That(pair.AtServer.Packets.Count(), Is.EqualTo(3));
    }

    [Test]
    public void WhatIsNotTakenStaysOnItsWay()
    {
        using var pair = new SimulatedPair(Slow, options: Small);
        pair.AtServer.TakesPackets = false;
        for (var i = 0; i < 60; i++) pair.Client.Send([(byte)i], 1);
        pair.Run(5000);
        Assert.That(pair.Server.AvailablePacketCount, Is.EqualTo(16));
        Assert.That(pair.Server.GetLinkStatistics(pair.ClientId).InFlightPackets, Is.EqualTo(44));
        for (var i = 0; i < 5; i++) pair.AtServer.TakeOne();
        pair.Poll();
        Assert.That(pair.Server.AvailablePacketCount, Is.EqualTo(16));
        pair.AtServer.TakesPackets = true;
        pair.Run(1000);
        Assert.That(pair.AtServer.Packets.Select(packet => (int)packet.Payload[0]), Is.EqualTo(Enumerable.Range(0, 60)));
    }

    [Test]
    public void AnEndBehindUnreadPacketsIsToldAfterThem()
    {
        using var pair = new SimulatedPair(Slow, options: Small);
        var id = pair.ClientId;
        pair.AtServer.TakesPackets = false;
        for (var i = 0; i < 40; i++) pair.Client.Send([(byte)i], 1);
        pair.Client.Close(4000, "bye");
        pair.Run(5000);
        Assert.That(pair.Server.Peers, Is.EqualTo([id]));
        pair.AtServer.TakesPackets = true;
        pair.Run(100);
        Assert.That(pair.AtServer.Packets.Count(), Is.EqualTo(40));
        Assert.That(pair.AtServer.Log[^1].Info.Code, Is.EqualTo(4000));
    }

    [Test]
    public void OnePeersUnreadPacketsDoNotHoldUpTheNewsOfAnother()
    {
        using var pair = new SimulatedPair(Slow, options: Small);
        var other = pair.Join();
        var otherId = other.UniqueId;
        pair.AtServer.TakesPackets = false;
        for (var i = 0; i < 40; i++) pair.Client.Send([(byte)i], 1);
        other.Close(4000);
        pair.Run(1000);
        Assert.That(pair.AtServer.Gone(otherId)?.Code, Is.EqualTo(4000));
    }

    [Test]
    public void ASlowConsumerIsFoundAtOnce()
    {
        using var pair = new SimulatedPair(Slow, options: Small);
        FillUntilFull(pair, 1000);
        pair.Client.Send(new byte[1000], 1);
        pair.Poll();
        Assert.That(pair.AtClient.Gone(1)?.Reason, Is.EqualTo(DisconnectReason.SlowConsumer));
    }

    // No time passes meanwhile.
    private static int FillUntilFull(SimulatedPair pair, int length)
    {
        var taken = 0;
        while (pair.Client.TrySend(new byte[length], 1))
        {
            taken++;
            Assert.That(taken, Is.LessThan(100_000), "There is no bound.");
        }
        return taken;
    }
}
