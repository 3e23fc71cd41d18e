using Transport.WebSockets.Framing;
using Transport.WebSockets.Tests.Fixtures;

namespace Transport.WebSockets.Tests.Multiplayer;

/// <summary>What a client makes of its server's first words.</summary>
internal sealed class ClientSessionTests
{
    private static readonly TimeSpan HandshakeTimeout = TimeSpan.FromSeconds(3);

    [TestCase(2)]
    [TestCase(0x12345678)]
    [TestCase(int.MaxValue)]
    public async Task ClientTakesTheFirstMessageForItsId(int id)
    {
        using var server = new RawServer();
        await server.GreetAsync(id);
        Assert.Multiple(() =>
        {
            Assert.That(server.Client.Peer.UniqueId, Is.EqualTo(id));
            Assert.That(server.Client.Peer.IsServer, Is.False);
            Assert.That(server.Client.Peer.Peers, Is.EqualTo(new[] { 1 }));
            Assert.That(server.Client.Log, Is.EqualTo(new[] { "+1" }));
        });
    }

    [Test]
    public async Task ClientIsNotConnectedBeforeItsIdCame()
    {
        using var server = new RawServer();
        await server.Wire.AcceptUpgradeAsync();
        await Pump.Rounds(50, server.Client.Poll);
        Assert.That(server.Client.Peer.Status, Is.EqualTo(ConnectionStatus.Connecting));
        await server.Wire.SendAsync(RawFrame.Binary([2, 0], masked: false).ToBytes()[..3]);
        await Pump.Rounds(50, server.Client.Poll);
        Assert.That(server.Client.Peer.Status, Is.EqualTo(ConnectionStatus.Connecting));
        Assert.That(server.Client.Peer.UniqueId, Is.Zero);
    }

    [Test]
    public async Task PacketsThatCameTogetherWithTheIdComeAfterIt()
    {
        using var server = new RawServer();
        await server.Wire.AcceptUpgradeAsync();
        await server.Wire.SendAsync(
        [
            .. RawFrame.Binary([9, 0, 0, 0], masked: false).ToBytes(),
            .. RawFrame.Binary("first"u8.ToArray(), masked: false).ToBytes(),
            .. RawFrame.Binary([], masked: false).ToBytes(),
            .. RawFrame.Text("text", masked: false).ToBytes(),
        ]);
        await server.Until(() => server.Client.Packets.Count == 3, "three packets");
        Assert.That(server.Client.Log, Is.EqualTo(new[] { "+1", "1: first", "1: ", "1: text" }));
        Assert.That(server.Client.Peer.UniqueId, Is.EqualTo(9));
    }

    [Test]
    public async Task AnIdInFragmentsIsAnId()
    {
        using var server = new RawServer();
        await server.Wire.AcceptUpgradeAsync();
        await server.Wire.SendAsync(new RawFrame(Opcode.Binary, [9], IsFinal: false));
        await server.Wire.SendAsync(new RawFrame(Opcode.Ping, [1]));
        await server.Wire.SendAsync(new RawFrame(Opcode.Continuation, [0, 0, 0]));
        await server.Until(() => server.Client.IsConnected, "the client to be connected");
        Assert.That(server.Client.Peer.UniqueId, Is.EqualTo(9));
    }

    private static IEnumerable<TestCaseData> WrongFirstMessages()
    {
        yield return new TestCaseData(RawFrame.Text("abcd", masked: false)).SetArgDisplayNames("text");
        yield return new TestCaseData(RawFrame.Binary([], masked: false)).SetArgDisplayNames("empty");
        yield return new TestCaseData(RawFrame.Binary([9, 0, 0], masked: false)).SetArgDisplayNames("3 bytes");
        yield return new TestCaseData(RawFrame.Binary([9, 0, 0, 0, 0], masked: false)).SetArgDisplayNames("5 bytes");
        yield return new TestCaseData(RawFrame.Binary([0, 0, 0, 0], masked: false)).SetArgDisplayNames("id 0");
        yield return new TestCaseData(RawFrame.Binary([1, 0, 0, 0], masked: false)).SetArgDisplayNames("id 1");
        yield return new TestCaseData(RawFrame.Binary([0xFF, 0xFF, 0xFF, 0xFF], masked: false)).SetArgDisplayNames("id -1");
        yield return new TestCaseData(RawFrame.Binary([2, 0, 0, 0x80], masked: false)).SetArgDisplayNames("negative id");
    }

    [TestCaseSource(nameof(WrongFirstMessages))]
    public async Task ClientFailsOnAWrongFirstMessage(RawFrame first)
    {
        using var server = new RawServer();
        await server.Wire.AcceptUpgradeAsync();
        await server.Wire.SendAsync(first);
        await server.Until(() => server.Client.Failures.Count > 0, "the failure");
        var told = await server.Wire.ReadFrameAsync(Opcode.Close);
        Assert.Multiple(() =>
        {
            Assert.That(server.Client.Log, Has.Count.EqualTo(1));
            Assert.That(server.Client.Failures[0].Reason, Is.EqualTo(DisconnectReason.ProtocolError));
            Assert.That(server.Client.Failures[0].Origin, Is.EqualTo(DisconnectOrigin.Local));
            Assert.That(server.Client.Failures[0].Text, Does.Contain("peer id"));
            Assert.That(server.Client.Peer.Status, Is.EqualTo(ConnectionStatus.Disconnected));
            Assert.That(told.CloseCode, Is.EqualTo(CloseCode.ProtocolError));
        });
    }

