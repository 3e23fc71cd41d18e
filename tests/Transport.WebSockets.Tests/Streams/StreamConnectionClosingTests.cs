using Transport.WebSockets.Framing;
using Transport.WebSockets.Tests.Fixtures;

namespace Transport.WebSockets.Tests.Streams;

/// <summary>The closing handshake over a stream, and the time that is given to it. Source: RFC 6455 section 7.</summary>
internal sealed class StreamConnectionClosingTests
{
    private static readonly TimeSpan AnswerWait = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan DrainTime = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Tick = TimeSpan.FromMilliseconds(100);

    [Test]
    public async Task CloseDoesNotOvertakeWhatIsQueued()
    {
        using var session = new MemorySession();
        var (client, id, _) = await session.OpenRawAsync();
        session.Server.Send("one", id);
        session.Server.Send("two", id);
        session.Server.Peer.DisconnectPeer(id, 4000, "enough");
        var frames = new[] { await client.ReadFrameAsync(), await client.ReadFrameAsync(), await client.ReadFrameAsync() };
        Assert.That(frames.Select(frame => frame.Opcode), Is.EqualTo(new[] { Opcode.Binary, Opcode.Binary, Opcode.Close }));
        Assert.That((frames[2].CloseCode, frames[2].CloseReason), Is.EqualTo((4000, "enough")));
    }

    [Test]
    public async Task NothingFollowsTheCloseFrame()
    {
        using var session = new MemorySession();
        var (client, id, link) = await session.OpenRawAsync();
        session.Server.Peer.DisconnectPeer(id);
        session.Server.Send("too late", 0);
        await client.SendAsync(new RawFrame(Opcode.Ping, [1], IsMasked: true));
        await session.Rounds();
        await client.SendAsync(RawFrame.Close(1000));
        Assert.That((await client.ReadFrameAsync()).Opcode, Is.EqualTo(Opcode.Close));
        Assert.That(await client.ReadToEndAsync(), Is.Empty);
        await Pump.Soon(link.Served, "the end of the stream");
    }

    [Test]
    public async Task CloseAsyncWaitsForTheAnswerAndNoLonger()
    {
        using var session = new MemorySession();
        var (client, _, link) = await session.OpenRawAsync();
        var closing = session.Server.Peer.CloseAsync(4000, "bye").AsTask();
        Assert.That((await client.ReadFrameAsync()).CloseCode, Is.EqualTo(4000));
        await session.Rounds();
        Assert.That(closing.IsCompleted, Is.False);
        await client.SendAsync(RawFrame.Close(4000, "bye"));
        await Pump.Soon(closing, "the close");
        Assert.That(link.Server.IsDisposed, Is.True);
        Assert.That(await client.ReadToEndAsync(), Is.Empty);
    }

    [Test]
    public async Task BothEndsOfAPoliteCloseAreDoneWithoutAnyTime()
    {
        using var session = new MemorySession();
        var (client, link) = await session.ConnectAsync();
        await Pump.Soon(client.Peer.CloseAsync(4000, "left").AsTask(), "the client's close");
        await Pump.Soon(link.Served, "the server's end");
        await session.Until(() => session.Server.Left.Count == 1, "the server to know");
        Assert.That(
            session.Server.Left[0].Info,
            Is.EqualTo(new DisconnectInfo(DisconnectReason.Closed, DisconnectOrigin.Remote, 4000, "left", isClean: true)));
    }

    [Test]
    public async Task BothEndsMayCloseAtOnce()
    {
        using var session = new MemorySession();
        var (client, link) = await session.ConnectAsync();
        link.Client.StopReading();
        link.Server.StopReading();
        var id = client.Peer.UniqueId;
        session.Server.Peer.DisconnectPeer(id, 4001, "kicked");
        client.Peer.Close(4002, "left");
        link.Client.ReadAgain();
        link.Server.ReadAgain();
        await Pump.Soon(link.Served, "the end of the stream");
        await session.Until(() => session.Server.Left.Count == 1 && client.Left.Count == 1, "both ends to know");
        Assert.That((session.Server.Left[0].Info.Code, session.Server.Left[0].Info.Origin), Is.EqualTo((4001, DisconnectOrigin.Local)));
        Assert.That((client.Left[0].Info.Code, client.Left[0].Info.Origin), Is.EqualTo((4002, DisconnectOrigin.Local)));
    }

