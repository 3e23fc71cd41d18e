namespace Transport.ContractTests;

// Rule 4: inbound full: stop reading. The carrier's flow control reaches the sender; nothing is dropped from a reliable lane.
public abstract partial class MultiplayerPeerContract
{
    [TestCase(16)]
    [TestCase(1000)]
    public async Task Rule04_InboundQueueIsBoundedUntilPacketsAreTaken(int length)
    {
        var limits = CarrierLimits.Small;
        var (server, client) = await StartPair(limits);
        server.TakesPackets = false;
        var taken = 0;
        var most = 0;
        var rounds = 0;
        await PumpUntil(
            () =>
            {
                while (client.Peer.TrySend(Numbered(taken, length), MultiplayerPeer.TargetPeerServer)) taken++;
                most = Math.Max(most, server.Peer.AvailablePacketCount);
                return ++rounds > 20 && most > 0;
            },
            "a receiver that takes nothing",
            isSilent: true);
        Assert.That(most * length, Is.LessThanOrEqualTo(limits.InboundBytes));
        if (Carrier.CannotLimitPackets is null) Assert.That(most, Is.LessThanOrEqualTo(limits.InboundPackets));

        server.TakesPackets = true;
        await PumpUntil(() => server.Packets.Count() == taken, "all that was sent");
        Assert.That(server.Packets.Select(packet => packet.Payload), Is.EqualTo(Enumerable.Range(0, taken).Select(i => Numbered(i, length))));
    }

    [Test]
    public async Task Rule04_ReceiverThatTakesLittleAtATimeLosesNothing()
    {
        const int count = 400;
        var (server, client) = await StartPair(CarrierLimits.Small);
        server.TakesPackets = false;
        var sent = 0;
        await PumpUntil(
            () =>
            {
                while (sent < count && client.Peer.TrySend(Numbered(sent, sent % 500 + 4), MultiplayerPeer.TargetPeerServer)) sent++;
                for (var i = 0; i < 7; i++) server.TakeOne();
                return server.Log.Count == count + 1;
            },
            "all packets, a few at a time",
            isSilent: true);
        Assert.That(server.Packets.Select(packet => packet.Payload), Is.EqualTo(Enumerable.Range(0, count).Select(i => Numbered(i, i % 500 + 4))));
    }

    [Test]
    public async Task Rule04_ReceiverThatTakesByCountDoesNotStallTheSender()
    {
        const int count = 100;
        var limits = CarrierLimits.Small with { InboundBytes = 1024, OutboundBytes = 2048 };
        var (server, client) = await StartPair(limits);
        using var deadline = new CancellationTokenSource(ContractPump.Deadline);
        var received = new List<byte[]>();
        var sent = 0;
        while (received.Count < count)
        {
            while (sent < count && server.Peer.TrySend(Numbered(sent, 1000), client.Id)) sent++;
            server.Peer.Flush();
            await Activity(client.Peer, deadline.Token);
            client.Peer.Poll();
            // The last one stays in the caller's hand: TryReceive is not asked again.
            while (client.Peer.AvailablePacketCount > 0) received.Add(client.Peer.GetPacket());
        }
        Assert.That(received, Is.EqualTo(Enumerable.Range(0, count).Select(i => Numbered(i, 1000))));
    }

    [Test]
    public async Task Rule04_ASilentReceiverOfOnePeerDoesNotHoldUpAnother()
    {
        var server = StartServer(CarrierLimits.Small);
        var flooding = await Join(server, CarrierLimits.Small);
        var other = await Join(server, CarrierLimits.Small);
        server.IsPolled = false;
        await FillUntilStuck(flooding, MultiplayerPeer.TargetPeerServer, 1000);
        other.Peer.Send("me too"u8, MultiplayerPeer.TargetPeerServer);

        // The server reads, and still the queue of the flooding peer is never empty.
        server.IsPolled = true;
        await PumpUntil(
            () =>
            {
                while (flooding.Peer.TrySend(Numbered(1, 1000), MultiplayerPeer.TargetPeerServer)) ;
                return server.PacketsFrom(other.Id).Any();
            },
            "the packet of the quiet peer");
        Assert.That(server.PacketsFrom(other.Id).Single().Text, Is.EqualTo("me too"));
    }
}