    [Test]
    public async Task ClientTimesOutWhenNoIdComes()
    {
        using var server = new RawServer();
        await server.Wire.AcceptUpgradeAsync();
        await server.Elapse(HandshakeTimeout - TimeSpan.FromMilliseconds(100));
        Assert.That(server.Client.Log, Is.Empty);
        await server.Elapse(TimeSpan.FromMilliseconds(100));
        await server.Until(() => server.Client.Failures.Count > 0, "the failure");
        Assert.That(server.Client.Failures[0].Reason, Is.EqualTo(DisconnectReason.HandshakeTimedOut));
        Assert.That(server.Client.Failures[0].Text, Does.Contain("3 s"));
    }

    [Test]
    public async Task ClientTimesOutWhenPingsButNoIdCome()
    {
        using var server = new RawServer();
        await server.Wire.AcceptUpgradeAsync();
        for (var i = 0; i < 3; i++)
        {
            await server.Wire.SendAsync(new RawFrame(Opcode.Ping, []));
            await server.Elapse(TimeSpan.FromSeconds(1));
        }
        await server.Until(() => server.Client.Failures.Count > 0, "the failure");
        Assert.That(server.Client.Failures[0].Reason, Is.EqualTo(DisconnectReason.HandshakeTimedOut));
    }

    [Test]
    public async Task TheHandshakesTimeIsOverOnceTheIdCame()
    {
        using var server = new RawServer();
        await server.Elapse(HandshakeTimeout - TimeSpan.FromMilliseconds(100));
        await server.GreetAsync();
        await server.Elapse(HandshakeTimeout);
        Assert.That(server.Client.Log, Is.EqualTo(new[] { "+1" }));
    }

    [Test]
    public async Task ClientTimesOutWhenTheServerDoesNotAnswer()
    {
        using var server = new RawServer();
        await server.Elapse(HandshakeTimeout - TimeSpan.FromMilliseconds(100));
        Assert.That(server.Client.Peer.Status, Is.EqualTo(ConnectionStatus.Connecting));
        await server.Elapse(TimeSpan.FromMilliseconds(100));
        await server.Until(() => server.Client.Failures.Count > 0, "the failure");
        Assert.That(server.Client.Failures[0].Reason, Is.EqualTo(DisconnectReason.HandshakeTimedOut));
        Assert.That(server.Link.IsDisposed, Is.True);
    }

    [Test]
    public async Task ClientTimesOutWhenTheAnswerComesByteByByte()
    {
        using var server = new RawServer();
        await server.Wire.ReadHeadAsync();
        foreach (var letter in "HTTP/1.1 101 Switching Protocols")
        {
            if (server.Client.Failures.Count > 0) break;
            await server.Wire.SendAsync(letter.ToString());
            await server.Elapse(TimeSpan.FromSeconds(1));
        }
        Assert.That(server.Client.Failures.Select(failure => failure.Reason), Is.EqualTo(new[] { DisconnectReason.HandshakeTimedOut }));
    }

    [Test]
    public async Task ClientLearnsWhyAServerClosesBeforeTheId()
    {
        using var server = new RawServer();
        await server.Wire.AcceptUpgradeAsync();
        await server.Wire.SendAsync(RawFrame.Close(4001, "banned", masked: false));
        await server.Until(() => server.Client.Failures.Count > 0, "the failure");
        Assert.That(
            server.Client.Failures[0],
            Is.EqualTo(new DisconnectInfo(DisconnectReason.Closed, DisconnectOrigin.Remote, 4001, "banned", isClean: true)));
    }

    [Test]
    public async Task ClientLearnsOfAStreamThatEndsBeforeTheId()
    {
        using var server = new RawServer();
        await server.Wire.AcceptUpgradeAsync();
        server.Wire.Dispose();
        await server.Until(() => server.Client.Failures.Count > 0, "the failure");
        Assert.That(server.Client.Failures[0].Reason, Is.EqualTo(DisconnectReason.ConnectionLost));
        Assert.That(server.Client.Failures[0].Code, Is.EqualTo(CloseCode.None));
    }

    [Test]
    public async Task ClientLearnsOfAStreamThatEndsDuringTheHandshake()
    {
        using var server = new RawServer();
        await server.Wire.ReadHeadAsync();
        await server.Wire.SendAsync("HTTP/1.1 101 Switching");
        server.Wire.Dispose();
        await server.Until(() => server.Client.Failures.Count > 0, "the failure");
        Assert.That(server.Client.Failures[0].Reason, Is.EqualTo(DisconnectReason.ConnectionLost));
        Assert.That(server.Client.Failures[0].Text, Does.Contain("handshake"));
    }