    [Test]
    public async Task ARemoteThatDoesNotAnswerACloseIsCutAfterTheAnswerWait()
    {
        using var session = new MemorySession();
        var (client, id, link) = await session.OpenRawAsync();
        session.Server.Peer.DisconnectPeer(id);
        await session.Until(() => session.Server.Left.Count == 1, "the server's own event, which does not wait");
        Assert.That((await client.ReadFrameAsync()).Opcode, Is.EqualTo(Opcode.Close));
        await session.Elapse(AnswerWait - Tick);
        Assert.That(link.Served.IsCompleted, Is.False);
        await session.Elapse(Tick);
        await Pump.Soon(link.Served, "the cut");
        Assert.That(link.Server.IsDisposed, Is.True);
    }

    [Test]
    public async Task AClientCutsAServerThatDoesNotAnswerItsClose()
    {
        using var server = new RawServer();
        await server.GreetAsync();
        var closing = server.Client.Peer.CloseAsync().AsTask();
        await server.Elapse(AnswerWait - Tick);
        Assert.That(closing.IsCompleted, Is.False);
        await server.Elapse(Tick);
        await Pump.Soon(closing, "the close");
        Assert.That(server.Link.IsDisposed, Is.True);
    }

    [Test]
    public async Task ARemoteThatReadsNothingIsCutAfterTheDrainTime()
    {
        using var session = new MemorySession();
        var (_, id, link) = await session.OpenRawAsync(capacity: 1000);
        session.Server.Peer.Send(new byte[5000], id);
        session.Server.Peer.DisconnectPeer(id);
        await session.Elapse(DrainTime - Tick);
        Assert.That(link.Served.IsCompleted, Is.False);
        await session.Elapse(Tick);
        await Pump.Soon(link.Served, "the cut");
    }

    [Test]
    public async Task ARemoteThatReadsLateGetsEverythingAndIsThenWaitedForAnew()
    {
        using var session = new MemorySession();
        var (client, id, link) = await session.OpenRawAsync(capacity: 1000);
        session.Server.Peer.Send(new byte[5000], id);
        session.Server.Peer.DisconnectPeer(id, 4000, "late");
        await session.Elapse(TimeSpan.FromSeconds(2.5));
        Assert.That((await client.ReadFrameAsync()).Payload, Has.Length.EqualTo(5000));
        Assert.That((await client.ReadFrameAsync()).CloseCode, Is.EqualTo(4000));
        await session.Elapse(AnswerWait - Tick);
        Assert.That(link.Served.IsCompleted, Is.False);
        await client.SendAsync(RawFrame.Close(4000));
        await Pump.Soon(link.Served, "the end of the stream");
    }

    [Test]
    public async Task TheAnswerIsWaitedForInFullHoweverLongTheDrainTook()
    {
        using var session = new MemorySession();
        var (client, id, link) = await session.OpenRawAsync(capacity: 1000);
        session.Server.Peer.Send(new byte[5000], id);
        session.Server.Peer.DisconnectPeer(id);
        await session.Elapse(DrainTime - Tick);
        await client.ReadFrameAsync(Opcode.Close);
        await session.Elapse(AnswerWait - Tick);
        Assert.That(link.Served.IsCompleted, Is.False);
        await session.Elapse(Tick);
        await Pump.Soon(link.Served, "the cut");
    }

    [Test]
    public async Task TheAnswerWaitMayBeLongerThanTheDrainTime()
    {
        using var session = new MemorySession(new WebSocketMultiplayerPeerOptions { CloseTimeout = TimeSpan.FromSeconds(20) });
        var (_, id, link) = await session.OpenRawAsync();
        session.Server.Peer.DisconnectPeer(id);
        await session.Elapse(TimeSpan.FromSeconds(20) - Tick);
        Assert.That(link.Served.IsCompleted, Is.False);
        await session.Elapse(Tick);
        await Pump.Soon(link.Served, "the cut");
    }

