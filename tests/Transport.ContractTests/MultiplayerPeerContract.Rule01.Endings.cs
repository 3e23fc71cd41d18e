namespace Transport.ContractTests;

// Rule 1: exactly one disconnected for each connected.
public abstract partial class MultiplayerPeerContract
{
    [Test]
    public async Task Rule01_ExactlyOneDisconnectedForEachConnected([Values] Ending ending)
    {
        var (server, client) = await StartPair();
        var id = client.Id;
        // Something is under way in both directions.
        server.Peer.Send("going down"u8, id);
        client.Peer.Send("going up"u8, MultiplayerPeer.TargetPeerServer);
        End(ending, server.Peer, client.Peer, id);
        await UntilGone(server, id);
        await UntilGone(client, MultiplayerPeer.TargetPeerServer);

        // A second telling would come with or before all that happens now.
        if (server.Peer.Status == ConnectionStatus.Disconnected) Carrier.StartServer(server.Peer);
        var late = await Join(server);
        await AssertLinkWorks(server, late);
        client.Poll();
        Assert.That((server.CountOf(PeerEventKind.Connected, id), server.CountOf(PeerEventKind.Disconnected, id)), Is.EqualTo((1, 1)));
        Assert.That((client.CountOf(PeerEventKind.Connected, 1), client.CountOf(PeerEventKind.Disconnected, 1)), Is.EqualTo((1, 1)));
        Assert.That(client.Peer.Status, Is.EqualTo(ConnectionStatus.Disconnected));
        Assert.That(client.Failure, Is.Null);
    }

    [Test]
    public async Task Rule01_NothingComesFromAPeerAfterDisconnectPeer()
    {
        var (server, client) = await StartPair();
        var id = client.Id;
        server.TakesPackets = false;
        for (var i = 0; i < 5; i++) client.Peer.Send(Numbered(i), MultiplayerPeer.TargetPeerServer);
        await PumpUntil(() => server.Peer.AvailablePacketCount == 5, "five unread packets");

        server.Peer.DisconnectPeer(id, 4000, "out");
        Assert.That(server.Peer.AvailablePacketCount, Is.Zero);
        client.Peer.Send("too late"u8, MultiplayerPeer.TargetPeerServer);
        server.TakesPackets = true;

        Assert.That(await UntilGone(server, id), Is.EqualTo(ClosedHere(4000, "out")));
        Assert.That(await UntilGone(client, MultiplayerPeer.TargetPeerServer), Is.EqualTo(ClosedByRemote(4000, "out")));
        Assert.That(server.Packets, Is.Empty);
    }

    [Test]
    public async Task Rule01_UnreadPacketsOfOthersSurviveADisconnectPeer()
    {
        var (server, first) = await StartPair();
        var second = await Join(server);
        server.TakesPackets = false;
        for (var i = 0; i < 6; i++)
        {
            (i % 2 == 0 ? first : second).Peer.Send(Numbered(i), MultiplayerPeer.TargetPeerServer);
            await PumpUntil(() => server.Peer.AvailablePacketCount == i + 1, "the packets one by one");
        }

        var firstId = first.Id;
        server.Peer.DisconnectPeer(firstId);
        Assert.That(server.Peer.AvailablePacketCount, Is.EqualTo(3));
        server.TakesPackets = true;
        await UntilGone(server, firstId);
        Assert.That(server.Packets.Select(packet => (packet.Id, packet.Payload[0])), Is.EqualTo([(second.Id, 1), (second.Id, 3), (second.Id, 5)]));
    }

    [Test]
    public async Task Rule01_PeerStaysInPeersUntilItIsToldGone()
    {
        var (server, client) = await StartPair();
        var id = client.Id;
        server.Peer.DisconnectPeer(id);
        Assert.That(server.Peer.Peers, Does.Contain(id));
        Assert.That(server.Peer.Status, Is.EqualTo(ConnectionStatus.Connected));
        server.Poll();
        Assert.That(server.Gone(id), Is.Not.Null, "It takes one Poll.");
        Assert.That(server.Peer.Peers, Is.Empty);
    }

