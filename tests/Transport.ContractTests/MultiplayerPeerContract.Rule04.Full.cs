namespace Transport.ContractTests;

// Rule 4: every queue is bounded in bytes and packets. Outbound full: TrySend returns false, has queued nothing for that peer and
// leaves it connected; Send disconnects it as a slow consumer and never blocks. GetStatistics shows the queue before.
public abstract partial class MultiplayerPeerContract
{
    private const long MostBytesBeforeFull = 64 * 1024 * 1024;

    [Test]
    public async Task Rule04_TrySendToAFullQueueQueuesNothingAndLeavesThePeerConnected()
    {
        var (server, client) = await StartPair(CarrierLimits.Small);
        client.IsPolled = false;
        var taken = await FillUntilStuck(server, client.Id, 1000);
        Assert.That(server.Peer.TrySend(Numbered(-1, 1000), client.Id), Is.False);
        server.Poll();
        Assert.That((server.Gone(client.Id), server.Peer.Peers.Contains(client.Id)), Is.EqualTo(((DisconnectInfo?)null, true)));

        client.IsPolled = true;
        await PumpUntil(() => client.Packets.Count() == taken, "all that was taken");
        await PumpUntil(() => server.Peer.TrySend("end"u8, client.Id), "room again", isSilent: true);
        await PumpUntil(() => client.Texts.Last() == "end", "the end");
        Assert.That(
            client.Packets.Select(packet => packet.Payload),
            Is.EqualTo(Enumerable.Range(0, taken).Select(i => Numbered(i, 1000)).Append(Bytes("end"))));
    }

    [Test]
    public async Task Rule04_EmptyPacketsAreBoundedByTheirNumber()
    {
        IgnoreWhen(Carrier.CannotLimitPackets);
        var (server, client) = await StartPair(CarrierLimits.Small with { InboundPackets = 4096 });
        client.IsPolled = false;
        var taken = await FillUntilStuck(server, client.Id, 1000);
        var empty = 0;
        for (; server.Peer.TrySend([], client.Id); empty++)
            Assert.That(empty, Is.LessThan(CarrierLimits.Small.OutboundPackets), "Nothing leaves, and still there is room.");
        client.IsPolled = true;
        await PumpUntil(() => client.Packets.Count() == taken + empty, "all that was taken");
        Assert.That(client.Packets.Skip(taken).Select(packet => packet.Payload.Length), Is.All.Zero);
    }

    [Test]
    public async Task Rule04_SendToAFullQueueDisconnectsASlowConsumerWhileOthersGoOn()
    {
        var server = StartServer(CarrierLimits.Small);
        var slow = await Join(server, CarrierLimits.Small);
        var other = await Join(server, CarrierLimits.Small);
        var slowId = slow.Id;
        slow.IsPolled = false;
        var sent = 0;
        while (server.Gone(slowId) is null)
        {
            for (var i = 0; i < 4; i++) server.Peer.Send(Numbered(sent++, 1000), MultiplayerPeer.TargetPeerBroadcast);
            await PumpUntil(() => other.Packets.Count() == sent, "a peer that keeps up to receive everything");
            Assert.That(sent * 1000L, Is.LessThan(MostBytesBeforeFull), "The queue has no bound.");
        }

        var info = server.Gone(slowId)!.Value;
        Assert.That((info.Reason, info.Origin), Is.EqualTo((DisconnectReason.SlowConsumer, DisconnectOrigin.Local)));
        Assert.That(server.Peer.Peers, Is.EqualTo([other.Id]));
        await AssertLinkWorks(server, other);

        slow.IsPolled = true;
        await UntilGone(slow, MultiplayerPeer.TargetPeerServer);
        var arrived = slow.Packets.Count();
        Assert.That(slow.Packets.Select(packet => packet.Payload), Is.EqualTo(Enumerable.Range(0, arrived).Select(i => Numbered(i, 1000))), "No hole.");
    }