    [Test]
    public async Task CloseAsyncOfAServerEndsWithItsSlowestClient()
    {
        using var session = new MemorySession();
        await session.ConnectAsync();
        await session.OpenRawAsync();
        var closing = session.Server.Peer.CloseAsync(CloseCode.GoingAway, "shutdown").AsTask();
        await session.Elapse(AnswerWait - Tick);
        Assert.That(closing.IsCompleted, Is.False);
        await session.Elapse(Tick);
        await Pump.Soon(closing, "the close");
    }

    [Test]
    public async Task AWaitForACloseCanBeGivenUp()
    {
        using var session = new MemorySession();
        var (_, _, link) = await session.OpenRawAsync();
        using var stop = new CancellationTokenSource();
        var closing = session.Server.Peer.CloseAsync(cancellationToken: stop.Token).AsTask();
        await stop.CancelAsync();
        await Assert.ThatAsync(() => closing, Throws.InstanceOf<OperationCanceledException>());
        Assert.That(link.Served.IsCompleted, Is.False);
        await session.Elapse(AnswerWait);
        await Pump.Soon(link.Served, "the close that goes on");
    }

    [Test]
    public async Task TheAnswerToACloseRepeatsItsCodeAndReason()
    {
        using var session = new MemorySession();
        var (client, id, link) = await session.OpenRawAsync();
        await client.SendAsync(RawFrame.Close(4321, "за всё спасибо"));
        var answer = await client.ReadFrameAsync();
        Assert.That((answer.CloseCode, answer.CloseReason), Is.EqualTo((4321, "за всё спасибо")));
        await session.Until(() => session.Server.Left.Count == 1, "the end");
        Assert.That(
            session.Server.Left[0],
            Is.EqualTo((id, new DisconnectInfo(DisconnectReason.Closed, DisconnectOrigin.Remote, 4321, "за всё спасибо", isClean: true))));
        Assert.That(await client.ReadToEndAsync(), Is.Empty);
        await Pump.Soon(link.Served, "the end of the stream");
    }

    [Test]
    public async Task ACloseWithoutACodeIsAnsweredWithoutOne()
    {
        using var session = new MemorySession();
        var (client, _, _) = await session.OpenRawAsync();
        await client.SendAsync(new RawFrame(Opcode.Close, [], IsMasked: true));
        Assert.That((await client.ReadFrameAsync()).Payload, Is.Empty);
        await session.Until(() => session.Server.Left.Count == 1, "the end");
        Assert.That(session.Server.Left[0].Info.Code, Is.EqualTo(CloseCode.NoStatus));
        Assert.That(session.Server.Left[0].Info.IsClean, Is.True);
    }

    [Test]
    public async Task WhatWasQueuedStillLeavesBeforeTheAnswerToAClose()
    {
        using var session = new MemorySession();
        var (client, id, _) = await session.OpenRawAsync();
        session.Server.Send("last words", id);
        await client.SendAsync(RawFrame.Close(1000));
        Assert.That((await client.ReadFrameAsync()).Opcode, Is.EqualTo(Opcode.Binary));
        Assert.That((await client.ReadFrameAsync()).Opcode, Is.EqualTo(Opcode.Close));
    }

    [Test]
    public async Task PacketsBeforeACloseComeBeforeItsEvent()
    {
        using var session = new MemorySession();
        session.Server.TakesPackets = false;
        var (client, id, _) = await session.OpenRawAsync();
        await client.SendAsync([.. RawFrame.Text("a").ToBytes(), .. RawFrame.Text("b").ToBytes(), .. RawFrame.Close(1000).ToBytes()]);
        await client.ReadFrameAsync(Opcode.Close);
        await session.Rounds();
        Assert.That(session.Server.Left, Is.Empty);
        session.Server.TakesPackets = true;
        await session.Until(() => session.Server.Left.Count == 1, "the end");
        Assert.That(session.Server.Log.Take(3), Is.EqualTo(new[] { $"+{id}", $"{id}: a", $"{id}: b" }));
    }

