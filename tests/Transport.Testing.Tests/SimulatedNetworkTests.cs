using Transport.Testing.Tests.Fixtures;

namespace Transport.Testing.Tests;

[TestFixture]
public sealed class SimulatedNetworkTests
{
    private static readonly NetworkConditions Fast = new() { Latency = TimeSpan.FromMilliseconds(20) };
    private static readonly NetworkConditions Medium = new() { Latency = TimeSpan.FromMilliseconds(60) };
    private static readonly NetworkConditions Slow = new() { Latency = TimeSpan.FromMilliseconds(100) };

    [Test]
    public void SeedIsChosenOrDrawnAndTold()
    {
        var chosen = new SimulatedNetwork(new SimulatedNetworkOptions { Seed = 7 }) { Conditions = Slow };
        Assert.That((chosen.Seed, chosen.ToString()), Is.EqualTo((7, "simulated network with seed 7: latency 100 ms")));
        var drawn = Enumerable.Range(0, 4).Select(_ => new SimulatedNetwork().Seed);
        Assert.That(drawn.Distinct().Count(), Is.GreaterThan(1));
    }

    [Test]
    public void ConditionsAreRefusedWhenThereAreNone()
    {
        var network = new SimulatedNetwork();
        Assert.That(() => network.Conditions = null!, Throws.ArgumentNullException);
        Assert.That(network.Conditions, Is.SameAs(NetworkConditions.Perfect));
    }

    [Test]
    public void LatencyIsExact([Values] bool toServer)
    {
        using var pair = new SimulatedPair(Slow);
        var log = toServer ? pair.AtServer : pair.AtClient;
        // Nobody polls between the send and its arrival.
        Send(pair, toServer);
        pair.Time.Advance(TimeSpan.FromMilliseconds(99.999));
        pair.Poll();
        Assert.That(log.Packets, Is.Empty);
        pair.Time.Advance(TimeSpan.FromMilliseconds(0.001));
        pair.Poll();
        Assert.That(log.Packets.Count(), Is.EqualTo(1));
    }

    [Test]
    public void LatencyBeginsWithTheSendAndNotWithTheReceiversPoll()
    {
        using var pair = new SimulatedPair(Slow);
        pair.Client.Send("x"u8, 1);
        pair.Time.Advance(TimeSpan.FromMilliseconds(100));
        pair.AtServer.Poll();
        Assert.That(pair.AtServer.Texts, Is.EqualTo(["x"]));
    }

    [Test]
    public void DirectionsHaveConditionsOfTheirOwn()
    {
        using var pair = new SimulatedPair();
        pair.Server.Inbound = Fast;
        pair.Client.Inbound = Slow;
        Assert.That((LatencyOf(pair, toServer: true), LatencyOf(pair, toServer: false)), Is.EqualTo((20, 100)));
    }

    [Test]
    public void TheNarrowestConditionsWin()
    {
        using var pair = new SimulatedPair(Slow);
        Assert.That(LatencyOf(pair, toServer: true), Is.EqualTo(100), "The network's.");
        pair.Server.Inbound = Medium;
        Assert.That(LatencyOf(pair, toServer: true), Is.EqualTo(60), "The receiver's.");
        pair.Client.Outbound = Fast;
        Assert.That(LatencyOf(pair, toServer: true), Is.EqualTo(20), "The sender's.");
        pair.Server.SetConditions(pair.ClientId, NetworkConditions.Perfect);
        Assert.That(LatencyOf(pair, toServer: true), Is.Zero, "The link's.");
        pair.Server.SetConditions(pair.ClientId, conditions: null);
        Assert.That(LatencyOf(pair, toServer: true), Is.EqualTo(20));
        pair.Client.Outbound = null;
        Assert.That(LatencyOf(pair, toServer: true), Is.EqualTo(60));
        pair.Server.Inbound = null;
        Assert.That(LatencyOf(pair, toServer: true), Is.EqualTo(100));
        Assert.That(LatencyOf(pair, toServer: false), Is.EqualTo(100), "The other direction was not meant.");
    }

