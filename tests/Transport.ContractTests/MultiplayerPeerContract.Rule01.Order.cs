namespace Transport.ContractTests;

// Rule 1: events are raised only inside Poll, on its caller's thread, in order: connected, then that peer's packets, then
// disconnected, which waits for unread packets. Exactly one disconnected for each connected. Here: the order.
public abstract partial class MultiplayerPeerContract
{
    [Test]
    public async Task Rule01_EventsAreRaisedOnlyInsidePoll()
    {
        var (server, client) = await StartPair();
        var other = await Join(server);
        var (id, otherId) = (client.Id, other.Id);
        var seen = (Server: server.Log.Count, Client: client.Log.Count);

        server.Peer.DisconnectPeer(id);
        other.Peer.Close();
        Assert.That((server.Log.Count, client.Log.Count), Is.EqualTo(seen), "Nothing is told by the call itself.");

        await UntilGone(server, id);
        await UntilGone(server, otherId);
        await UntilGone(client, MultiplayerPeer.TargetPeerServer);
        await UntilGone(other, MultiplayerPeer.TargetPeerServer);
        Assert.That(server.Violations, Is.Empty);
    }

    [Test]
    public async Task Rule01_EventsAreRaisedOnTheThreadThatPolls()
    {
        var (server, client) = await StartPair();
        server.IsPolled = false;
        var raisedOn = 0;
        server.Peer.PeerDisconnected += (_, _) => raisedOn = Environment.CurrentManagedThreadId;
        client.Peer.Close();

        var polledOn = 0;
        using var deadline = new CancellationTokenSource(ContractPump.Deadline);
        while (raisedOn == 0)
        {
            await Activity(server.Peer, deadline.Token);
            var poller = new Thread(() =>
            {
                polledOn = Environment.CurrentManagedThreadId;
                server.Poll();
            });
            poller.Start();
            Assert.That(poller.Join(ContractPump.Deadline), Is.True, "Poll does not block.");
        }
        Assert.That(raisedOn, Is.EqualTo(polledOn));
    }

    [Test]
    public async Task Rule01_ClientIsConnectedInsideItsPeerConnected()
    {
        var server = StartServer();
        var client = CreatePeer("client");
        (ConnectionStatus Status, int UniqueId, bool IsServer) inside = default;
        client.Peer.PeerConnected += _ => inside = (client.Peer.Status, client.Peer.UniqueId, client.Peer.IsServer);
        Carrier.StartClient(client.Peer, server.Peer);
        Assert.That((client.Peer.Status, client.Peer.UniqueId), Is.EqualTo((ConnectionStatus.Connecting, 0)));

        await UntilJoined(server, client);
        Assert.That(inside, Is.EqualTo((ConnectionStatus.Connected, client.Id, false)));
        Assert.That(client.Id, Is.GreaterThanOrEqualTo(2));
        Assert.That(client.Peer.Peers, Is.EqualTo([MultiplayerPeer.TargetPeerServer]));
        Assert.That(server.Peer.Peers, Is.EqualTo([client.Id]));
        Assert.That((server.Peer.UniqueId, server.Peer.IsServer), Is.EqualTo((MultiplayerPeer.TargetPeerServer, true)));
    }

    [Test]
    public async Task Rule01_PacketsSentInsidePeerConnectedArrive()
    {
        var server = StartServer();
        var client = CreatePeer("client");
        server.Peer.PeerConnected += id => server.Peer.Send("welcome"u8, id);
        client.Peer.PeerConnected += id => client.Peer.Send("hello"u8, id);
        Carrier.StartClient(client.Peer, server.Peer);

        await PumpUntil(() => server.Packets.Any() && client.Packets.Any(), "the first words of both ends");
        Assert.That((server.Texts.Single(), client.Texts.Single()), Is.EqualTo(("hello", "welcome")));
    }

    [Test]
    public async Task Rule01_ConnectedThenPacketsThenDisconnected()
    {
        var server = StartServer();
        var client = CreatePeer("client");
        var id = 0;
        client.Peer.PeerConnected += _ =>
        {
            id = client.Id;
            for (var i = 0; i < 10; i++) client.Peer.Send(Numbered(i), MultiplayerPeer.TargetPeerServer);
            client.Peer.Close(CloseCode.GoingAway, "in a hurry");
        };
        Carrier.StartClient(client.Peer, server.Peer);

        await PumpUntil(() => id != 0 && server.Gone(id) is not null, "the whole visit at the server");
        Assert.That(server.Log.Select(line => line.Kind), Is.EqualTo(
            new[] { PeerEventKind.Connected }
                .Concat(Enumerable.Repeat(PeerEventKind.Packet, 10))
                .Append(PeerEventKind.Disconnected)));
        Assert.That(server.Packets.Select(packet => packet.Payload), Is.EqualTo(Enumerable.Range(0, 10).Select(i => Numbered(i))));
    }