    [Test]
    public async Task ACloseBehindAFullQueueIsReadOnceThereIsRoom()
    {
        using var session = new MemorySession(new WebSocketMultiplayerPeerOptions { InboundQueuePackets = 2 });
        session.Server.TakesPackets = false;
        var (client, _) = await session.ConnectAsync();
        for (var i = 0; i < 5; i++) client.Send($"{i}");
        client.Peer.Close(4000, "left");
        await session.Rounds();
        Assert.That(session.Server.Left, Is.Empty);
        session.Server.TakesPackets = true;
        await session.Until(() => session.Server.Left.Count == 1, "the end");
        Assert.That(session.Server.Texts, Is.EqualTo(new[] { "0", "1", "2", "3", "4" }));
        Assert.That(session.Server.Left[0].Info.Code, Is.EqualTo(4000));
    }

    [Test]
    public async Task ACloseOfThisEndDoesNotWaitForItsOwnUnreadPackets()
    {
        using var session = new MemorySession(new WebSocketMultiplayerPeerOptions { InboundQueuePackets = 2 });
        session.Server.TakesPackets = false;
        var (client, link) = await session.ConnectAsync();
        for (var i = 0; i < 5; i++) client.Send($"{i}");
        await session.Rounds();
        session.Server.Peer.DisconnectPeer(client.Peer.UniqueId, 4000, "kicked");
        await Pump.Soon(link.Served, "the end of the stream");
        await session.Until(() => client.Left.Count == 1 && session.Server.Left.Count == 1, "both ends to know");
        Assert.That(session.Server.Peer.AvailablePacketCount, Is.Zero);
    }

    [Test]
    public async Task AnEndWithoutACloseIsALostConnection()
    {
        using var session = new MemorySession();
        var (client, _, _) = await session.OpenRawAsync();
        await client.SendAsync(RawFrame.Text("then nothing"));
        client.Dispose();
        await session.Until(() => session.Server.Left.Count == 1, "the end");
        Assert.That(session.Server.Texts, Is.EqualTo(new[] { "then nothing" }));
        Assert.That(session.Server.Left[0].Info.Reason, Is.EqualTo(DisconnectReason.ConnectionLost));
        Assert.That(session.Server.Left[0].Info.Origin, Is.EqualTo(DisconnectOrigin.Network));
        Assert.That(session.Server.Left[0].Info.Code, Is.EqualTo(CloseCode.None));
        Assert.That(session.Server.Left[0].Info.IsClean, Is.False);
    }

    [Test]
    public async Task ACutLinkIsALostConnectionOnBothEnds()
    {
        using var session = new MemorySession();
        var (client, link) = await session.ConnectAsync();
        link.Client.Cut();
        await session.Until(() => client.Left.Count == 1 && session.Server.Left.Count == 1, "both ends to know");
        Assert.That(client.Left[0].Info.Reason, Is.EqualTo(DisconnectReason.ConnectionLost));
        Assert.That(session.Server.Left[0].Info.Reason, Is.EqualTo(DisconnectReason.ConnectionLost));
        await Pump.Soon(link.Served, "the end of the stream");
    }

    [Test]
    public async Task ALinkThatOnlyBreaksWhenWrittenToIsALostConnection()
    {
        using var session = new MemorySession();
        var (_, id, link) = await session.OpenRawAsync();
        link.Server.BreakWriting();
        session.Server.Send("into the void", id);
        session.Server.Poll();
        Assert.That(session.Server.Left, Is.Empty);
        await session.Elapse(AnswerWait);
        await session.Until(() => session.Server.Left.Count == 1, "the end");
        Assert.That(session.Server.Left[0].Info.Reason, Is.EqualTo(DisconnectReason.ConnectionLost));
        Assert.That(session.Server.Left[0].Info.Text, Is.EqualTo("The link is cut."));
        await Pump.Soon(link.Served, "the end of the stream");
    }

