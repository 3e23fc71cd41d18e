using Microsoft.Extensions.Time.Testing;
using Transport.Carriers;
using Transport.ContractTests;
using Transport.Testing.Tests.Fixtures;

namespace Transport.Testing.Tests;

[TestFixture]
public sealed class SimulatedMultiplayerPeerTests
{
    private static readonly TimeSpan Latency = TimeSpan.FromMilliseconds(100);

    private readonly SimulatedNetwork _network = new(timeProvider: new FakeTimeProvider());

    [Test]
    public void StartRunsTheWrappedPeersOwnWay()
    {
        using var server = _network.Wrap(new LoopbackMultiplayerPeer());
        using var client = _network.Wrap(new LoopbackMultiplayerPeer());
        server.Start(peer => peer.CreateServer());
        client.Start(peer => peer.CreateClient(server.Inner));
        Assert.That((server.Status, server.IsServer, server.UniqueId), Is.EqualTo((ConnectionStatus.Connected, true, 1)));
        Assert.That((client.Status, client.UniqueId), Is.EqualTo((ConnectionStatus.Connecting, 0)));
        client.Poll();
        Assert.That((client.Status, client.UniqueId), Is.EqualTo((ConnectionStatus.Connected, client.Inner.UniqueId)));
    }

    [Test]
    public void StartThatThrowsStartsNothing()
    {
        using var peer = _network.Wrap(new LoopbackMultiplayerPeer());
        Assert.That(() => peer.Start(inner => inner.CreateClient(inner)), Throws.ArgumentException);
        Assert.That(
            () => peer.Start(inner =>
            {
                inner.CreateServer();
                throw new HandlerException();
            }),
            Throws.TypeOf<HandlerException>());
        Assert.That((peer.Status, peer.Inner.Status), Is.EqualTo((ConnectionStatus.Disconnected, ConnectionStatus.Disconnected)));
        peer.Start(inner => inner.CreateServer());
        Assert.That(peer.Status, Is.EqualTo(ConnectionStatus.Connected));
    }

    [Test]
    public void StartRefusesWhatIsNoStart()
    {
        using var peer = _network.Wrap(new LoopbackMultiplayerPeer());
        Assert.That(() => peer.Start(null!), Throws.ArgumentNullException);
        Assert.That(() => peer.Start(_ => { }), Throws.InvalidOperationException.With.Message.Contains("was not started"));
        peer.Inner.CreateServer();
        Assert.That(() => peer.Start(inner => inner.CreateServer()), Throws.InvalidOperationException.With.Message.Contains("Start"));
        peer.Inner.Close();
        peer.Start(inner => inner.CreateServer());
        Assert.That(() => peer.Start(inner => inner.CreateServer()), Throws.InvalidOperationException);
        peer.Dispose();
        Assert.That(() => peer.Start(inner => inner.CreateServer()), Throws.InstanceOf<ObjectDisposedException>());
    }

    [Test]
    public void WhatTheWrappedPeerCanIsPassedOn()
    {
        using var peer = _network.Wrap(new LoopbackMultiplayerPeer(new LoopbackOptions { MaxPacketBytes = 123 }));
        var ids = new UniqueIdSequence();
        peer.PeerIds = ids;
        peer.RefuseNewConnections = true;
        Assert.That((peer.Inner.PeerIds, peer.Inner.RefuseNewConnections), Is.EqualTo((ids, true)));
        Assert.That((peer.PeerIds, peer.RefuseNewConnections), Is.EqualTo((ids, true)));
        Assert.That((peer.MaxPacketSize(TransferMode.Reliable), peer.MaxChannel), Is.EqualTo((123, int.MaxValue)));
        Assert.That((peer.Carrier, peer.Network), Is.EqualTo(("simulated-loopback", _network)));
    }

    [Test]
    public void ModesAndChannelsArePassedOn()
    {
        using var pair = new SimulatedPair(new NetworkConditions { Latency = Latency });
        pair.Client.Send("a"u8, 1, TransferMode.Unreliable, 7);
        pair.Client.Send("b"u8, 1, TransferMode.UnreliableOrdered, 8);
        pair.Client.Send("c"u8, 1, TransferMode.Reliable, 9);
        pair.Run(100);
        Assert.That(
            pair.AtServer.Packets.Select(packet => (packet.Text, packet.Mode, packet.Channel)),
            Is.EqualTo([("a", TransferMode.Unreliable, 7), ("b", TransferMode.UnreliableOrdered, 8), ("c", TransferMode.Reliable, 9)]));
    }

    [Test]
    public void DisposingDisposesTheWrappedPeer()
    {
        using var pair = new SimulatedPair();
        pair.Client.Dispose();
        pair.AtClient.IsPolled = false;
        Assert.That(() => pair.Client.Inner.Poll(), Throws.InstanceOf<ObjectDisposedException>());
        pair.Run(10);
        Assert.That(pair.Server.Peers, Is.Empty);
    }