    [Test]
    public async Task Rule01_CloseTellsEveryPeerGoneAtTheNextPoll()
    {
        var server = StartServer();
        var ids = new List<int>();
        for (var i = 0; i < 3; i++) ids.Add((await Join(server)).Id);

        server.Peer.Close(CloseCode.GoingAway, "night");
        Assert.That((server.Peer.Status, server.Peer.UniqueId, server.Peer.Peers.Count), Is.EqualTo((ConnectionStatus.Disconnected, 0, 0)));
        Assert.That(server.Log.Where(line => line.Kind == PeerEventKind.Disconnected), Is.Empty);

        server.Poll();
        Assert.That(ids.Select(id => server.Gone(id)), Is.All.EqualTo(ClosedHere(CloseCode.GoingAway, "night")));
    }

    [Test]
    public async Task Rule01_ClosingWhileConnectingRaisesNothing()
    {
        var server = StartServer();
        var client = CreatePeer("client");
        Carrier.StartClient(client.Peer, server.Peer);
        client.Peer.Close();
        Assert.That(client.Peer.Status, Is.EqualTo(ConnectionStatus.Disconnected));

        var other = await Join(server);
        await AssertLinkWorks(server, other);
        client.Poll();
        Assert.That(client.Log, Is.Empty);
        Carrier.StartClient(client.Peer, server.Peer);
        await UntilJoined(server, client);
    }

    [Test]
    public async Task Rule01_OneSessionIsToldGoneBeforeTheNextIsToldConnected()
    {
        var server = StartServer();
        var client = CreatePeer("client");
        var starts = 1;
        client.Peer.PeerConnected += _ =>
        {
            if (starts == 3) return;
            starts++;
            client.Peer.Close();
            Carrier.StartClient(client.Peer, server.Peer);
        };
        Carrier.StartClient(client.Peer, server.Peer);
        await PumpUntil(() => client.CountOf(PeerEventKind.Connected, 1) == 3, "the third session");
        Assert.That(client.Log.Select(line => line.Kind), Is.EqualTo(
        [
            PeerEventKind.Connected, PeerEventKind.Disconnected,
            PeerEventKind.Connected, PeerEventKind.Disconnected,
            PeerEventKind.Connected,
        ]));
    }

    private static void End(Ending ending, MultiplayerPeer server, MultiplayerPeer client, int id)
    {
        const int toServer = MultiplayerPeer.TargetPeerServer;
        switch (ending)
        {
            case Ending.ClientCloses: client.Close(); break;
            case Ending.ClientCuts: client.Close(force: true); break;
            case Ending.ServerCloses: server.Close(); break;
            case Ending.ServerCuts: server.Close(force: true); break;
            case Ending.ServerDisconnectsClient: server.DisconnectPeer(id); break;
            case Ending.ServerCutsClient: server.DisconnectPeer(id, force: true); break;
            case Ending.ClientDisconnectsServer: client.DisconnectPeer(toServer); break;
            case Ending.ClientCutsServer: client.DisconnectPeer(toServer, force: true); break;
            case Ending.BothClose: client.Close(); server.Close(); break;
            case Ending.BothCut: client.Close(force: true); server.Close(force: true); break;
            case Ending.ServerDisconnectsAndClientCloses: server.DisconnectPeer(id); client.Close(); break;
            case Ending.ServerDisconnectsThenCloses: server.DisconnectPeer(id); server.Close(); break;
            case Ending.ServerDisconnectsTwice: server.DisconnectPeer(id); server.DisconnectPeer(id, 4000, "again"); break;
            case Ending.ServerDisconnectsThenCuts: server.DisconnectPeer(id); server.DisconnectPeer(id, force: true); break;
            case Ending.ClientClosesTwice: client.Close(); client.Close(); break;
            default: throw new ArgumentOutOfRangeException(nameof(ending));
        }
    }
}
