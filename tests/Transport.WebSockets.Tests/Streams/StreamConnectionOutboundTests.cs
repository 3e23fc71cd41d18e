using System.Buffers.Binary;
using Transport.WebSockets.Framing;
using Transport.WebSockets.Tests.Fixtures;

namespace Transport.WebSockets.Tests.Streams;

/// <summary>What a connection queues, when it writes, and what happens when the remote does not read.</summary>
internal sealed class StreamConnectionOutboundTests
{
    private static readonly byte[] Hundred = new byte[100];

    [Test]
    public async Task TrySendTakesAsManyBytesAsTheLimit()
    {
        // A frame of 100 bytes of payload has a header of 2 from a server.
        using var session = new MemorySession(new WebSocketMultiplayerPeerOptions { OutboundQueueBytes = 1020 });
        var (client, _) = await session.ConnectAsync();
        var id = client.Peer.UniqueId;
        for (var i = 0; i < 10; i++) Assert.That(session.Server.Peer.TrySend(Hundred, id), Is.True);
        Assert.That(session.Server.Peer.TrySend(Hundred, id), Is.False);
        Assert.That(session.Server.Peer.TrySend([], id), Is.False);
        Assert.That(session.Server.Peer.GetStatistics(id), Has.Property(nameof(PeerStatistics.QueuedBytes)).EqualTo(1020));
        Assert.That(session.Server.Peer.GetStatistics(id), Has.Property(nameof(PeerStatistics.QueuedPackets)).EqualTo(10));
        await session.Until(() => client.Packets.Count == 10, "what was taken");
        Assert.That(session.Server.Peer.TrySend(Hundred, id), Is.True);
        await session.Until(() => client.Packets.Count == 11, "one more");
        Assert.That(session.Server.Left, Is.Empty);
    }

    [Test]
    public async Task TrySendTakesAsManyPacketsAsTheLimit()
    {
        using var session = new MemorySession(new WebSocketMultiplayerPeerOptions { OutboundQueuePackets = 3 });
        var (client, _) = await session.ConnectAsync();
        var id = client.Peer.UniqueId;
        for (var i = 0; i < 3; i++) Assert.That(session.Server.Peer.TrySend([], id), Is.True);
        Assert.That(session.Server.Peer.TrySend([], id), Is.False);
        await session.Until(() => client.Packets.Count == 3, "what was taken");
        Assert.That(session.Server.Peer.TrySend([], id), Is.True);
    }

    [Test]
    public async Task TheDefaultQueueHoldsAMebibyteAnd16384Packets()
    {
        using var session = new MemorySession();
        var (first, _) = await session.ConnectAsync();
        var (second, _) = await session.ConnectAsync();
        var packets = 0;
        while (session.Server.Peer.TrySend([], first.Peer.UniqueId)) packets++;
        Assert.That(packets, Is.EqualTo(16_384));
        var bytes = 0;
        while (session.Server.Peer.TrySend(new byte[1020], second.Peer.UniqueId)) bytes += 1024;
        Assert.That(bytes, Is.EqualTo(1 << 20));
    }

    [Test]
    public async Task WhatIsBeingWrittenCountsUntilItIsWritten()
    {
        using var session = new MemorySession(new WebSocketMultiplayerPeerOptions { OutboundQueueBytes = 1020 });
        var (client, _, link) = await session.OpenRawAsync(capacity: 512);
        var id = session.Server.Joined[0];
        for (var i = 0; i < 10; i++) session.Server.Peer.TrySend(Hundred, id);
        session.Server.Poll();
        Assert.That(link.Client.Waiting, Is.EqualTo(512));
        Assert.That(session.Server.Peer.TrySend(Hundred, id), Is.False);
        await client.ReadAsync(1020);
        Assert.That(session.Server.Peer.GetStatistics(id).QueuedBytes, Is.Zero);
        Assert.That(session.Server.Peer.TrySend(Hundred, id), Is.True);
    }

