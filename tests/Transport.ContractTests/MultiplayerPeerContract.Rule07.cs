namespace Transport.ContractTests;

// Rule 7: a peer object can be used again after Close or a failed connect.
public abstract partial class MultiplayerPeerContract
{
    [Test]
    public async Task Rule07_ClientIsUsedAgainAfterEachEnding([Values] Ending ending)
    {
        var (server, client) = await StartPair();
        var id = client.Id;
        server.Peer.Send("old"u8, id);
        End(ending, server.Peer, client.Peer, id);
        await UntilGone(client, MultiplayerPeer.TargetPeerServer);
        await UntilGone(server, id);
        var lines = client.Log.Count;

        if (server.Peer.Status == ConnectionStatus.Disconnected) Carrier.StartServer(server.Peer);
        Carrier.StartClient(client.Peer, server.Peer);
        await UntilJoined(server, client);
        Assert.That(client.Id, Is.Not.EqualTo(id));
        await AssertLinkWorks(server, client);
        Assert.That(client.Log.Skip(lines).Select(line => line.Kind), Is.EqualTo([PeerEventKind.Connected, PeerEventKind.Packet]));
    }

    [Test]
    public async Task Rule07_ClientIsUsedAgainAtOnceAfterClose()
    {
        var (server, client) = await StartPair();
        var ids = new List<int> { client.Id };
        for (var i = 0; i < 3; i++)
        {
            client.Peer.Close();
            Carrier.StartClient(client.Peer, server.Peer);
            Assert.That(client.Peer.Status, Is.EqualTo(ConnectionStatus.Connecting));
            await UntilJoined(server, client);
            ids.Add(client.Id);
        }
        await PumpUntil(() => server.Peer.Peers.Count == 1, "the old connections to go");
        Assert.That(ids, Is.Unique);
        Assert.That(client.CountOf(PeerEventKind.Disconnected, 1), Is.EqualTo(3));
        await AssertLinkWorks(server, client);
    }

    [Test]
    public async Task Rule07_ServerIsUsedAgainAtOnceAfterClose()
    {
        var (server, client) = await StartPair();
        var oldId = client.Id;
        server.Peer.Close(CloseCode.GoingAway);
        Carrier.StartServer(server.Peer);
        Assert.That((server.Peer.Status, server.Peer.UniqueId, server.Peer.Peers.Count), Is.EqualTo((ConnectionStatus.Connected, 1, 0)));
        await UntilGone(client, MultiplayerPeer.TargetPeerServer);

        Carrier.StartClient(client.Peer, server.Peer);
        await UntilJoined(server, client);
        await AssertLinkWorks(server, client);
        Assert.That(server.Log.Select(line => (line.Kind, line.Id)), Is.EqualTo(
        [
            (PeerEventKind.Connected, oldId), (PeerEventKind.Disconnected, oldId),
            (PeerEventKind.Connected, client.Id), (PeerEventKind.Packet, client.Id),
        ]));
    }

    [Test]
    public async Task Rule07_ClientIsUsedAgainAfterAFailedConnect()
    {
        var client = CreatePeer("client");
        Carrier.StartClientOfNobody(client.Peer);
        Assert.That(client.Peer.Status, Is.EqualTo(ConnectionStatus.Connecting), "The failure is told by Poll.");
        await PumpUntil(() => client.Failure is not null, "the failure");
        Assert.That(client.Peer.Status, Is.EqualTo(ConnectionStatus.Disconnected));
        Assert.That(client.Failure!.Value.Reason, Is.EqualTo(Carrier.ReasonWhenNobodyAnswersTo(client.Peer)));
        Assert.That(client.Failure!.Value.Origin, Is.EqualTo(DisconnectOrigin.Network));

        var server = StartServer();
        Carrier.StartClient(client.Peer, server.Peer);
        await UntilJoined(server, client);
        await AssertLinkWorks(server, client);
        Assert.That(client.Log.Select(line => line.Kind), Is.EqualTo(
            [PeerEventKind.ConnectionFailed, PeerEventKind.Connected, PeerEventKind.Packet]));
    }

    [Test]
    public async Task Rule07_ClientCannotReachAServerThatHasClosed()
    {
        var server = StartServer();
        server.Peer.Close();
        var client = StartClient(server);
        await PumpUntil(() => client.Failure is not null, "the failure");
        Assert.That(client.Failure!.Value.Reason, Is.EqualTo(Carrier.ReasonWhenNobodyAnswersTo(client.Peer)));
    }

