using Transport.WebSockets.Framing;
using Transport.WebSockets.Tests.Fixtures;

namespace Transport.WebSockets.Tests.Streams;

/// <summary>What a connection takes in, and where it stops.</summary>
internal sealed class StreamConnectionInboundTests
{
    [Test]
    public async Task AMessageOfTheDefaultLimitArrivesOnBothEnds()
    {
        using var session = new MemorySession();
        var (client, _) = await session.ConnectAsync();
        Assert.That(client.Peer.MaxPacketSize(TransferMode.Reliable), Is.EqualTo(65_535));
        var payload = TestSeed.NewRandom().NextBytes(65_535);
        client.Peer.Send(payload, 1);
        session.Server.Peer.Send(payload, client.Peer.UniqueId);
        await session.Until(() => client.Packets.Count == 1 && session.Server.Packets.Count == 1, "both packets");
        Assert.That(client.Packets[0].Payload, Is.EqualTo(payload));
        Assert.That(session.Server.Packets[0].Payload, Is.EqualTo(payload));
    }

    [Test]
    public async Task AMessageAboveTheServersLimitEndsThatConnectionWith1009OnBothEnds()
    {
        using var session = new MemorySession();
        var (client, _) = await session.ConnectAsync(new WebSocketMultiplayerPeerOptions { MaxMessageBytes = 100_000 });
        var (other, _) = await session.ConnectAsync();
        client.Peer.Send(new byte[65_536], 1);
        await session.Until(() => client.Left.Count == 1 && session.Server.Left.Count == 1, "the end on both ends");
        AssertTooLarge(session.Server.Left[0].Info, DisconnectOrigin.Local);
        AssertTooLarge(client.Left[0].Info, DisconnectOrigin.Remote);
        Assert.That(session.Server.Packets, Is.Empty);
        other.Send("still here");
        await session.Until(() => session.Server.Packets.Count == 1, "the other one's packet");
    }

    [Test]
    public async Task AMessageAboveTheClientsLimitEndsThatConnectionWith1009OnBothEnds()
    {
        using var session = new MemorySession(new WebSocketMultiplayerPeerOptions { MaxMessageBytes = 100_000 });
        var (client, _) = await session.ConnectAsync();
        session.Server.Peer.Send(new byte[65_536], client.Peer.UniqueId);
        await session.Until(() => client.Left.Count == 1 && session.Server.Left.Count == 1, "the end on both ends");
        AssertTooLarge(client.Left[0].Info, DisconnectOrigin.Local);
        AssertTooLarge(session.Server.Left[0].Info, DisconnectOrigin.Remote);
    }

    [Test]
    public async Task PacketsBeforeAMessageAboveTheLimitArrive()
    {
        using var session = new MemorySession();
        var (client, id, _) = await session.OpenRawAsync();
        await client.SendAsync([.. RawFrame.Text("before").ToBytes(), .. RawFrame.Header(Opcode.Binary, 65_536, masked: true)]);
        await session.Until(() => session.Server.Left.Count == 1, "the end");
        Assert.That(session.Server.Log[1], Is.EqualTo($"{id}: before"));
        Assert.That((await client.ReadFrameAsync()).CloseCode, Is.EqualTo(CloseCode.MessageTooBig));
    }

    [Test]
    public async Task FragmentsAreLimitedByTheirSum()
    {
        using var session = new MemorySession(new WebSocketMultiplayerPeerOptions { MaxMessageBytes = 1000 });
        var (client, id, _) = await session.OpenRawAsync();
        await client.SendAsync(new RawFrame(Opcode.Binary, new byte[600], IsMasked: true, IsFinal: false));
        await client.SendAsync(new RawFrame(Opcode.Continuation, new byte[400], IsMasked: true));
        await session.Until(() => session.Server.Packets.Count == 1, "1000 bytes in two fragments");
        await client.SendAsync(new RawFrame(Opcode.Binary, new byte[600], IsMasked: true, IsFinal: false));
        await client.SendAsync(new RawFrame(Opcode.Continuation, new byte[401], IsMasked: true));
        await session.Until(() => session.Server.Left.Count == 1, "the end");
        AssertTooLarge(session.Server.Left[0].Info, DisconnectOrigin.Local);
        Assert.That(session.Server.Left[0].Id, Is.EqualTo(id));
    }