    [Test]
    public void OnePeersConditionsLeaveTheOthersAlone()
    {
        using var pair = new SimulatedPair(Fast);
        var far = pair.Join();
        far.Inbound = Slow;
        pair.Server.Send("x"u8, MultiplayerPeer.TargetPeerBroadcast);
        pair.Run(20);
        Assert.That((pair.AtClient.Packets.Count(), pair.LogOf(far).Packets.Count()), Is.EqualTo((1, 0)));
        pair.Run(80);
        Assert.That(pair.LogOf(far).Packets.Count(), Is.EqualTo(1));
    }

    [Test]
    public void ConditionsOfOneLinkEndWithIt()
    {
        using var pair = new SimulatedPair(Fast);
        pair.Server.SetConditions(pair.ClientId, Slow);
        pair.Client.Close();
        pair.Client.Start(peer => peer.CreateClient(pair.Server.Inner));
        pair.Run(200);
        Assert.That(LatencyOf(pair, toServer: true), Is.EqualTo(20));
    }

    [Test]
    public void ConditionsAreChangedWhileTheGameRuns()
    {
        using var pair = new SimulatedPair(Slow);
        pair.Client.Send("slow"u8, 1);
        pair.Run(50);
        pair.Network.Conditions = NetworkConditions.Perfect;
        pair.Client.Send("fast"u8, 1);
        pair.Poll();
        Assert.That(pair.AtServer.Packets, Is.Empty, "It does not overtake.");
        pair.Run(50);
        Assert.That(pair.AtServer.Texts, Is.EqualTo(["slow", "fast"]));
        pair.Client.Send("now"u8, 1);
        pair.Poll();
        Assert.That(pair.AtServer.Texts.Last(), Is.EqualTo("now"));
    }

    [Test]
    public void OnlyTheWrappedEndSimulatesWhatComesToIt()
    {
        using var pair = new SimulatedPair(Slow);
        using var plain = new LoopbackMultiplayerPeer(timeProvider: pair.Time);
        plain.CreateClient(pair.Server.Inner);
        pair.Poll();
        plain.Poll();
        Assert.That(plain.Status, Is.EqualTo(ConnectionStatus.Connected), "At once.");
        pair.Run(100);
        pair.Server.Send("down"u8, plain.UniqueId);
        plain.Poll();
        Assert.That(plain.GetPacket(), Is.EqualTo("down"u8.ToArray()));

        plain.Send("up"u8, 1);
        pair.Poll();
        pair.Run(99);
        Assert.That(pair.AtServer.Packets, Is.Empty);
        pair.Run(1);
        Assert.That(pair.AtServer.Texts, Is.EqualTo(["up"]));
    }

    [Test]
    public void UnreliableOrderedNeverGoesBack()
    {
        using var pair = new SimulatedPair(new NetworkConditions { Latency = TimeSpan.FromMilliseconds(50), Reordering = 0.5, Duplication = 1 });
        for (var i = 0; i < 1000; i++)
        {
            pair.Client.Send(BitConverter.GetBytes(i), 1, TransferMode.UnreliableOrdered, i % 2);
            pair.Run(2);
        }
        pair.Run(1000);
        var late = pair.Server.GetLinkStatistics(pair.ClientId).Late;
        Assert.That(late, Is.GreaterThan(100));
        Assert.That(pair.AtServer.Packets.Count(), Is.EqualTo(1000 - late));
        foreach (var channel in new[] { 0, 1 })
        {
            Assert.That(
                pair.AtServer.Packets.Where(packet => packet.Channel == channel).Select(packet => BitConverter.ToInt32(packet.Payload)),
                Is.Ordered.And.Unique);
        }
    }