    [Test]
    public void AWrappedPeerThatSomebodyElseDisposesEndsTheSession([Values] bool isPerfect, [Values] bool isServer)
    {
        using var pair = new SimulatedPair(isPerfect ? null : new NetworkConditions { Latency = Latency });
        var (broken, log) = isServer ? (pair.Server, pair.AtServer) : (pair.Client, pair.AtClient);
        broken.Inner.Dispose();
        pair.Run(200);
        // Told by the wrapped peer's last words, or found when it has none.
        var gone = log.Log.Single(line => line.Kind == PeerEventKind.Disconnected);
        Assert.That(gone.Info.Reason, Is.AnyOf(DisconnectReason.Aborted, DisconnectReason.CarrierFailed));
        Assert.That(broken.Status, Is.EqualTo(ConnectionStatus.Disconnected));
        Assert.That(() => broken.Dispose(), Throws.Nothing);
    }

    [Test]
    public void ConnectingTakesALatency()
    {
        using var pair = new SimulatedPair(new NetworkConditions { Latency = Latency });
        var late = pair.Wrap("late");
        late.Start(peer => peer.CreateClient(pair.Server.Inner));
        pair.Run(99);
        Assert.That((late.Status, pair.Server.Peers.Count), Is.EqualTo((ConnectionStatus.Connecting, 1)));
        pair.Run(1);
        Assert.That((late.Status, pair.Server.Peers.Count), Is.EqualTo((ConnectionStatus.Connected, 2)));
    }

    [Test]
    public void AFailedConnectTakesALatency()
    {
        using var pair = new SimulatedPair(new NetworkConditions { Latency = Latency });
        pair.Server.RefuseNewConnections = true;
        var late = pair.Wrap("late");
        late.Start(peer => peer.CreateClient(pair.Server.Inner));
        pair.Run(99);
        Assert.That(pair.LogOf(late).Log, Is.Empty);
        pair.Run(1);
        Assert.That(pair.LogOf(late).Failure?.Reason, Is.EqualTo(DisconnectReason.Refused));
    }

    [Test]
    public void ACloseComesBehindWhatIsOnItsWay()
    {
        using var pair = new SimulatedPair(NetworkConditions.Terrible);
        for (var i = 0; i < 100; i++) pair.Client.Send([(byte)i], 1);
        var id = pair.ClientId;
        pair.Client.Close(4001, "done");
        pair.Run(20_000);
        Assert.That(pair.AtServer.Packets.Select(packet => (int)packet.Payload[0]), Is.EqualTo(Enumerable.Range(0, 100)));
        Assert.That(pair.AtServer.Gone(id), Is.EqualTo(new DisconnectInfo(DisconnectReason.Closed, DisconnectOrigin.Remote, 4001, "done", isClean: true)));
    }

    [Test]
    public void WhatWasOnItsWayToAnEndThatHasClosedIsNotSeenInItsNextSession()
    {
        using var pair = new SimulatedPair(new NetworkConditions { Latency = Latency });
        pair.Server.Send("old"u8, pair.ClientId);
        pair.Run(50);
        pair.Client.Close();
        pair.Client.Start(peer => peer.CreateClient(pair.Server.Inner));
        pair.Run(200);
        Assert.That(pair.AtClient.Packets, Is.Empty);
        Assert.That(
            pair.AtClient.Log.Select(line => line.Kind), Is.EqualTo([PeerEventKind.Connected, PeerEventKind.Disconnected, PeerEventKind.Connected]));
        Assert.That(pair.Server.Peers, Is.EqualTo([pair.ClientId]));
        Assert.That(pair.Network.GetStatistics().InFlightPackets, Is.Zero);
    }

    [Test]
    public void RoundTripIsThatOfBothDirections()
    {
        using var pair = new SimulatedPair();
        Assert.That(pair.Server.GetStatistics(pair.ClientId).RoundTripTime, Is.Null);
        pair.Server.Inbound = new NetworkConditions { Latency = TimeSpan.FromMilliseconds(30) };
        pair.Client.Inbound = new NetworkConditions { Latency = TimeSpan.FromMilliseconds(50) };
        Assert.That(pair.Server.GetStatistics(pair.ClientId).RoundTripTime, Is.EqualTo(TimeSpan.FromMilliseconds(80)));
        Assert.That(pair.Client.GetStatistics(1).RoundTripTime, Is.EqualTo(TimeSpan.FromMilliseconds(80)));
    }