    [Test]
    public async Task AMessageLargerThanTheQueueGoesWhenNothingElseWaits()
    {
        using var session = new MemorySession(new WebSocketMultiplayerPeerOptions { OutboundQueueBytes = 10 });
        var (client, _) = await session.ConnectAsync();
        Assert.That(session.Server.Peer.TrySend(Hundred, 0), Is.True);
        Assert.That(session.Server.Peer.TrySend([1], 0), Is.False);
        await session.Until(() => client.Packets.Count == 1, "the packet");
    }

    [Test]
    public async Task TrySendToAllLeavesOutTheFullOneOnly()
    {
        using var session = new MemorySession(new WebSocketMultiplayerPeerOptions { OutboundQueuePackets = 2 });
        var (full, _) = await session.ConnectAsync();
        var (other, _) = await session.ConnectAsync();
        session.Server.Send("a", full.Peer.UniqueId);
        Assert.That(session.Server.Peer.TrySend("b"u8, 0), Is.True);
        Assert.That(session.Server.Peer.TrySend("c"u8, 0), Is.False);
        await session.Until(() => full.Packets.Count == 2 && other.Packets.Count == 2, "two packets each");
        Assert.That(full.Texts, Is.EqualTo(new[] { "a", "b" }));
        Assert.That(other.Texts, Is.EqualTo(new[] { "b", "c" }));
    }

    [Test]
    public async Task SendDisconnectsASlowConsumerWhileTheOthersGoOn()
    {
        using var session = new MemorySession(new WebSocketMultiplayerPeerOptions { OutboundQueueBytes = 10_000 });
        var (healthy, _) = await session.ConnectAsync();
        var (slow, id, link) = await session.OpenRawAsync(capacity: 1000);
        var sent = 0;
        while (session.Server.Left.Count == 0)
        {
            session.Server.Peer.Send(Hundred, 0);
            sent++;
            session.Poll();
        }
        await session.Until(() => healthy.Packets.Count == sent, "everything at the one that reads");
        Assert.Multiple(() =>
        {
            Assert.That(session.Server.Left, Has.Count.EqualTo(1));
            Assert.That(session.Server.Left[0].Id, Is.EqualTo(id));
            Assert.That(session.Server.Left[0].Info.Reason, Is.EqualTo(DisconnectReason.SlowConsumer));
            Assert.That(session.Server.Left[0].Info.Origin, Is.EqualTo(DisconnectOrigin.Local));
            Assert.That(session.Server.Left[0].Info.Code, Is.EqualTo(CloseCode.PolicyViolation));
            Assert.That(sent, Is.GreaterThan(98));
        });
        // It learns why, when it reads at last.
        var close = await slow.ReadFrameAsync(Opcode.Close);
        Assert.That(close.CloseCode, Is.EqualTo(CloseCode.PolicyViolation));
        Assert.That(close.CloseReason, Is.EqualTo("slow consumer"));
        await slow.SendAsync(RawFrame.Close(CloseCode.PolicyViolation));
        await Pump.Soon(link.Served, "the end of the stream");
    }

    [Test]
    public async Task ASlowConsumerThatNeverReadsIsCutInTime()
    {
        using var session = new MemorySession(new WebSocketMultiplayerPeerOptions { OutboundQueuePackets = 10 });
        var (_, _, link) = await session.OpenRawAsync(capacity: 16);
        for (var i = 0; i < 12; i++)
        {
            session.Server.Peer.Send(Hundred, 0);
            if (i == 0) session.Poll();
        }
        await session.Until(() => session.Server.Left.Count == 1, "the slow consumer to be found");
        await session.Elapse(TimeSpan.FromMilliseconds(1900));
        Assert.That(link.Served.IsCompleted, Is.False);
        await session.Elapse(TimeSpan.FromMilliseconds(100));
        await Pump.Soon(link.Served, "the cut");
        Assert.That(link.Server.IsDisposed, Is.True);
    }

