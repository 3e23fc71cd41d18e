using Transport.WebSockets.Framing;
using Transport.WebSockets.Protocol;

namespace Transport.WebSockets.Tests.Protocol;

// RFC 6455 sections 5.1, 5.2 and 5.6: one frame, one message; and how messages are handed over.
internal sealed class MessageReaderDataTests
{
    [Test]
    public void ServerReadsTheMaskedExampleOfTheRfc()
    {
        using var server = Receiver.Server;
        Assert.That(
            server.Receive([0x81, 0x85, 0x37, 0xFA, 0x21, 0x3D, 0x7F, 0x9F, 0x4D, 0x51, 0x58]),
            Is.EqualTo(new[] { "text Hello" }));
    }

    [Test]
    public void ClientReadsTheIdThatGodotSends()
    {
        using var client = Receiver.Client;
        Assert.That(client.Receive([0x82, 0x04, 0x78, 0x56, 0x34, 0x12]), Is.EqualTo(new[] { "binary 78563412" }));
    }

    [Test]
    public void ServerFailsOnUnmaskedFrame()
    {
        using var server = Receiver.Server;
        Assert.That(server.Receive(FrameBytes.ToClient.Binary(1)), Is.EqualTo(new[] { "failed 1002: frame without mask" }));
    }

    [Test]
    public void ClientFailsOnMaskedFrame()
    {
        using var client = Receiver.Client;
        Assert.That(client.Receive(FrameBytes.ToServer.Binary(1)), Is.EqualTo(new[] { "failed 1002: masked frame" }));
    }

    [Test]
    public void MaskIsDemandedOfControlFramesToo()
    {
        using var server = Receiver.Server;
        using var client = Receiver.Client;
        Assert.That(server.Receive(FrameBytes.ToClient.Ping()), Is.EqualTo(new[] { "failed 1002: frame without mask" }));
        Assert.That(client.Receive(FrameBytes.ToServer.Close(1000)), Is.EqualTo(new[] { "failed 1002: masked frame" }));
    }

    [Test]
    public void EmptyMessagesAreMessages()
    {
        using var server = Receiver.Server;
        Assert.That(server.Receive(FrameBytes.ToServer.Binary().Text("").Binary()), Is.EqualTo(new[] { "binary", "text", "binary" }));
    }

    [Test]
    public void MessagesOfOneReadComeInOneBlockInOrder()
    {
        using var reader = new MessageReader(WebSocketRole.Server, 1000);
        reader.Feed(FrameBytes.ToServer.Binary(1).Text("two").Binary(3, 3, 3).ToArray());
        Assert.That(reader.Read(10, 1000), Is.EqualTo(ReadOutcome.NeedMoreBytes));
        var block = reader.TakeBlock()!;
        Assert.That(block.Count, Is.EqualTo(3));
        Assert.That(block.PayloadBytes, Is.EqualTo(7));
        Assert.That(block[0].Payload.ToArray(), Is.EqualTo(new byte[] { 1 }));
        Assert.That(block[1].Payload.ToArray(), Is.EqualTo("two"u8.ToArray()));
        Assert.That(block[2].Payload.ToArray(), Is.EqualTo(new byte[] { 3, 3, 3 }));
        Assert.That(Enumerable.Range(0, 3).Select(block.IsText), Is.EqualTo(new[] { false, true, false }));
        Assert.That(reader.TakeBlock(), Is.Null);
        block.Release();
    }

    [TestCase(0x40)]
    [TestCase(0x20)]
    [TestCase(0x10)]
    public void FailsOnReservedBit(int bit)
    {
        using var server = Receiver.Server;
        Assert.That(
            server.Receive(FrameBytes.ToServer.Binary(1).Frame(Opcode.Binary, [2], reserved: bit >> 4)),
            Is.EqualTo(new[] { "binary 01", "failed 1002: reserved bit" }));
    }