    [Test]
    public void ALinkThatIsCutIsLostAtBothEndsWithWhatWasOnItsWayToHere([Values] bool byServer)
    {
        using var pair = new SimulatedPair(new NetworkConditions { Latency = Latency });
        var id = pair.ClientId;
        pair.Client.Send("arrived"u8, 1);
        pair.Server.Send("arrived"u8, id);
        pair.Run(100);
        pair.Client.Send("under way"u8, 1);
        pair.Server.Send("under way"u8, id);
        if (byServer) pair.Server.CutLink(id);
        else pair.Client.CutLink(1);
        var here = byServer ? pair.AtServer : pair.AtClient;
        Assert.That((here.Texts.Last(), here.Peer.Peers.Count), Is.EqualTo(("arrived", 1)), "Not by the call itself.");
        Assert.That(here.Peer.TrySend("too late"u8, byServer ? id : 1), Is.False, "It is known to be gone.");
        pair.Poll();
        Assert.That(here.Peer.Peers, Is.Empty);
        pair.Run(200);
        foreach (var gone in new[] { pair.AtServer.Gone(id), pair.AtClient.Gone(1) })
            Assert.That((gone?.Reason, gone?.Origin, gone?.IsClean), Is.EqualTo((DisconnectReason.ConnectionLost, DisconnectOrigin.Network, false)));
        Assert.That(here.Texts, Is.EqualTo(["arrived"]));
        Assert.That(pair.Network.GetStatistics().Arrived, Is.EqualTo(3), "What was on its way to the other end was ahead of the news.");
        Assert.That(pair.Network.GetStatistics().InFlightPackets, Is.Zero);
        Assert.That(() => pair.Server.CutLink(id), Throws.ArgumentException);
    }

    [Test]
    public void AVisitThatIsOverBeforeAnybodyLooksIsToldInOrder([Values] bool isPerfect)
    {
        using var pair = new SimulatedPair(isPerfect ? null : new NetworkConditions { Latency = Latency });
        using var visitor = new LoopbackMultiplayerPeer(timeProvider: pair.Time);
        visitor.CreateClient(pair.Server.Inner);
        visitor.Poll();
        var id = visitor.UniqueId;
        visitor.Close(4000);
        pair.Run(200);
        Assert.That(
            pair.AtServer.Log.Skip(1).Select(line => (line.Kind, line.Id)),
            Is.EqualTo([(PeerEventKind.Connected, id), (PeerEventKind.Disconnected, id)]));
    }

    [Test]
    public void WhatIsAskedOfAPeerThatIsNotThereIsRefused()
    {
        using var pair = new SimulatedPair();
        Assert.That(() => pair.Server.CutLink(12), Throws.ArgumentException);
        Assert.That(() => pair.Server.SetConditions(12, NetworkConditions.Wifi), Throws.ArgumentException);
        Assert.That(() => pair.Server.GetLinkStatistics(12), Throws.ArgumentException);
        pair.Client.Close();
        Assert.That(() => pair.Client.GetLinkStatistics(1), Throws.ArgumentException);
    }

    [Test]
    public void OptionsThatMakeNoSenseAreRefusedByName()
    {
        (string Name, SimulatedMultiplayerPeerOptions Options)[] mistakes =
        [
            ("InboundQueueBytes", new SimulatedMultiplayerPeerOptions { InboundQueueBytes = 0 }),
            ("InboundQueuePackets", new SimulatedMultiplayerPeerOptions { InboundQueuePackets = -1 }),
            ("InFlightBytes", new SimulatedMultiplayerPeerOptions { InFlightBytes = 0 }),
            ("InFlightPackets", new SimulatedMultiplayerPeerOptions { InFlightPackets = 0 }),
            ("SilenceLimit", new SimulatedMultiplayerPeerOptions { SilenceLimit = TimeSpan.Zero }),
        ];
        using var peer = new LoopbackMultiplayerPeer();
        foreach (var (name, options) in mistakes)
            Assert.That(() => _network.Wrap(peer, options), Throws.InstanceOf<ArgumentOutOfRangeException>().With.Message.Contains(name));
        Assert.That(() => _network.Wrap<LoopbackMultiplayerPeer>(null!), Throws.ArgumentNullException);
    }

    [Test]
    public void APeerBehindTwoNetworksHasTheTroubleOfBoth()
    {
        var time = new FakeTimeProvider();
        var conditions = new NetworkConditions { Latency = TimeSpan.FromMilliseconds(50) };
        var near = new SimulatedNetwork(timeProvider: time) { Conditions = conditions };
        var far = new SimulatedNetwork(timeProvider: time) { Conditions = conditions };
        using var server = new LoopbackMultiplayerPeer(timeProvider: time);
        using var client = far.Wrap(near.Wrap(new LoopbackMultiplayerPeer(timeProvider: time)));
        server.CreateServer();
        client.Start(peer => peer.Start(inner => inner.CreateClient(server)));
        time.Advance(TimeSpan.FromMilliseconds(50));
        client.Poll();
        Assert.That(client.Status, Is.EqualTo(ConnectionStatus.Connecting));
        time.Advance(TimeSpan.FromMilliseconds(50));
        client.Poll();
        Assert.That(client.Status, Is.EqualTo(ConnectionStatus.Connected));
    }
}