    [Test]
    public async Task ATenGibibyteHeaderCostsNoMemory()
    {
        using var session = new MemorySession();
        var clients = new List<RawEnd>();
        for (var i = 0; i < 20; i++) clients.Add((await session.OpenRawAsync()).Client);
        var before = GC.GetTotalAllocatedBytes(precise: true);
        foreach (var client in clients) await client.SendAsync(RawFrame.Header(Opcode.Binary, 10L << 30, masked: true));
        await session.Until(() => session.Server.Left.Count == 20, "twenty ends");
        var perClient = (GC.GetTotalAllocatedBytes(precise: true) - before) / 20;
        Assert.That(session.Server.Left.Select(left => left.Info.Reason), Is.All.EqualTo(DisconnectReason.PacketTooLarge));
        Assert.That((await clients[0].ReadFrameAsync()).CloseCode, Is.EqualTo(CloseCode.MessageTooBig));
        Assert.That(perClient, Is.LessThan(64 * 1024));
    }

    [Test]
    public async Task AnnouncedBytesThatDoNotComeCostNoMemory()
    {
        using var session = new MemorySession(new WebSocketMultiplayerPeerOptions { MaxMessageBytes = 1 << 30 });
        var (client, _, _) = await session.OpenRawAsync();
        var before = GC.GetTotalAllocatedBytes(precise: true);
        await client.SendAsync(RawFrame.Header(Opcode.Binary, 1 << 30, masked: true));
        await client.SendAsync(new byte[100]);
        await session.Rounds();
        Assert.That(GC.GetTotalAllocatedBytes(precise: true) - before, Is.LessThan(1 << 20));
        Assert.That(session.Server.Left, Is.Empty);
    }

    [Test]
    public async Task ReadingStopsWhenTheQueueHasItsBytes()
    {
        using var session = new MemorySession(new WebSocketMultiplayerPeerOptions { InboundQueueBytes = 1000, MaxMessageBytes = 1000 });
        session.Server.TakesPackets = false;
        var (client, _) = await session.ConnectAsync();
        for (var i = 0; i < 10; i++) client.Peer.Send(Numbered(250, i), 1);
        await FillsUpTo(session, session.Server, 4);
        await TakeInOrder(session, 10);
    }

    [Test]
    public async Task ReadingStopsWhenTheQueueHasItsPackets()
    {
        using var session = new MemorySession(new WebSocketMultiplayerPeerOptions { InboundQueuePackets = 4 });
        session.Server.TakesPackets = false;
        var (client, _) = await session.ConnectAsync();
        for (var i = 0; i < 10; i++) client.Peer.Send(Numbered(1, i), 1);
        await FillsUpTo(session, session.Server, 4);
        await TakeInOrder(session, 10);
    }

    [Test]
    public async Task EmptyMessagesCountAsPackets()
    {
        using var session = new MemorySession(new WebSocketMultiplayerPeerOptions { InboundQueuePackets = 4 });
        session.Server.TakesPackets = false;
        var (client, _) = await session.ConnectAsync();
        for (var i = 0; i < 10; i++) client.Peer.Send([], 1);
        await FillsUpTo(session, session.Server, 4);
        session.Server.TakesPackets = true;
        await session.Until(() => session.Server.Packets.Count == 10, "ten packets");
    }

    [Test]
    public async Task TheDefaultQueueHolds4096Packets()
    {
        using var session = new MemorySession();
        session.Server.TakesPackets = false;
        var (client, _) = await session.ConnectAsync();
        for (var i = 0; i < 5000; i++) client.Peer.Send([], 1);
        await FillsUpTo(session, session.Server, 4096);
        session.Server.TakesPackets = true;
        await session.Until(() => session.Server.Packets.Count == 5000, "all packets");
    }

    [Test]
    public async Task ALargestMessageIsTakenWheneverNothingElseWaits()
    {
        using var session = new MemorySession(new WebSocketMultiplayerPeerOptions { InboundQueueBytes = 100, MaxMessageBytes = 5000 });
        session.Server.TakesPackets = false;
        var (client, _) = await session.ConnectAsync(new WebSocketMultiplayerPeerOptions { MaxMessageBytes = 5000 });
        for (var i = 0; i < 3; i++) client.Peer.Send(Numbered(5000, i), 1);
        await FillsUpTo(session, session.Server, 1);
        await TakeInOrder(session, 3);
    }