    [Test]
    public async Task Rule04_ClientWhoseServerIsTooSlowLosesItsSession()
    {
        var (server, client) = await StartPair(CarrierLimits.Small);
        server.IsPolled = false;
        await FillUntilStuck(client, MultiplayerPeer.TargetPeerServer, 1000);
        client.Peer.Send(Numbered(0, 1000), MultiplayerPeer.TargetPeerServer);
        Assert.That(client.Gone(MultiplayerPeer.TargetPeerServer), Is.Null, "Send tells nothing by itself.");
        client.Peer.Send(Numbered(0, 1000), MultiplayerPeer.TargetPeerServer);

        var info = await UntilGone(client, MultiplayerPeer.TargetPeerServer);
        Assert.That((info.Reason, info.Origin), Is.EqualTo((DisconnectReason.SlowConsumer, DisconnectOrigin.Local)));
        Assert.That(client.Peer.Status, Is.EqualTo(ConnectionStatus.Disconnected));
    }

    [Test]
    public async Task Rule04_TrySendToEveryoneLeavesOutOnlyThoseWithoutRoom()
    {
        var server = StartServer(CarrierLimits.Small);
        var full = await Join(server, CarrierLimits.Small);
        var other = await Join(server, CarrierLimits.Small);
        full.IsPolled = false;
        var taken = await FillUntilStuck(server, full.Id, 1000);

        Assert.That(server.Peer.TrySend(Bytes(new string('n', 1000)), MultiplayerPeer.TargetPeerBroadcast), Is.False);
        await PumpUntil(() => other.Packets.Count() == 1, "the packet at the peer that has room");
        full.IsPolled = true;
        await PumpUntil(() => full.Packets.Count() == taken, "what the full peer had taken");
        server.Peer.Send("end"u8, MultiplayerPeer.TargetPeerBroadcast);
        await PumpUntil(() => full.Texts.Last() == "end", "the end");
        Assert.That(full.Packets.Count(), Is.EqualTo(taken + 1));
    }

    [Test]
    public async Task Rule04_StatisticsShowTheQueue()
    {
        var (server, client) = await StartPair(CarrierLimits.Small);
        client.IsPolled = false;
        var taken = await FillUntilStuck(server, client.Id, 1000);
        var full = server.Peer.GetStatistics(client.Id);
        Assert.That(full.PacketsSent, Is.EqualTo(taken));
        Assert.That(full.QueuedPackets, Is.InRange(1, CarrierLimits.Small.OutboundPackets));
        Assert.That(full.QueuedBytes, Is.GreaterThan(CarrierLimits.Small.OutboundBytes - 2000), "One more would not fit.");

        client.IsPolled = true;
        await PumpUntil(() => server.Peer.GetStatistics(client.Id) is { QueuedPackets: 0, QueuedBytes: 0 }, "an empty queue", isSilent: true);
    }

    [Test]
    public async Task Rule04_TrySendToAPeerThatIsKnownToBeGoneReturnsFalse()
    {
        var (server, client) = await StartPair();
        var id = client.Id;
        server.Peer.DisconnectPeer(id);
        Assert.That(server.Peer.Peers, Does.Contain(id));
        Assert.That(server.Peer.TrySend("x"u8, id), Is.False);
        Assert.That(() => server.Peer.Send("x"u8, id), Throws.Nothing);
        Assert.That(() => server.Peer.Send("x"u8, MultiplayerPeer.TargetPeerBroadcast), Throws.Nothing);
        await UntilGone(client, MultiplayerPeer.TargetPeerServer);
        Assert.That(client.Packets, Is.Empty);
    }

    /// <summary>Sends numbered packets until the peer has no room and gets none; returns how many it took.</summary>
    private async Task<int> FillUntilStuck(RecordedPeer sender, int target, int length)
    {
        const int roundsWithoutRoom = 5;
        var taken = 0;
        var refused = 0;
        var payload = Numbered(0, length);
        await PumpUntil(
            () =>
            {
                refused++;
                while (TrySendOrFlush(sender, payload, target))
                {
                    refused = 0;
                    payload = Numbered(++taken, length);
                    Assert.That(taken * (length + 8L), Is.LessThan(MostBytesBeforeFull), "The queue has no bound.");
                }
                return refused > roundsWithoutRoom;
            },
            "a full queue",
            isSilent: true);
        return taken;
    }

    // What a flush gets rid of is not stuck.
    private static bool TrySendOrFlush(RecordedPeer sender, byte[] payload, int target)
    {
        if (sender.Peer.TrySend(payload, target)) return true;
        sender.Peer.Flush();
        return sender.Peer.TrySend(payload, target);
    }
}
