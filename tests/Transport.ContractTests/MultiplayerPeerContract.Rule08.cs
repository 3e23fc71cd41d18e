namespace Transport.ContractTests;

// Rule 8: zero-length packets are packets. A packet above the limit throws at the sender; above the receiver's limit it ends that
// connection with a reason, before memory is taken for it.
public abstract partial class MultiplayerPeerContract
{
    [Test]
    public void Rule08_LargestPacketIsKnownBeforeConnecting()
    {
        var peer = CreatePeer("idle", CarrierLimits.Small);
        foreach (var mode in new[] { TransferMode.Unreliable, TransferMode.UnreliableOrdered, TransferMode.Reliable })
            Assert.That(peer.Peer.MaxPacketSize(mode), Is.InRange(1, CarrierLimits.Small.MaxPacketBytes));
    }

    [Test]
    public async Task Rule08_EmptyPacketsArePackets()
    {
        var (server, client) = await StartPair();
        foreach (var (sender, receiver, target) in new[] { (server, client, client.Id), (client, server, 1), (server, client, 0) })
        {
            var seen = receiver.Packets.Count();
            sender.Peer.Send([], target);
            sender.Peer.Send("x"u8, target);
            Assert.That(sender.Peer.TrySend([], target), Is.True);
            sender.Peer.PutPacket([]);
            await PumpUntil(() => receiver.Packets.Count() == seen + 4, "four packets");
            Assert.That(receiver.Packets.Skip(seen).Select(packet => packet.Payload.Length), Is.EqualTo([0, 1, 0, 0]));
        }
    }

    [Test]
    public async Task Rule08_LargestPacketArrives([Values] bool isSmallLimit)
    {
        var limits = isSmallLimit ? CarrierLimits.Small : CarrierLimits.Default;
        var (server, client) = await StartPair(limits);
        var size = server.Peer.MaxPacketSize(TransferMode.Reliable);
        server.Peer.Send(Numbered(1, size), client.Id);
        server.Peer.Send(Numbered(2, size - 1), client.Id);
        client.Peer.Send(Numbered(3, size), MultiplayerPeer.TargetPeerServer);
        client.Peer.Send(Numbered(4, size - 1), MultiplayerPeer.TargetPeerServer);
        await PumpUntil(() => server.Packets.Count() == 2 && client.Packets.Count() == 2, "two packets at each end");
        Assert.That(client.Packets.Select(packet => packet.Payload), Is.EqualTo([Numbered(1, size), Numbered(2, size - 1)]));
        Assert.That(server.Packets.Select(packet => packet.Payload), Is.EqualTo([Numbered(3, size), Numbered(4, size - 1)]));
    }

    [Test]
    public async Task Rule08_PacketAboveTheLimitThrowsAtTheSender()
    {
        var (server, client) = await StartPair(CarrierLimits.Small);
        foreach (var mode in new[] { TransferMode.Unreliable, TransferMode.UnreliableOrdered, TransferMode.Reliable })
        {
            // The two ends may be connected by different carriers of one session.
            var (down, up) = (new byte[server.Peer.MaxPacketSize(mode) + 1], new byte[client.Peer.MaxPacketSize(mode) + 1]);
            AssertMistake<ArgumentException>(server, peer => peer.Send(down, client.Id, mode), "Send");
            AssertMistake<ArgumentException>(server, peer => peer.Send(down, 0, mode), "Send to all");
            AssertMistake<ArgumentException>(client, peer => peer.TrySend(up, 1, mode), "TrySend");
            client.Peer.TransferMode = mode;
            AssertMistake<ArgumentException>(client, peer => peer.PutPacket(up), "PutPacket");
        }
        await AssertLinkWorks(server, client);
        Assert.That((server.Packets.Count(), client.Packets.Count()), Is.EqualTo((1, 1)));
    }

    [Test]
    public async Task Rule08_PacketAboveTheReceiversLimitEndsTheConnection()
    {
        var server = StartServer(CarrierLimits.Small);
        var client = await Join(server, CarrierLimits.Small with { MaxPacketBytes = 4096 });
        var other = await Join(server, CarrierLimits.Small);
        var id = client.Id;
        client.Peer.Send(Numbered(1, 1024), MultiplayerPeer.TargetPeerServer);
        client.Peer.Send(Numbered(2, 1025), MultiplayerPeer.TargetPeerServer);
        client.Peer.Send(Numbered(3), MultiplayerPeer.TargetPeerServer);

        var atServer = await UntilGone(server, id);
        var atClient = await UntilGone(client, MultiplayerPeer.TargetPeerServer);
        Assert.That((atServer.Reason, atServer.Origin), Is.EqualTo((DisconnectReason.PacketTooLarge, DisconnectOrigin.Local)));
        Assert.That((atClient.Reason, atClient.Origin), Is.EqualTo((DisconnectReason.PacketTooLarge, DisconnectOrigin.Remote)));
        Assert.That(server.Packets.Select(packet => packet.Payload), Is.EqualTo([Numbered(1, 1024)]), "What came before it arrived.");
        await AssertLinkWorks(server, other);
    }

    [Test]
    public async Task Rule08_ServersPacketAboveAClientsLimitEndsThatClientOnly()
    {
        var server = StartServer(CarrierLimits.Small with { MaxPacketBytes = 4096 });
        var small = await Join(server, CarrierLimits.Small);
        var large = await Join(server, CarrierLimits.Small with { MaxPacketBytes = 4096 });
        var smallId = small.Id;
        small.Peer.Send("on its way"u8, MultiplayerPeer.TargetPeerServer);
        server.Peer.Send(Numbered(1, 2000), MultiplayerPeer.TargetPeerBroadcast);

        var atServer = await UntilGone(server, smallId);
        var atClient = await UntilGone(small, MultiplayerPeer.TargetPeerServer);
        Assert.That((atServer.Reason, atServer.Origin), Is.EqualTo((DisconnectReason.PacketTooLarge, DisconnectOrigin.Remote)));
        Assert.That((atClient.Reason, atClient.Origin), Is.EqualTo((DisconnectReason.PacketTooLarge, DisconnectOrigin.Local)));
        Assert.That(server.PacketsFrom(smallId).Single().Text, Is.EqualTo("on its way"));
        await PumpUntil(() => large.Packets.Count() == 1, "the packet where it is allowed");
        await AssertLinkWorks(server, large);
    }
}