    [Test]
    public async Task SmallMessagesStopAtTheQueuesBytesThoughALargerOneWouldBeTakenAlone()
    {
        using var session = new MemorySession(new WebSocketMultiplayerPeerOptions { InboundQueueBytes = 100, MaxMessageBytes = 5000 });
        session.Server.TakesPackets = false;
        var (client, _) = await session.ConnectAsync();
        for (var i = 0; i < 10; i++) client.Peer.Send(Numbered(50, i), 1);
        await FillsUpTo(session, session.Server, 2);
        await TakeInOrder(session, 10);
    }

    [Test]
    public async Task WhatTheQueueHasNoRoomForStaysWithTheSender()
    {
        using var session = new MemorySession();
        session.Server.TakesPackets = false;
        var (client, link) = await session.ConnectAsync(capacity: 1024);
        for (var i = 0; i < 500; i++) client.Peer.Send(Numbered(1000, i), 1);
        await FillsUpTo(session, session.Server, 65);
        Assert.Multiple(() =>
        {
            Assert.That(link.Server.Waiting, Is.EqualTo(1024));
            Assert.That(client.Peer.GetStatistics(1).QueuedBytes, Is.GreaterThan(300_000));
        });
        await TakeInOrder(session, 500);
        Assert.That(client.Peer.GetStatistics(1).QueuedBytes, Is.Zero);
    }

    [Test]
    public async Task OneFullQueueStopsNobodyElse()
    {
        using var session = new MemorySession(new WebSocketMultiplayerPeerOptions { InboundQueuePackets = 2 });
        session.Server.TakesPackets = false;
        var (loud, _) = await session.ConnectAsync();
        var (other, _) = await session.ConnectAsync();
        for (var i = 0; i < 10; i++) loud.Peer.Send([1], 1);
        other.Peer.Send([2], 1);
        await FillsUpTo(session, session.Server, 3);
        session.Server.TakesPackets = true;
        await session.Until(() => session.Server.Packets.Count == 11, "all packets");
    }

    [Test]
    public async Task AClientsQueueStopsReadingToo()
    {
        using var session = new MemorySession();
        var (client, _) = await session.ConnectAsync(new WebSocketMultiplayerPeerOptions { InboundQueuePackets = 3 });
        client.TakesPackets = false;
        for (var i = 0; i < 10; i++) session.Server.Peer.Send(Numbered(1, i), 0);
        await FillsUpTo(session, client, 3);
        client.TakesPackets = true;
        await session.Until(() => client.Packets.Count == 10, "all packets");
        Assert.That(client.Packets.Select(packet => packet.Payload[0]), Is.Ordered);
    }

    [Test]
    public async Task PongsAreAnsweredWhileMessagesWaitForTheirUser()
    {
        using var session = new MemorySession();
        var (client, _, _) = await session.OpenRawAsync();
        for (var i = 0; i < 100; i++) await client.SendAsync(RawFrame.Text("unread"));
        await client.SendAsync(new RawFrame(Opcode.Ping, [4, 2], IsMasked: true));
        var pong = await client.ReadFrameAsync();
        Assert.That(pong.Opcode, Is.EqualTo(Opcode.Pong));
        Assert.That(pong.Payload, Is.EqualTo(new byte[] { 4, 2 }));
    }

    private static async Task FillsUpTo(MemorySession session, WatchedPeer peer, int packets)
    {
        await session.Until(() => peer.Peer.AvailablePacketCount >= packets, $"{packets} packets");
        await session.Rounds();
        Assert.That(peer.Peer.AvailablePacketCount, Is.EqualTo(packets));
    }

    private static byte[] Numbered(int bytes, int number)
    {
        var payload = new byte[bytes];
        payload[0] = (byte)number;
        if (bytes > 1) payload[1] = (byte)(number >> 8);
        return payload;
    }

    private static async Task TakeInOrder(MemorySession session, int count)
    {
        session.Server.TakesPackets = true;
        await session.Until(() => session.Server.Packets.Count == count, $"all {count} packets");
        for (var i = 0; i < count; i++) Assert.That(session.Server.Packets[i].Payload[0], Is.EqualTo((byte)i));
    }

    private static void AssertTooLarge(DisconnectInfo info, DisconnectOrigin origin)
    {
        Assert.That(info.Reason, Is.EqualTo(DisconnectReason.PacketTooLarge));
        Assert.That(info.Origin, Is.EqualTo(origin));
        Assert.That(info.Code, Is.EqualTo(CloseCode.MessageTooBig));
        Assert.That(info.Text, Does.Contain("too big"));
    }
}
