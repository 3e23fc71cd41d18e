using Transport.ContractTests;
using Transport.Testing.Tests.Fixtures;

namespace Transport.Testing.Tests;

// Silence: in one direction, in both, between parts of a network; and what is made of it when it is over, or when it lasts.
[TestFixture]
public sealed class PartitionTests
{
    private static readonly NetworkConditions Silent = new() { IsSilent = true };
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);
    private static readonly DisconnectInfo TimedOut =
        new(DisconnectReason.TimedOut, DisconnectOrigin.Network, text: "Nothing arrived for 30 s.");

    [Test]
    public void WhatIsReliableArrivesAfterwardsAndTheRestIsGone()
    {
        using var pair = new SimulatedPair();
        pair.Network.Partition(pair.Client);
        for (var i = 0; i < 9; i++)
        {
            pair.Client.Send([(byte)i], 1, (TransferMode)(i % 3));
            pair.Server.Send([(byte)i], pair.ClientId, (TransferMode)(i % 3));
        }
        pair.Run(10 * Second);
        Assert.That((pair.AtServer.Packets, pair.AtClient.Packets), Is.EqualTo((Array.Empty<PeerEvent>(), Array.Empty<PeerEvent>())));
        pair.Network.Heal();
        pair.Poll();
        foreach (var log in new[] { pair.AtServer, pair.AtClient })
            Assert.That(log.Packets.Select(packet => packet.Payload[0]), Is.EqualTo([2, 5, 8]));
        var statistics = pair.Server.GetLinkStatistics(pair.ClientId);
        Assert.That((statistics.Lost, statistics.Stalled, statistics.Arrived, statistics.InFlightPackets), Is.EqualTo((6L, 3L, 3L, 0)));
    }

    [Test]
    public void WhatCountsIsTheTimeOfArrival()
    {
        using var pair = new SimulatedPair(new NetworkConditions { Latency = TimeSpan.FromMilliseconds(100) });
        pair.Client.Send("before"u8, 1, TransferMode.Unreliable);
        pair.Run(60);
        pair.Client.Send("into it"u8, 1, TransferMode.Unreliable);
        pair.Run(60);
        pair.Network.Partition(pair.Client);
        pair.Client.Send("out of it"u8, 1, TransferMode.Unreliable);
        pair.Run(60);
        pair.Network.Heal();
        pair.Run(60);
        Assert.That(pair.AtServer.Texts, Is.EqualTo(["before", "out of it"]));
    }

    [Test]
    public void WhatWasDueBeforeASilenceHasArrived()
    {
        // The timer, which counts in milliseconds, has not rung yet, and nobody has polled.
        using var pair = new SimulatedPair(new NetworkConditions { Latency = TimeSpan.FromMilliseconds(100.4) });
        pair.Client.Send("x"u8, 1, TransferMode.Unreliable);
        pair.Time.Advance(TimeSpan.FromMilliseconds(100.4));
        pair.Network.Partition(pair.Client);
        pair.Poll();
        Assert.That(pair.AtServer.Texts, Is.EqualTo(["x"]));
    }

    [Test]
    public void BothEndsTakeALinkForDeadThatStaysSilent([Values] bool isPolled)
    {
        using var pair = new SimulatedPair();
        var id = pair.ClientId;
        pair.Network.Partition(pair.Client);
        pair.AtServer.IsPolled = pair.AtClient.IsPolled = isPolled;
        pair.Run(TimeSpan.FromSeconds(29.999), Second);
        Assert.That((pair.Server.Peers.Count, pair.Client.Peers.Count), Is.EqualTo((1, 1)));
        pair.Run(1);
        pair.Network.Heal();
        pair.AtServer.IsPolled = pair.AtClient.IsPolled = true;
        pair.Poll();
        // Neither is told of what the other one did.
        Assert.That((pair.AtServer.Gone(id), pair.AtClient.Gone(1)), Is.EqualTo((TimedOut, TimedOut)));
        pair.Run(Second);
        Assert.That(pair.AtServer.CountOf(PeerEventKind.Disconnected, id), Is.EqualTo(1));
        Assert.That(pair.Client.Inner.Status, Is.EqualTo(ConnectionStatus.Disconnected));

        pair.Client.Start(peer => peer.CreateClient(pair.Server.Inner));
        pair.Run(10);
        Assert.That(pair.Server.Peers, Is.EqualTo([pair.ClientId]), "Both can be used again.");
    }

    [Test]
    public void ASilenceThatIsOverInTimeStartsAgainFromNothing()
    {
        using var pair = new SimulatedPair();
        for (var i = 0; i < 4; i++)
        {
            pair.Network.Partition(pair.Client);
            pair.Run(20 * Second, Second);
            pair.Network.Heal();
            pair.Run(10);
        }
        Assert.That((pair.Server.Peers.Count, pair.Client.Peers.Count), Is.EqualTo((1, 1)));
    }

    [Test]
    public void AHalfOpenLinkIsFoundByTheEndThatHearsNothing()
    {
        using var pair = new SimulatedPair(new NetworkConditions { Latency = TimeSpan.FromMilliseconds(100) });
        var id = pair.ClientId;
        pair.Client.Outbound = Silent;
        pair.Run(29 * Second, Second);
        pair.Server.Send("can you hear me?"u8, id);
        pair.Run(TimeSpan.FromMilliseconds(100));
        Assert.That(pair.AtClient.Texts, Is.EqualTo(["can you hear me?"]), "This direction works.");
        pair.Run(TimeSpan.FromMilliseconds(900));
        Assert.That((pair.AtServer.Gone(id), pair.AtClient.Gone(1)), Is.EqualTo((TimedOut, (DisconnectInfo?)null)));
        pair.Run(TimeSpan.FromMilliseconds(100));
        Assert.That(pair.AtClient.Gone(1)?.Reason, Is.EqualTo(DisconnectReason.ConnectionLost), "It hears that the server hung up, a latency later.");
    }

    [Test]
    public void PeersOfOnePartStillReachEachOther()
    {
        using var pair = new SimulatedPair();
        var third = pair.Join();
        pair.Network.Partition(pair.Server, pair.Client);
        pair.Server.Send("x"u8, MultiplayerPeer.TargetPeerBroadcast);
        pair.Client.Send("x"u8, 1);
        third.Send("y"u8, 1);
        pair.Run(10);
        Assert.That((pair.AtServer.Texts.Single(), pair.AtClient.Texts.Single()), Is.EqualTo(("x", "x")));
        Assert.That(pair.LogOf(third).Packets, Is.Empty);
        pair.Network.Partition(pair.Server);
        pair.Client.Send("z"u8, 1);
        pair.Run(10);
        Assert.That(pair.AtServer.Packets.Count(), Is.EqualTo(1), "Now it is alone.");
        pair.Network.Heal();
        pair.Poll();
        Assert.That(pair.AtServer.Texts.Skip(1), Is.EquivalentTo(["y", "z"]));
    }

    [Test]
    public void APartitionMayEndByItself()
    {
        using var pair = new SimulatedPair();
        var third = pair.Join();
        pair.Network.Partition(TimeSpan.FromSeconds(5), pair.Client);
        pair.Network.Partition(TimeSpan.FromSeconds(8), third);
        pair.Server.Send("x"u8, MultiplayerPeer.TargetPeerBroadcast);
        pair.Run(TimeSpan.FromSeconds(4.99));
        Assert.That(pair.AtClient.Packets, Is.Empty);
        pair.Run(10);
        Assert.That((pair.AtClient.Packets.Count(), pair.LogOf(third).Packets.Count()), Is.EqualTo((1, 0)));
        pair.Run(TimeSpan.FromSeconds(3));
        Assert.That(pair.LogOf(third).Packets.Count(), Is.EqualTo(1));
    }

    [Test]
    public void AnEndThatLeavesInSilenceIsMissedOnlyLater()
    {
        using var pair = new SimulatedPair();
        var id = pair.ClientId;
        pair.Network.Partition(pair.Client);
        pair.Client.Send("last words"u8, 1);
        pair.Client.Close(4000, "bye");
        pair.Run(10 * Second, Second);
        Assert.That(pair.Server.Peers, Is.EqualTo([id]), "The news is stuck as well.");
        pair.Network.Heal();
        pair.Poll();
        Assert.That(pair.AtServer.Texts, Is.EqualTo(["last words"]));
        pair.Poll();
        Assert.That(pair.AtServer.Gone(id)?.Code, Is.EqualTo(4000));
    }

    [Test]
    public void AClientThatCannotBeHeardOfDoesNotGetIn()
    {
        using var pair = new SimulatedPair();
        var late = pair.Wrap("late");
        pair.Network.Partition(late);
        late.Start(peer => peer.CreateClient(pair.Server.Inner));
        pair.Run(TimeSpan.FromSeconds(29.9), Second);
        Assert.That((late.Status, pair.Server.Peers.Count), Is.EqualTo((ConnectionStatus.Connecting, 1)));
        pair.Run(Second);
        Assert.That(pair.LogOf(late).Failure?.Reason, Is.EqualTo(DisconnectReason.HandshakeTimedOut));
        Assert.That((late.Status, late.Inner.Status), Is.EqualTo((ConnectionStatus.Disconnected, ConnectionStatus.Disconnected)));
        pair.Network.Heal();
        pair.Run(Second);
        Assert.That(pair.AtServer.Log, Has.Count.EqualTo(1), "The server was never told of it.");
        late.Start(peer => peer.CreateClient(pair.Server.Inner));
        pair.Run(Second);
        Assert.That((late.Status, pair.Server.Peers.Count), Is.EqualTo((ConnectionStatus.Connected, 2)));
    }

    [Test]
    public void ALinkThatIsCutInSilenceIsMissedOnlyLater()
    {
        using var pair = new SimulatedPair();
        var id = pair.ClientId;
        pair.Network.Partition(pair.Client);
        pair.Client.CutLink(1);
        pair.Run(29 * Second, Second);
        Assert.That((pair.AtClient.Gone(1)?.Reason, pair.AtServer.Gone(id)), Is.EqualTo((DisconnectReason.ConnectionLost, (DisconnectInfo?)null)));
        pair.Run(Second);
        Assert.That(pair.AtServer.Gone(id), Is.EqualTo(TimedOut));
    }

    [Test]
    public void WhatCannotBeAPartIsRefused()
    {
        using var pair = new SimulatedPair();
        using var stranger = new SimulatedNetwork().Wrap(new LoopbackMultiplayerPeer());
        Assert.That(() => pair.Network.Partition(), Throws.ArgumentException);
        Assert.That(() => pair.Network.Partition(null!), Throws.ArgumentNullException);
        Assert.That(() => pair.Network.Partition(pair.Client, stranger), Throws.ArgumentException);
        Assert.That(() => pair.Network.Partition(pair.Client, null!), Throws.ArgumentException);
        Assert.That(() => pair.Network.Partition(TimeSpan.Zero, pair.Client), Throws.InstanceOf<ArgumentOutOfRangeException>());
        pair.Client.Send("x"u8, 1);
        pair.Poll();
        Assert.That(pair.AtServer.Packets.Count(), Is.EqualTo(1));
    }
}
