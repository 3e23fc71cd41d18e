namespace Transport.ContractTests;

// Rule 3: a throwing event handler reaches the caller of Poll with the peer consistent and nothing lost: the rest comes with the
// next Poll.
public abstract partial class MultiplayerPeerContract
{
    [Test]
    public async Task Rule03_NothingIsLostWhenPeerConnectedThrows()
    {
        var server = StartServer();
        server.Peer.PeerConnected += _ => throw new HandlerException();
        var clients = Enumerable.Range(0, 3).Select(_ => CreatePeer("client")).ToArray();
        foreach (var client in clients)
        {
            client.Peer.PeerConnected += id => client.Peer.Send("hello"u8, id);
            Carrier.StartClient(client.Peer, server.Peer);
        }

        await PumpUntil(() => server.Packets.Count() == 3, "three hellos");
        Assert.That(server.Thrown, Has.Count.EqualTo(3), "One Poll throws once for each.");
        Assert.That(server.Peer.Peers, Is.EquivalentTo(clients.Select(client => client.Id)));
        await AssertLinkWorks(server, clients[0]);
    }

    [Test]
    public async Task Rule03_NothingIsLostWhenPeerDisconnectedThrows()
    {
        var server = StartServer();
        var clients = new List<RecordedPeer>();
        for (var i = 0; i < 4; i++) clients.Add(await Join(server));
        var ids = clients.Select(client => client.Id).ToArray();
        server.Peer.PeerDisconnected += (_, _) => throw new HandlerException();
        for (var i = 0; i < 3; i++)
        {
            clients[i].Peer.Send(Numbered(i), MultiplayerPeer.TargetPeerServer);
            clients[i].Peer.Close(4000 + i);
        }

        await PumpUntil(() => server.Thrown.Count == 3, "three throwing handlers");
        Assert.That(ids.Take(3).Select(id => server.Gone(id)?.Code), Is.EqualTo([4000, 4001, 4002]));
        Assert.That(ids.Take(3).Select(id => server.PacketsFrom(id).Single().Payload[0]), Is.EqualTo([0, 1, 2]));
        Assert.That(server.Peer.Peers, Is.EqualTo([ids[3]]));
        await AssertLinkWorks(server, clients[3]);
    }

    [Test]
    public async Task Rule03_ClientIsDisconnectedWhenItsPeerDisconnectedThrows()
    {
        var (server, client) = await StartPair();
        client.Peer.PeerDisconnected += (_, _) => throw new HandlerException();
        server.Peer.DisconnectPeer(client.Id);
        await PumpUntil(() => client.Thrown.Count == 1, "the throwing handler");
        Assert.That((client.Peer.Status, client.Peer.UniqueId, client.Peer.Peers.Count), Is.EqualTo((ConnectionStatus.Disconnected, 0, 0)));

        Carrier.StartClient(client.Peer, server.Peer);
        await UntilJoined(server, client);
        await AssertLinkWorks(server, client);
        Assert.That(client.CountOf(PeerEventKind.Disconnected, 1), Is.EqualTo(1));
    }

    [Test]
    public async Task Rule03_ConnectionFailedIsToldOnceWhenItThrows()
    {
        var client = CreatePeer("client");
        client.Peer.ConnectionFailed += _ => throw new HandlerException();
        Carrier.StartClientOfNobody(client.Peer);
        await PumpUntil(() => client.Thrown.Count == 1, "the throwing handler");
        Assert.That(client.Peer.Status, Is.EqualTo(ConnectionStatus.Disconnected));

        var server = StartServer();
        Carrier.StartClient(client.Peer, server.Peer);
        await UntilJoined(server, client);
        Assert.That(client.CountOf(PeerEventKind.ConnectionFailed, 0), Is.EqualTo(1));
    }

    [Test]
    public async Task Rule03_EverySubscriberIsCalledAndTheFirstExceptionComesOut()
    {
        var server = StartServer();
        var called = 0;
        server.Peer.PeerConnected += _ => throw new HandlerException("the first");
        server.Peer.PeerConnected += _ => throw new HandlerException("the second");
        server.Peer.PeerConnected += _ => called++;
        await Join(server);
        Assert.That(called, Is.EqualTo(1));
        Assert.That(server.Thrown.Single().Message, Is.EqualTo("the first"));
    }

    [Test]
    public async Task Rule03_PollInsideAHandlerIsRefused()
    {
        var server = StartServer();
        var refused = new List<string>();
        void PollAgain(RecordedPeer peer, string handler)
        {
            Assert.That(() => peer.Peer.Poll(), Throws.InvalidOperationException);
            refused.Add(handler);
        }

        var client = CreatePeer("client");
        client.Peer.PeerConnected += _ => PollAgain(client, "client connected");
        client.Peer.PeerDisconnected += (_, _) => PollAgain(client, "client disconnected");
        client.Peer.ConnectionFailed += _ => PollAgain(client, "client failed");
        server.Peer.PeerConnected += _ => PollAgain(server, "server connected");
        server.Peer.PeerDisconnected += (_, _) => PollAgain(server, "server disconnected");

        Carrier.StartClient(client.Peer, server.Peer);
        await UntilJoined(server, client);
        var id = client.Id;
        client.Peer.Close();
        await UntilGone(server, id);
        Carrier.StartClientOfNobody(client.Peer);
        await PumpUntil(() => client.Failure is not null, "the failed connect");
        Assert.That(refused, Is.EquivalentTo(
            ["client connected", "server connected", "client disconnected", "server disconnected", "client failed"]));
    }

    [Test]
    public async Task Rule03_HandlersMayTakePackets()
    {
        var (server, client) = await StartPair();
        var other = await Join(server);
        server.TakesPackets = false;
        server.Peer.PeerDisconnected += (_, _) => server.TakeAll();
        other.Peer.Send("unread"u8, MultiplayerPeer.TargetPeerServer);
        await PumpUntil(() => server.Peer.AvailablePacketCount == 1, "an unread packet");
        client.Peer.Close();
        await PumpUntil(() => server.Packets.Any(), "a handler that takes it");
        Assert.That(server.Texts, Is.EqualTo(["unread"]));
        server.TakesPackets = true;
        await AssertLinkWorks(server, other);
    }

    [Test]
    public async Task Rule03_HandlersMayDisconnectAndSendAndClose()
    {
        var server = StartServer();
        server.Peer.PeerConnected += id =>
        {
            server.Peer.Send("no room here"u8, id);
            server.Peer.DisconnectPeer(id, 4003, "full");
        };
        var client = StartClient(server);
        Assert.That(await UntilGone(client, MultiplayerPeer.TargetPeerServer), Is.EqualTo(ClosedByRemote(4003, "full")));
        Assert.That(client.Texts, Is.EqualTo(["no room here"]));
        await PumpUntil(() => server.Log.Count == 2, "the server to be told as well");

        server.Peer.PeerDisconnected += (_, _) => server.Peer.Close();
        var second = StartClient(server);
        await UntilGone(second, MultiplayerPeer.TargetPeerServer);
        await PumpUntil(() => server.Peer.Status == ConnectionStatus.Disconnected, "a server that closes itself");
        Assert.That(server.Log.Count(line => line.Kind == PeerEventKind.Disconnected), Is.EqualTo(2));
    }
}