    [Test]
    public void UnreliableIsOvertakenAndRepeated()
    {
        using var pair = new SimulatedPair(new NetworkConditions { Latency = TimeSpan.FromMilliseconds(50), Reordering = 0.2, Duplication = 0.2 });
        for (var i = 0; i < 1000; i++)
        {
            pair.Client.Send(BitConverter.GetBytes(i), 1, TransferMode.Unreliable);
            pair.Run(2);
        }
        pair.Run(1000);
        var numbers = pair.AtServer.Packets.Select(packet => BitConverter.ToInt32(packet.Payload)).ToArray();
        var statistics = pair.Server.GetLinkStatistics(pair.ClientId);
        Assert.That(numbers.Distinct().Order(), Is.EqualTo(Enumerable.Range(0, 1000)));
        Assert.That(numbers, Has.Length.EqualTo(1000 + statistics.Duplicated).And.Not.Ordered);
        Assert.That(statistics.Duplicated, Is.EqualTo(200).Within(50));
        Assert.That(statistics.Reordered, Is.EqualTo(200).Within(50));
    }

    [Test]
    public void BandwidthIsWhatPassesInASecond()
    {
        using var pair = new SimulatedPair(new NetworkConditions { BytesPerSecond = 10_000 });
        for (var i = 0; i < 100; i++) pair.Client.Send(new byte[500], 1);
        pair.Run(1000);
        Assert.That(pair.AtServer.Packets.Count(), Is.EqualTo(20));
        pair.Run(4000);
        Assert.That(pair.AtServer.Packets.Count(), Is.EqualTo(100));
    }

    [Test]
    public void WhatIsUnreliableIsDroppedFromAFullLine()
    {
        using var pair = new SimulatedPair(new NetworkConditions { BytesPerSecond = 10_000, QueueBytes = 5000 });
        for (var i = 0; i < 100; i++) pair.Client.Send(new byte[500], 1, TransferMode.Unreliable);
        pair.Run(5000);
        Assert.That(pair.AtServer.Packets.Count(), Is.EqualTo(10));
        Assert.That(pair.Server.GetLinkStatistics(pair.ClientId).Overflowed, Is.EqualTo(90));
    }

    [Test]
    public void StatisticsTellWhatWasDoneInEachDirectionAndInAll()
    {
        using var pair = new SimulatedPair(Slow with { Loss = 0.5 });
        for (var i = 0; i < 100; i++) pair.Client.Send(new byte[10], 1, TransferMode.Unreliable);
        var up = pair.Server.GetLinkStatistics(pair.ClientId);
        Assert.That((up.InFlightPackets, up.InFlightBytes, up.Arrived), Is.EqualTo((100 - (int)up.Lost, 10 * (100 - up.Lost), 0L)));
        pair.Run(100);
        up = pair.Server.GetLinkStatistics(pair.ClientId);
        Assert.That((up.Arrived, up.Delayed, up.InFlightPackets, up.InFlightBytes), Is.EqualTo((100 - up.Lost, 100 - up.Lost, 0, 0L)));
        Assert.That(up.Lost, Is.EqualTo(50).Within(20));
        Assert.That(pair.AtServer.Packets.Count(), Is.EqualTo(up.Arrived));
        Assert.That(pair.Client.GetLinkStatistics(1), Is.EqualTo(default(LinkStatistics)));
        Assert.That(pair.Network.GetStatistics(), Is.EqualTo(up));
        var counts = pair.Server.GetStatistics(pair.ClientId);
        Assert.That((counts.PacketsReceived, counts.BytesReceived), Is.EqualTo((up.Arrived, 10 * up.Arrived)));
        Assert.That(pair.Client.GetStatistics(1).PacketsSent, Is.EqualTo(100));
    }

    private static void Send(SimulatedPair pair, bool toServer)
    {
        if (toServer) pair.Client.Send("x"u8, 1);
        else pair.Server.Send("x"u8, pair.ClientId);
    }

    private static int LatencyOf(SimulatedPair pair, bool toServer)
    {
        var log = toServer ? pair.AtServer : pair.AtClient;
        var seen = log.Packets.Count();
        Send(pair, toServer);
        pair.Poll();
        for (var passed = 0; passed <= 1000; passed++)
        {
            if (log.Packets.Count() > seen) return passed;
            pair.Run(1);
        }
        throw new AssertionException("It did not arrive.");
    }
}
