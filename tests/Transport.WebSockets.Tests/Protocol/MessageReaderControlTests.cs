using Transport.WebSockets.Framing;
using Transport.WebSockets.Protocol;

namespace Transport.WebSockets.Tests.Protocol;

// RFC 6455 section 5.5.
internal sealed class MessageReaderControlTests
{
    [Test]
    public void ReadsPingAndPongWithTheirPayload([Values] WebSocketRole role)
    {
        using var receiver = new Receiver(role);
        Assert.That(
            receiver.Receive(new FrameBytes(role).Ping().Ping(1, 2).Pong().Pong(3)),
            Is.EqualTo(new[] { "ping", "ping 0102", "pong", "pong 03" }));
    }

    [Test]
    public void ReadsAControlFrameOf125Bytes()
    {
        using var server = Receiver.Server;
        var payload = TestSeed.NewRandom().NextBytes(125);
        Assert.That(server.Receive(FrameBytes.ToServer.Ping(payload)), Is.EqualTo(new[] { $"ping {Convert.ToHexString(payload)}" }));
    }

    [Test]
    public void FailsOnAControlFrameAbove125Bytes([Values(Opcode.Close, Opcode.Ping, Opcode.Pong)] Opcode opcode)
    {
        using var server = Receiver.Server;
        Assert.That(
            server.Receive(FrameBytes.ToServer.Frame(opcode, new byte[126])),
            Is.EqualTo(new[] { "failed 1002: control frame above 125 bytes" }));
    }

    [Test]
    public void FailsOnAFragmentedControlFrame([Values(Opcode.Close, Opcode.Ping, Opcode.Pong)] Opcode opcode)
    {
        using var server = Receiver.Server;
        Assert.That(
            server.Receive(FrameBytes.ToServer.Frame(opcode, [], isFinal: false)),
            Is.EqualTo(new[] { "failed 1002: fragmented control frame" }));
    }

    [Test]
    public void MessagesBeforeAPingAreReadyWithIt()
    {
        using var reader = new MessageReader(WebSocketRole.Server, 1000);
        reader.Feed(FrameBytes.ToServer.Binary(1).Ping(2).Binary(3).ToArray());
        Assert.That(reader.Read(10, 1000), Is.EqualTo(ReadOutcome.Ping));
        var block = reader.TakeBlock()!;
        Assert.That(block.Count, Is.EqualTo(1));
        block.Release();
        // Neither the block nor its memory is needed for the payload.
        Assert.That(reader.ControlPayload.ToArray(), Is.EqualTo(new byte[] { 2 }));
        Assert.That(reader.Read(10, 1000), Is.EqualTo(ReadOutcome.NeedMoreBytes));
        Assert.That(reader.ControlPayload.IsEmpty, Is.True);
    }

    [Test]
    public void ControlFramesNeedNoRoom()
    {
        using var reader = new MessageReader(WebSocketRole.Server, 1000);
        reader.Feed(FrameBytes.ToServer.Ping(1).Pong(2).Binary().Ping(3).ToArray());
        Assert.That(reader.Read(0, 0), Is.EqualTo(ReadOutcome.Ping));
        Assert.That(reader.Read(0, 0), Is.EqualTo(ReadOutcome.Pong));
        Assert.That(reader.Read(0, 0), Is.EqualTo(ReadOutcome.InboundFull));
        Assert.That(reader.Read(1, 0), Is.EqualTo(ReadOutcome.Ping));
    }

    [Test]
    public void ReadsCloseWithCodeAndReason()
    {
        using var client = Receiver.Client;
        Assert.That(client.Receive(FrameBytes.ToClient.Close(4001, "bis später")), Is.EqualTo(new[] { "close 4001 bis später" }));
    }

    [Test]
    public void AnEmptyCloseHasNoStatus()
    {
        using var server = Receiver.Server;
        Assert.That(server.Receive(FrameBytes.ToServer.Frame(Opcode.Close, [])), Is.EqualTo(new[] { "close 1005" }));
    }

    [Test]
    public void NothingIsReadAfterAClose()
    {
        using var server = Receiver.Server;
        server.Receive(FrameBytes.ToServer.Close(1000).Binary(1).Raw(0xFF));
        server.Reader.Feed(new byte[5000]);
        Assert.That(server.Reader.Read(10, 1000), Is.EqualTo(ReadOutcome.Close));
        Assert.That(server.Reader.CloseCode, Is.EqualTo(1000));
        Assert.That(server.Reader.TakeBlock(), Is.Null);
    }

    [Test]
    public void FailsOnCloseWithHalfACode()
    {
        using var server = Receiver.Server;
        Assert.That(
            server.Receive(FrameBytes.ToServer.Frame(Opcode.Close, [3])),
            Is.EqualTo(new[] { "failed 1002: close with half a code" }));
    }

    [TestCase(1005)]
    [TestCase(1006)]
    [TestCase(1015)]
    [TestCase(999)]
    [TestCase(2999)]
    [TestCase(5000)]
    public void FailsOnACloseCodeThatMustNotBeSent(int code)
    {
        using var server = Receiver.Server;
        Assert.That(server.Receive(FrameBytes.ToServer.Close(code)), Is.EqualTo(new[] { "failed 1002: invalid close code" }));
    }

    [Test]
    public void FailsOnACloseReasonThatIsNotUtf8()
    {
        using var server = Receiver.Server;
        Assert.That(
            server.Receive(FrameBytes.ToServer.Frame(Opcode.Close, [0x03, 0xE8, 0xC3])),
            Is.EqualTo(new[] { "failed 1007: close reason that is not UTF-8" }));
    }
}
