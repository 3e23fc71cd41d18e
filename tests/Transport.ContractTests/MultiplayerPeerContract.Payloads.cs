namespace Transport.ContractTests;

// A payload is valid until the next TryReceive, Poll or Close on that peer, whatever else happens.
public abstract partial class MultiplayerPeerContract
{
    [Test]
    public async Task Payloads_AreCopiedBySend()
    {
        var (server, client) = await StartPair();
        var payload = Bytes("before");
        client.Peer.Send(payload, MultiplayerPeer.TargetPeerServer);
        Bytes("after!").CopyTo(payload, 0);
        await UntilTexts(server, "before");
        Assert.That(server.Texts.Single(), Is.EqualTo("before"));
    }

    [Test]
    public async Task Payloads_InHandStayIntactWhileOthersQueueUp()
    {
        var (server, client) = await StartPair();
        var other = await Join(server);
        server.TakesPackets = false;
        client.Peer.Send(Numbered(1, 200), MultiplayerPeer.TargetPeerServer);
        await PumpUntil(() => server.Peer.AvailablePacketCount == 1, "a packet");
        Assert.That(server.Peer.TryReceive(out var inHand), Is.True);

        server.IsPolled = false;
        for (var i = 0; i < 100; i++)
        {
            client.Peer.Send(Numbered(-i, 200), MultiplayerPeer.TargetPeerServer);
            other.Peer.Send(Numbered(-i, 200), MultiplayerPeer.TargetPeerServer);
            server.Peer.Send(Numbered(-i, 200), MultiplayerPeer.TargetPeerBroadcast);
        }
        server.Peer.Flush();
        await PumpUntil(() => client.Packets.Count() == 100 && other.Packets.Count() == 100, "traffic all around");
        Assert.That(inHand.Payload.ToArray(), Is.EqualTo(Numbered(1, 200)));
    }

    [TestCase(1)]
    [TestCase(3)]
    public async Task Payloads_InHandOutliveADisconnectPeerOfTheirSender(int packets)
    {
        var (server, client) = await StartPair();
        var other = await Join(server);
        server.TakesPackets = false;
        for (var i = 0; i < packets; i++) client.Peer.Send(Numbered(i, 200), MultiplayerPeer.TargetPeerServer);
        await PumpUntil(() => server.Peer.AvailablePacketCount == packets, "the packets");
        other.Peer.Send("of another"u8, MultiplayerPeer.TargetPeerServer);
        await PumpUntil(() => server.Peer.AvailablePacketCount == packets + 1, "one more");
        Assert.That(server.Peer.TryReceive(out var inHand), Is.True);

        var id = client.Id;
        server.Peer.DisconnectPeer(id);
        Assert.That(server.Peer.AvailablePacketCount, Is.EqualTo(1));
        server.IsPolled = false;
        for (var i = 0; i < 50; i++) server.Peer.Send(Numbered(-i, 200), other.Id);
        server.Peer.Flush();
        await PumpUntil(() => other.Packets.Count() == 50, "traffic with another");
        Assert.That(inHand.Payload.ToArray(), Is.EqualTo(Numbered(0, 200)));
        Assert.That((server.Peer.GetPacketPeer(), server.Peer.GetPacket()), Is.EqualTo((other.Id, Bytes("of another"))));
        Assert.That(server.Peer.TryReceive(out _), Is.False);
        server.IsPolled = true;
        await UntilGone(server, id);
    }

    [Test]
    public async Task Payloads_UnreadStayIntactOverPolls()
    {
        var (server, client) = await StartPair();
        server.TakesPackets = false;
        for (var i = 0; i < 40; i++)
        {
            client.Peer.Send(Numbered(i, 100 + i), MultiplayerPeer.TargetPeerServer);
            await PumpUntil(() => server.Peer.AvailablePacketCount == i + 1, "one more unread packet");
        }
        server.TakeAll();
        Assert.That(server.Packets.Select(packet => packet.Payload), Is.EqualTo(Enumerable.Range(0, 40).Select(i => Numbered(i, 100 + i))));
    }
}