    [Test]
    public async Task WhatTheRemoteSaidBeforeItBrokeIsStillRead()
    {
        using var session = new MemorySession();
        var (client, id, link) = await session.OpenRawAsync();
        link.Server.StopReading();
        await client.SendAsync([.. RawFrame.Text("read me").ToBytes(), .. RawFrame.Close(4007, "gone").ToBytes()]);
        link.Client.Dispose();
        session.Server.Send("into the void", id);
        session.Server.Poll();
        link.Server.ReadAgain();
        await session.Until(() => session.Server.Left.Count == 1, "the end");
        Assert.That(session.Server.Texts, Is.EqualTo(new[] { "read me" }));
        Assert.That(session.Server.Left[0].Info.Code, Is.EqualTo(4007));
    }

    [Test]
    public async Task ForceCutsWithoutAWord()
    {
        using var session = new MemorySession();
        var (client, id, link) = await session.OpenRawAsync();
        session.Server.Send("never sent", id);
        session.Server.Peer.DisconnectPeer(id, force: true);
        Assert.That(await client.ReadToEndAsync(), Is.Empty);
        await session.Until(() => session.Server.Left.Count == 1, "the end");
        Assert.That(session.Server.Left[0].Info, Is.EqualTo(new DisconnectInfo(DisconnectReason.Aborted, DisconnectOrigin.Local)));
        await Pump.Soon(link.Served, "the end of the stream");
    }

    [Test]
    public async Task TheOtherEndOfAForceSeesALostConnection()
    {
        using var session = new MemorySession();
        var (client, _) = await session.ConnectAsync();
        client.Peer.Close(force: true);
        await session.Until(() => session.Server.Left.Count == 1, "the server to know");
        Assert.That(session.Server.Left[0].Info.Reason, Is.EqualTo(DisconnectReason.ConnectionLost));
        await session.Until(() => client.Left.Count == 1, "the client to know");
        Assert.That(client.Left[0].Info.Reason, Is.EqualTo(DisconnectReason.Aborted));
    }

    [Test]
    public async Task ABrokenCloseFrameIsAnsweredWith1002()
    {
        using var session = new MemorySession();
        var (client, _, _) = await session.OpenRawAsync();
        await client.SendAsync(new RawFrame(Opcode.Close, [0x03], IsMasked: true));
        Assert.That((await client.ReadFrameAsync()).CloseCode, Is.EqualTo(CloseCode.ProtocolError));
        await session.Until(() => session.Server.Left.Count == 1, "the end");
        Assert.That(session.Server.Left[0].Info.Reason, Is.EqualTo(DisconnectReason.ProtocolError));
    }

    [Test]
    public async Task TextThatIsNotUtf8IsAnsweredWith1007()
    {
        using var session = new MemorySession();
        var (client, _, _) = await session.OpenRawAsync();
        await client.SendAsync(new RawFrame(Opcode.Text, [0xC0, 0x80], IsMasked: true));
        Assert.That((await client.ReadFrameAsync()).CloseCode, Is.EqualTo(CloseCode.InvalidPayload));
        await session.Until(() => session.Server.Left.Count == 1, "the end");
        Assert.That(session.Server.Left[0].Info.Reason, Is.EqualTo(DisconnectReason.ProtocolError));
    }

    [Test]
    public async Task ARemoteThatBrokeTheProtocolAndDoesNotHangUpIsCut()
    {
        using var server = new RawServer();
        await server.GreetAsync();
        await server.Wire.SendAsync([0xFF, 0xFF]);
        await server.Until(() => server.Client.Left.Count == 1, "the end");
        Assert.That((await server.Wire.ReadFrameAsync()).CloseCode, Is.EqualTo(CloseCode.ProtocolError));
        Assert.That(server.Link.IsDisposed, Is.False);
        await server.Elapse(AnswerWait);
        await Pump.Until(() => server.Link.IsDisposed, "the client to hang up");
    }
}