    [Test]
    public async Task ASlowConsumerIsFoundOverRealSocketsToo()
    {
        using var server = new WatchedPeer(new WebSocketMultiplayerPeer());
        server.Peer.CreateServer(0, "127.0.0.1");
        using var healthy = new WatchedPeer(new WebSocketMultiplayerPeer());
        healthy.Peer.CreateClient($"ws://127.0.0.1:{server.Peer.LocalPort}");
        using var slow = await RawEnd.OpenAsync(server.Peer.LocalPort);
        await Pump.Until(() => server.Joined.Count == 2 && healthy.IsConnected, "two clients", server.Poll, healthy.Poll);
        var payload = new byte[60_000];
        var sent = 0;
        await Pump.Until(
            () => server.Left.Count > 0,
            "the slow consumer to be found",
            () =>
            {
                // No faster than the one that reads.
                if (healthy.Packets.Count < sent) return;
                BinaryPrimitives.WriteInt32LittleEndian(payload, sent++);
                server.Peer.Send(payload, 0);
            },
            server.Poll,
            healthy.Poll);
        await Pump.Until(() => healthy.Packets.Count == sent, "everything at the one that reads", server.Poll, healthy.Poll);
        Assert.That(server.Left.Select(left => left.Info.Reason), Is.EqualTo(new[] { DisconnectReason.SlowConsumer }));
        Assert.That(healthy.Left, Is.Empty);
        Assert.That(healthy.Packets.Select(packet => BinaryPrimitives.ReadInt32LittleEndian(packet.Payload)), Is.EqualTo(Enumerable.Range(0, sent)));
    }

    [Test]
    public async Task AThousandPacketsAreOneWrite()
    {
        using var session = new MemorySession();
        var (client, link) = await session.ConnectAsync();
        var up = link.Client.Writes;
        var down = link.Server.Writes;
        for (var i = 0; i < 1000; i++) client.Peer.Send([1], 1);
        for (var i = 0; i < 1000; i++) session.Server.Peer.Send([2], client.Peer.UniqueId);
        Assert.That((link.Client.Writes - up, link.Server.Writes - down), Is.EqualTo((0, 0)));
        client.Peer.Poll();
        session.Server.Peer.Poll();
        Assert.That((link.Client.Writes - up, link.Server.Writes - down), Is.EqualTo((1, 1)));
        await session.Until(() => client.Packets.Count == 1000 && session.Server.Packets.Count == 1000, "all packets");
    }

    [Test]
    public async Task FlushWritesAsPollDoes()
    {
        using var session = new MemorySession();
        var (_, link) = await session.ConnectAsync();
        var writes = link.Server.Writes;
        session.Server.Send("one");
        session.Server.Peer.Flush();
        Assert.That(link.Server.Writes, Is.EqualTo(writes + 1));
        session.Server.Peer.Flush();
        Assert.That(link.Server.Writes, Is.EqualTo(writes + 1));
        session.Server.Send("two");
        using var stop = new CancellationTokenSource();
        var wait = session.Server.Peer.WaitForActivityAsync(stop.Token);
        Assert.That(link.Server.Writes, Is.EqualTo(writes + 2));
        await stop.CancelAsync();
        await Assert.ThatAsync(async () => await wait, Throws.InstanceOf<OperationCanceledException>());
    }

    [Test]
    public async Task WhatWasSentLeavesWithoutAnotherPoll()
    {
        using var session = new MemorySession();
        var (client, link) = await session.ConnectAsync();
        var writes = link.Server.Writes;
        session.Server.Send("one");
        session.Server.Send("two");
        session.Time.Advance(TimeSpan.FromMilliseconds(1));
        Assert.That(link.Server.Writes, Is.EqualTo(writes + 1));
        await Pump.Until(() => client.Packets.Count == 2, "both packets", client.Poll);
    }