    [Test]
    public async Task Rule01_DisconnectedWaitsForUnreadPackets()
    {
        var (server, client) = await StartPair();
        var id = client.Id;
        server.TakesPackets = false;
        for (var i = 0; i < 3; i++) client.Peer.Send(Numbered(i), MultiplayerPeer.TargetPeerServer);
        await client.Peer.CloseAsync(4001, "bye");
        await PumpUntil(() => server.Peer.AvailablePacketCount == 3, "three unread packets");

        for (var left = 3; left > 0; left--)
        {
            server.Poll();
            Assert.That(server.Gone(id), Is.Null, $"{left} packets are unread.");
            Assert.That(server.Peer.Peers, Does.Contain(id));
            Assert.That(server.TakeOne(), Is.True);
        }
        Assert.That(server.Gone(id), Is.Null, "It takes a Poll.");

        Assert.That(await UntilGone(server, id), Is.EqualTo(ClosedByRemote(4001, "bye")));
        Assert.That(server.Packets.Select(packet => packet.Payload), Is.EqualTo(Enumerable.Range(0, 3).Select(i => Numbered(i))));
    }

    [Test]
    public async Task Rule01_ClientStaysConnectedUntilItsUnreadPacketsAreTaken()
    {
        var (server, client) = await StartPair();
        client.TakesPackets = false;
        server.Peer.Send("first"u8, client.Id);
        server.Peer.Send("last words"u8, client.Id);
        await server.Peer.CloseAsync(CloseCode.GoingAway, "shutdown");
        await PumpUntil(() => client.Peer.AvailablePacketCount == 2, "two unread packets");
        client.Poll();
        Assert.That((client.IsConnected, client.Peer.Peers.Count), Is.EqualTo((true, 1)));

        client.TakeAll();
        Assert.That(await UntilGone(client, MultiplayerPeer.TargetPeerServer), Is.EqualTo(ClosedByRemote(CloseCode.GoingAway, "shutdown")));
        Assert.That(client.Texts, Is.EqualTo(["first", "last words"]));
        Assert.That((client.Peer.Status, client.Peer.UniqueId, client.Peer.Peers.Count), Is.EqualTo((ConnectionStatus.Disconnected, 0, 0)));
    }

    [Test]
    public async Task Rule01_UnreadPacketsOfAGonePeerKeepTheirContent()
    {
        const int count = 300;
        var (server, client) = await StartPair();
        var id = client.Id;
        server.TakesPackets = false;
        for (var i = 0; i < count; i++) client.Peer.Send(Numbered(i, i % 100 + 4), MultiplayerPeer.TargetPeerServer);
        client.Peer.Close();
        await PumpUntil(() => server.Peer.AvailablePacketCount == count, "all packets, unread");

        // Others come and go meanwhile, over the same memory.
        var other = await Join(server);
        other.Peer.Send(Numbered(-1, 1000), MultiplayerPeer.TargetPeerServer);
        await PumpUntil(() => server.Peer.AvailablePacketCount == count + 1, "the packet of another");

        server.TakesPackets = true;
        await UntilGone(server, id);
        Assert.That(server.PacketsFrom(id).Select(packet => packet.Payload), Is.EqualTo(Enumerable.Range(0, count).Select(i => Numbered(i, i % 100 + 4))));
        Assert.That(server.PacketsFrom(other.Id).Single().Payload, Is.EqualTo(Numbered(-1, 1000)));
    }

    [Test]
    public async Task Rule01_ABroadcastReachesAnnouncedPeersOnly()
    {
        var server = StartServer();
        var announced = new List<int>();
        server.Peer.PeerConnected += id =>
        {
            announced.Add(id);
            server.Peer.Send(BitConverter.GetBytes(announced.Count), MultiplayerPeer.TargetPeerBroadcast);
        };
        var clients = Enumerable.Range(0, 4).Select(_ => StartClient(server)).ToArray();
        await PumpUntil(
            () => announced.Count == 4 && clients.All(client => client.Packets.LastOrDefault()?.Payload is [4, ..]), "four clients and their news");

        foreach (var client in clients)
        {
            var place = announced.IndexOf(client.Id) + 1;
            Assert.That(
                client.Packets.Select(packet => BitConverter.ToInt32(packet.Payload)), Is.EqualTo(Enumerable.Range(place, 5 - place)),
                $"This client was number {place}: it hears of itself and of those after it.");
        }
    }

    private static DisconnectInfo ClosedByRemote(int code, string text) =>
        new(DisconnectReason.Closed, DisconnectOrigin.Remote, code, text, isClean: true);

    private static DisconnectInfo ClosedHere(int code, string text) =>
        new(DisconnectReason.Closed, DisconnectOrigin.Local, code, text, isClean: true);
}
