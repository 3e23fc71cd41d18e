namespace Transport.ContractTests;

// Whom a packet reaches: 0 everyone, n one peer, -n everyone but n; never the sender itself.
public abstract partial class MultiplayerPeerContract
{
    [Test]
    public async Task Targets_OfAServer()
    {
        var server = StartServer();
        var clients = new List<RecordedPeer>();
        for (var i = 0; i < 3; i++) clients.Add(await Join(server));
        (int Target, string Text, int[] Receivers)[] sends =
        [
            (MultiplayerPeer.TargetPeerBroadcast, "all", [0, 1, 2]),
            (clients[0].Id, "first", [0]),
            (clients[2].Id, "third", [2]),
            (-clients[1].Id, "not the second", [0, 2]),
            (-clients[0].Id, "not the first", [1, 2]),
            (-MultiplayerPeer.TargetPeerServer, "not the server", [0, 1, 2]),
            (-Absent, "not an absent one", [0, 1, 2]),
            (-int.MaxValue, "not another absent one", [0, 1, 2]),
        ];
        foreach (var (target, text, _) in sends) server.Peer.Send(Bytes(text), target);
        foreach (var (target, text, _) in sends) Assert.That(server.Peer.TrySend(Bytes(text), target), Is.True, text);
        foreach (var (target, text, _) in sends)
        {
            server.Peer.TargetPeer = target;
            server.Peer.PutPacket(Bytes(text));
        }
        server.Peer.Send("end"u8, MultiplayerPeer.TargetPeerBroadcast);

        await PumpUntil(() => clients.TrueForAll(client => client.Texts.LastOrDefault() == "end"), "the end at each");
        for (var i = 0; i < clients.Count; i++)
        {
            var expected = sends.Where(send => send.Receivers.Contains(i)).Select(send => send.Text).ToArray();
            Assert.That(clients[i].Texts, Is.EqualTo([.. expected, .. expected, .. expected, "end"]), $"client {i}");
            Assert.That(clients[i].Packets.Select(packet => packet.Id), Is.All.EqualTo(MultiplayerPeer.TargetPeerServer));
        }
        Assert.That(server.Packets, Is.Empty, "Nothing comes back to the sender.");
    }

    [Test]
    public async Task Targets_OfAClient()
    {
        var (server, client) = await StartPair();
        var other = await Join(server);
        (int Target, string Text)[] arriving =
        [
            (MultiplayerPeer.TargetPeerBroadcast, "all"),
            (MultiplayerPeer.TargetPeerServer, "the server"),
            (-client.Id, "not me"),
            (-other.Id, "not the other"),
            (-Absent, "not an absent one"),
        ];
        foreach (var (target, text) in arriving) client.Peer.Send(Bytes(text), target);
        client.Peer.Send("nobody"u8, -MultiplayerPeer.TargetPeerServer);
        client.Peer.Send("end"u8, MultiplayerPeer.TargetPeerServer);
        foreach (var target in new[] { other.Id, client.Id, Absent })
            AssertMistake<ArgumentException>(client, peer => peer.Send("x"u8, target), "a peer it is not connected to");

        await PumpUntil(() => server.Texts.LastOrDefault() == "end", "the end");
        Assert.That(server.Texts, Is.EqualTo(arriving.Select(send => send.Text).Append("end")));
        Assert.That(server.Packets.Select(packet => packet.Id), Is.All.EqualTo(client.Id));
        Assert.That(other.Packets, Is.Empty);
    }

    [Test]
    public async Task Targets_ExceptTheOnlyOneReachNobody()
    {
        var (server, client) = await StartPair();
        server.Peer.Send("nobody"u8, -client.Id);
        Assert.That(server.Peer.TrySend("nobody"u8, -client.Id), Is.True);
        await AssertLinkWorks(server, client);
        Assert.That(client.Packets.Count(), Is.EqualTo(1));
    }

    [Test]
    public void Targets_OfAServerWithoutClientsAreNobody()
    {
        var server = StartServer();
        Assert.That(() => server.Peer.Send("x"u8, MultiplayerPeer.TargetPeerBroadcast), Throws.Nothing);
        Assert.That(server.Peer.TrySend("x"u8, -Absent), Is.True);
        server.Poll();
        Assert.That(server.Log, Is.Empty);
    }
}