    [TestCase("HTTP/1.1 503 Service Unavailable\r\nContent-Length: 5\r\n\r\nfull\n", 503, "full")]
    [TestCase("HTTP/1.1 404 Not Found\r\n\r\n", 404, "404")]
    [TestCase("HTTP/1.1 302 Found\r\nLocation: ws://elsewhere/\r\n\r\n", 302, "ws://elsewhere/")]
    public async Task ClientLearnsWhyItIsRefused(string answer, int status, string text)
    {
        using var server = new RawServer();
        await server.Wire.ReadHeadAsync();
        await server.Wire.SendAsync(answer);
        await server.Until(() => server.Client.Failures.Count > 0, "the failure");
        Assert.Multiple(() =>
        {
            Assert.That(server.Client.Failures[0].Reason, Is.EqualTo(DisconnectReason.Refused));
            Assert.That(server.Client.Failures[0].Origin, Is.EqualTo(DisconnectOrigin.Remote));
            Assert.That(server.Client.Failures[0].Code, Is.EqualTo(status));
            Assert.That(server.Client.Failures[0].Text, Does.Contain(text));
        });
    }

    [TestCase("220 mail.example ESMTP\r\n", "not HTTP")]
    [TestCase("HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: bm8=\r\n\r\n", "Sec-WebSocket-Accept")]
    public async Task ClientFailsOnAnAnswerThatIsNone(string answer, string text)
    {
        using var server = new RawServer();
        await server.Wire.ReadHeadAsync();
        await server.Wire.SendAsync(answer);
        await server.Until(() => server.Client.Failures.Count > 0, "the failure");
        Assert.That(server.Client.Failures[0].Reason, Is.EqualTo(DisconnectReason.ProtocolError));
        Assert.That(server.Client.Failures[0].Text, Does.Contain(text));
    }

    [Test]
    public async Task ClientCanStartAgainAfterAFailure()
    {
        using var server = new RawServer();
        await server.Wire.AcceptUpgradeAsync();
        await server.Wire.SendAsync(RawFrame.Text("no id", masked: false));
        await server.Until(() => server.Client.Failures.Count > 0, "the failure");
        server.Start();
        await server.GreetAsync(4242);
        Assert.That(server.Client.Peer.UniqueId, Is.EqualTo(4242));
        Assert.That(server.Client.Joined, Is.EqualTo(new[] { 1 }));
    }

    [Test]
    public async Task ClientCanStartAgainFromTheHandlerOfItsFailure()
    {
        using var server = new RawServer();
        server.Client.Peer.ConnectionFailed += _ => server.Start();
        var first = server.Wire;
        await first.AcceptUpgradeAsync();
        await first.SendAsync(RawFrame.Text("no id", masked: false));
        await server.Until(() => server.Wire != first, "a second start");
        await server.GreetAsync(4242);
        Assert.That(server.Client.Peer.UniqueId, Is.EqualTo(4242));
    }

    [Test]
    public async Task EveryFrameOfAClientIsMasked()
    {
        using var server = new RawServer();
        await server.GreetAsync();
        server.Client.Send("one");
        server.Client.Send("");
        await server.Wire.SendAsync(new RawFrame(Opcode.Ping, [1, 2]));
        server.Client.Poll();
        var frames = new List<RawFrame> { await server.Wire.ReadFrameAsync(), await server.Wire.ReadFrameAsync(), await server.Wire.ReadFrameAsync() };
        server.Client.Peer.Close(4000, "bye");
        frames.Add(await server.Wire.ReadFrameAsync());
        Assert.That(frames.Select(frame => frame.IsMasked), Is.All.True);
        Assert.That(
            frames.Select(frame => frame.Opcode).Order(),
            Is.EqualTo(new[] { Opcode.Binary, Opcode.Binary, Opcode.Close, Opcode.Pong }));
        Assert.That(frames[3].CloseCode, Is.EqualTo(4000));
    }

    [Test]
    public async Task ClientFailsOnMaskedFrame()
    {
        using var server = new RawServer();
        await server.GreetAsync();
        await server.Wire.SendAsync(RawFrame.Binary([1], masked: true));
        await server.Until(() => server.Client.Left.Count > 0, "the end");
        Assert.Multiple(() =>
        {
            Assert.That(server.Client.Left[0].Id, Is.EqualTo(1));
            Assert.That(server.Client.Left[0].Info.Reason, Is.EqualTo(DisconnectReason.ProtocolError));
            Assert.That(server.Client.Left[0].Info.Code, Is.EqualTo(CloseCode.ProtocolError));
            Assert.That(server.Client.Left[0].Info.Text, Does.Contain("mask"));
        });
        Assert.That((await server.Wire.ReadFrameAsync(Opcode.Close)).CloseCode, Is.EqualTo(CloseCode.ProtocolError));
    }
}