    [Test]
    public async Task WhatWasSentLeavesWithoutAnotherPollOverRealSocketsToo()
    {
        using var server = new WatchedPeer(new WebSocketMultiplayerPeer());
        server.Peer.CreateServer(0, "127.0.0.1");
        using var client = new WatchedPeer(new WebSocketMultiplayerPeer());
        client.Peer.CreateClient($"ws://127.0.0.1:{server.Peer.LocalPort}");
        await Pump.Until(() => client.IsConnected && server.Joined.Count == 1, "a connected client", server.Poll, client.Poll);
        server.Send("and then it stayed away");
        await Pump.Until(() => client.Packets.Count == 1, "the packet", client.Poll);
    }

    [Test]
    public async Task ABroadcastReachesAHundredPeersButTheExcludedOne()
    {
        using var session = new MemorySession();
        var clients = new List<(WatchedPeer Peer, MemoryLink Link)>();
        for (var i = 0; i < 100; i++) clients.Add(await session.ConnectAsync());
        var writes = clients.Select(client => client.Link.Server.Writes).ToArray();
        var excluded = clients[42].Peer.Peer.UniqueId;
        session.Server.Send("to all");
        session.Server.Send("to all but one", -excluded);
        session.Server.Send("to one", excluded);
        session.Server.Poll();
        Assert.That(clients.Select((client, i) => client.Link.Server.Writes - writes[i]), Is.All.EqualTo(1));
        await session.Until(() => clients.TrueForAll(client => client.Peer.Packets.Count == 2), "two packets each");
        for (var i = 0; i < 100; i++)
            Assert.That(clients[i].Peer.Texts, Is.EqualTo(new[] { "to all", i == 42 ? "to one" : "to all but one" }));
    }

    [Test]
    public async Task APingFloodOfARemoteThatDoesNotReadCostsBoundedMemory()
    {
        using var session = new MemorySession();
        var (client, id, _) = await session.OpenRawAsync(capacity: 4096);
        var largest = 0;
        var payload = new byte[125];
        for (var i = 0; i < 20_000; i++)
        {
            BinaryPrimitives.WriteInt32LittleEndian(payload, i);
            await client.SendAsync(new RawFrame(Opcode.Ping, payload, IsMasked: true));
            if (i % 100 == 0) session.Poll();
            largest = Math.Max(largest, session.Server.Peer.GetStatistics(id).QueuedBytes);
        }
        Assert.That(largest, Is.InRange(127, 32 * 1024));
        Assert.That(session.Server.Left, Is.Empty);
        // When it reads at last, it finds an answer to the latest. Source: RFC 6455 section 5.5.3.
        RawFrame pong;
        do pong = await client.ReadFrameAsync(Opcode.Pong);
        while (BinaryPrimitives.ReadInt32LittleEndian(pong.Payload) < 19_999);
        Assert.That(pong.Payload, Is.EqualTo(payload));
    }

    [Test]
    public async Task StatisticsCountBothWays()
    {
        using var session = new MemorySession();
        var (client, _) = await session.ConnectAsync();
        session.Server.Send("four", client.Peer.UniqueId);
        client.Send("seven77");
        client.Send("");
        await session.Until(() => client.Packets.Count == 1 && session.Server.Packets.Count == 2, "the packets");
        var atServer = session.Server.Peer.GetStatistics(client.Peer.UniqueId);
        var atClient = client.Peer.GetStatistics(1);
        Assert.Multiple(() =>
        {
            // The id is the carrier's own, and counts nowhere.
            Assert.That((atServer.PacketsSent, atServer.BytesSent), Is.EqualTo((1, 4)));
            Assert.That((atServer.PacketsReceived, atServer.BytesReceived), Is.EqualTo((2, 7)));
            Assert.That((atClient.PacketsSent, atClient.BytesSent), Is.EqualTo((2, 7)));
            Assert.That((atClient.PacketsReceived, atClient.BytesReceived), Is.EqualTo((1, 4)));
            Assert.That(atServer.QueuedPackets + atServer.QueuedBytes, Is.Zero);
        });
    }
}