    [TestCase(3)]
    [TestCase(7)]
    [TestCase(11)]
    [TestCase(15)]
    public void FailsOnUnknownOpcode(int opcode)
    {
        using var client = Receiver.Client;
        Assert.That(
            client.Receive(FrameBytes.ToClient.Frame((Opcode)opcode, [])),
            Is.EqualTo(new[] { "failed 1002: unknown opcode" }));
    }

    [TestCase(5, 3)]
    [TestCase(5, 9)]
    [TestCase(300, 9)]
    public void FailsOnLengthThatIsNotShortest(int length, int lengthBytes)
    {
        using var server = Receiver.Server;
        Assert.That(
            server.Receive(FrameBytes.ToServer.Header(Opcode.Binary, length, lengthBytes: lengthBytes)),
            Is.EqualTo(new[] { "failed 1002: length not in its shortest form" }));
    }

    [Test]
    public void FailsOnLengthAbove63Bits()
    {
        using var client = Receiver.Client;
        Assert.That(
            client.Receive(FrameBytes.ToClient.Header(Opcode.Binary, -1, lengthBytes: 9)),
            Is.EqualTo(new[] { "failed 1002: length above 63 bits" }));
    }

    [Test]
    public void NothingIsReadAfterAFailure()
    {
        using var server = Receiver.Server;
        server.Receive(FrameBytes.ToServer.Raw(0xFF).Binary(1));
        server.Reader.Feed(FrameBytes.ToServer.Binary(2).ToArray());
        Assert.That(server.Reader.Read(10, 1000), Is.EqualTo(ReadOutcome.Failed));
        Assert.That(server.Reader.Failure.Reason, Is.EqualTo(DisconnectReason.ProtocolError));
        Assert.That(server.Reader.TakeBlock(), Is.Null);
    }

    [Test]
    public void MessagesBeforeAFailureAreKept()
    {
        using var reader = new MessageReader(WebSocketRole.Server, 1000);
        reader.Feed(FrameBytes.ToServer.Binary(1, 2).Raw(0xFF).ToArray());
        Assert.That(reader.Read(10, 1000), Is.EqualTo(ReadOutcome.Failed));
        // What comes later must not reach them, nor take memory.
        reader.Feed(new byte[10_000]);
        Assert.That(reader.BufferBytes, Is.EqualTo(ReadBuffer.MinBytes));
        var block = reader.TakeBlock()!;
        Assert.That(block[0].Payload.ToArray(), Is.EqualTo(new byte[] { 1, 2 }));
        block.Release();
    }

    [Test]
    public void SkippedMessagesLeaveOnlyControlFrames()
    {
        using var server = Receiver.Server;
        server.Reader.Feed(FrameBytes.ToServer.Binary(1).Binary(2).ToArray());
        Assert.That(server.Reader.Read(1, 1000), Is.EqualTo(ReadOutcome.InboundFull));
        server.Reader.SkipRest();
        Assert.That(
            server.Receive(FrameBytes.ToServer.Start(Opcode.Binary, 3).Ping(4).Last(5).Text("six").Close(1000)),
            Is.EqualTo(new[] { "ping 04", "close 1000" }));
    }

    [Test]
    public void SkippedMessagesAreStillChecked()
    {
        using var server = Receiver.Server;
        server.Reader.SkipRest();
        Assert.That(
            server.Receive(FrameBytes.ToServer.Frame(Opcode.Text, [0xFF])),
            Is.EqualTo(new[] { "failed 1007: text that is not UTF-8" }));
    }

    [Test]
    public void AdvanceBeyondTheMemoryIsTheCallersMistake()
    {
        using var reader = new MessageReader(WebSocketRole.Server, 1000);
        Assert.That(() => reader.Advance(1), Throws.InstanceOf<ArgumentOutOfRangeException>());
        var length = reader.GetMemory().Length;
        Assert.That(() => reader.Advance(length + 1), Throws.InstanceOf<ArgumentOutOfRangeException>());
        Assert.That(() => reader.Advance(-1), Throws.InstanceOf<ArgumentOutOfRangeException>());
        Assert.That(() => reader.Advance(length), Throws.Nothing);
    }
}