    [Test]
    public async Task Rule07_ServerAndClientMayChangePlaces()
    {
        var (server, client) = await StartPair();
        server.Peer.Close();
        await UntilGone(client, MultiplayerPeer.TargetPeerServer);
        Carrier.StartServer(client.Peer);
        Carrier.StartClient(server.Peer, client.Peer);
        await UntilJoined(client, server);
        await AssertLinkWorks(client, server);
        Assert.That((client.Peer.IsServer, server.Peer.IsServer), Is.EqualTo((true, false)));
    }

    [Test]
    public async Task Rule07_HandlersMayStartTheNextSession()
    {
        var server = StartServer();
        var client = CreatePeer("client");
        client.Peer.ConnectionFailed += _ => Carrier.StartClient(client.Peer, server.Peer);
        client.Peer.PeerDisconnected += (_, _) => Carrier.StartClient(client.Peer, server.Peer);
        Carrier.StartClientOfNobody(client.Peer);
        await UntilJoined(server, client);
        for (var i = 0; i < 3; i++)
        {
            var id = client.Id;
            server.Peer.DisconnectPeer(id);
            await PumpUntil(
                () => client.CountOf(PeerEventKind.Connected, 1) == i + 2 && server.Peer.Peers.SequenceEqual([client.Id]), "the client to be back");
            Assert.That(client.Id, Is.Not.EqualTo(id));
        }
        await AssertLinkWorks(server, client);
    }

    [Test]
    public async Task Rule07_ServerHandlerMayStartTheNextSession()
    {
        var (server, client) = await StartPair();
        var restarts = 0;
        server.Peer.PeerDisconnected += (_, _) =>
        {
            restarts++;
            server.Peer.Close();
            Carrier.StartServer(server.Peer);
        };
        client.Peer.Close();
        await PumpUntil(() => restarts == 1, "the restart");
        Carrier.StartClient(client.Peer, server.Peer);
        await UntilJoined(server, client);
        await AssertLinkWorks(server, client);
    }

    [Test]
    public async Task Rule07_PacketsOfAnOldSessionAreNotSeenInTheNext()
    {
        var (server, client) = await StartPair();
        var other = await Join(server);
        server.TakesPackets = client.TakesPackets = false;
        for (var i = 0; i < 20; i++)
        {
            server.Peer.Send("old"u8, MultiplayerPeer.TargetPeerBroadcast);
            client.Peer.Send("old"u8, MultiplayerPeer.TargetPeerServer);
        }
        await PumpUntil(() => server.Peer.AvailablePacketCount > 0 && client.Peer.AvailablePacketCount > 0, "unread packets at both ends");

        client.Peer.Close();
        Assert.That(client.Peer.AvailablePacketCount, Is.Zero, "Unread packets go with the session.");
        server.Peer.Close();
        Assert.That((server.Peer.AvailablePacketCount, server.Peer.TryReceive(out _)), Is.EqualTo((0, false)));
        server.TakesPackets = client.TakesPackets = true;
        Carrier.StartServer(server.Peer);
        Carrier.StartClient(client.Peer, server.Peer);
        await UntilJoined(server, client);
        await AssertLinkWorks(server, client);
        Assert.That((server.Texts.Single(), client.Texts.Single()), Is.EqualTo(("here", "still there?")));
        await UntilGone(other, MultiplayerPeer.TargetPeerServer);
    }

    [Test]
    public async Task Rule07_NextSessionStartsWhileTheLastOneDrains()
    {
        var (server, client) = await StartPair(CarrierLimits.Small);
        var oldId = client.Id;
        server.IsPolled = false;
        var taken = await FillUntilStuck(client, MultiplayerPeer.TargetPeerServer, 1000);
        client.Peer.Close(4000, "back in a second");
        Carrier.StartClient(client.Peer, server.Peer);
        server.IsPolled = true;
        await UntilJoined(server, client);
        Assert.That(await UntilGone(server, oldId), Is.EqualTo(ClosedByRemote(4000, "back in a second")));
        Assert.That(server.PacketsFrom(oldId).Count(), Is.EqualTo(taken));
        await AssertLinkWorks(server, client);
    }
}
