using Transport.WebSockets.Framing;
using Transport.WebSockets.Protocol;

namespace Transport.WebSockets.Tests.Protocol;

internal sealed class ReadBufferTests
{
    [Test]
    public void AnIdleReaderOwnsNoMemory()
    {
        using var reader = new MessageReader(WebSocketRole.Server, 1000);
        Assert.That(reader.BufferBytes, Is.Zero);
        Assert.That(reader.GetMemory().Length, Is.EqualTo(ReadBuffer.MinBytes));

        reader.Feed(FrameBytes.ToServer.Ping(1).ToArray());
        Assert.That(reader.Read(1, 1), Is.EqualTo(ReadOutcome.Ping));
        Assert.That(reader.Read(1, 1), Is.EqualTo(ReadOutcome.NeedMoreBytes));
        Assert.That(reader.BufferBytes, Is.Zero);

        reader.Feed(FrameBytes.ToServer.Binary(1).ToArray());
        Assert.That(reader.Read(1, 1), Is.EqualTo(ReadOutcome.NeedMoreBytes));
        reader.TakeBlock()!.Release();
        Assert.That(reader.BufferBytes, Is.Zero);
    }

    [Test]
    public void AnIncompleteFrameIsKept()
    {
        using var server = Receiver.Server;
        var bytes = FrameBytes.ToServer.Binary(1, 2, 3).ToArray();
        server.Receive(bytes[..4]);
        Assert.That(server.Reader.BufferBytes, Is.Not.Zero);
        Assert.That(server.Receive(bytes[4..]), Is.EqualTo(new[] { "binary 010203" }));
    }

    [Test]
    public void GrowsWhileReadsFillItAndShrinksBack()
    {
        using var reader = new MessageReader(WebSocketRole.Server, 65535);
        for (var i = 0; i < 10; i++) Fill(reader, reader.GetMemory().Length);
        Assert.That(reader.GetMemory().Length, Is.EqualTo(ReadBuffer.MaxReadBytes));
        for (var i = 0; i < 10; i++) Fill(reader, 100);
        Assert.That(reader.GetMemory().Length, Is.EqualTo(ReadBuffer.MinBytes));
    }

    [Test]
    public void MemoryIsNeverEmpty()
    {
        var random = TestSeed.NewRandom();
        using var reader = new MessageReader(WebSocketRole.Client, 70_000);
        var frame = FrameBytes.ToClient.Binary(new byte[70_000]).ToArray();
        // No block is taken: everything has to be kept.
        for (var i = 0; i < 20; i++)
        {
            for (var rest = frame.AsSpan(); !rest.IsEmpty;)
            {
                var memory = reader.GetMemory();
                Assert.That(memory.Length, Is.Positive);
                var count = Math.Min(Math.Min(memory.Length, rest.Length), random.Next(1, 5000));
                rest[..count].CopyTo(memory.Span);
                reader.Advance(count);
                rest = rest[count..];
                Assert.That(reader.Read(100, int.MaxValue), Is.EqualTo(ReadOutcome.NeedMoreBytes));
            }
        }
        var block = reader.TakeBlock()!;
        Assert.That(block.Count, Is.EqualTo(20));
        block.Release();
    }

    [Test]
    public void AMessageAtTheLimitOfGodotNeedsNoMoreThanItsPowerOfTwo(
        [Values(500, 700, 1001, 1400, 100_000)] int readBytes, [Values] bool hasGrown)
    {
        using var reader = new MessageReader(WebSocketRole.Server, 65535);
        for (var i = 0; hasGrown && i < 10; i++) Fill(reader, reader.GetMemory().Length);
        var largest = 0;
        for (var rest = FrameBytes.ToServer.Binary(new byte[65535]).ToArray().AsSpan(); !rest.IsEmpty;)
        {
            var memory = reader.GetMemory();
            var count = Math.Min(Math.Min(memory.Length, rest.Length), readBytes);
            rest[..count].CopyTo(memory.Span);
            reader.Advance(count);
            rest = rest[count..];
            Assert.That(reader.Read(1, 65535), Is.EqualTo(ReadOutcome.NeedMoreBytes));
            largest = Math.Max(largest, reader.BufferBytes);
        }
        Assert.That(largest, Is.EqualTo(65536));
        var block = reader.TakeBlock()!;
        Assert.That(block.PayloadBytes, Is.EqualTo(65535));
        block.Release();
    }

    [Test]
    public void ReadsAreNotTiny()
    {
        using var reader = new MessageReader(WebSocketRole.Server, 65535);
        // A part that leaves 20 bytes of the block.
        reader.Feed(FrameBytes.ToServer.Start(Opcode.Binary, new byte[ReadBuffer.MinBytes - 8 - 20]).ToArray());
        Assert.That(reader.Read(1, 65535), Is.EqualTo(ReadOutcome.NeedMoreBytes));
        Assert.That(reader.GetMemory().Length, Is.GreaterThanOrEqualTo(512));
    }

    [Test]
    public void SmallMessagesDoNotHoldLargeBlocks()
    {
        using var reader = new MessageReader(WebSocketRole.Server, 65535);
        for (var i = 0; i < 10; i++) Fill(reader, reader.GetMemory().Length);
        Assert.That(reader.GetMemory().Length, Is.EqualTo(ReadBuffer.MaxReadBytes));
        reader.Feed(FrameBytes.ToServer.Binary(1, 2, 3).ToArray());
        Assert.That(reader.Read(1, 3), Is.EqualTo(ReadOutcome.NeedMoreBytes));
        var block = reader.TakeBlock()!;
        Assert.That(block.Buffer, Has.Length.LessThanOrEqualTo(16));
        Assert.That(block[0].Payload.ToArray(), Is.EqualTo(new byte[] { 1, 2, 3 }));
        block.Release();
    }

    [Test]
    public void TakingMessagesOneByOneDoesNotCopyTheRestEachTime()
    {
        using var reader = new MessageReader(WebSocketRole.Server, 65535);
        var frames = FrameBytes.ToServer;
        for (var i = 0; i < 2000; i++) frames.Binary((byte)i);
        reader.Feed(frames.ToArray());
        var capacity = reader.BufferBytes;
        for (var i = 0; i < 2000; i++)
        {
            Assert.That(reader.Read(1, 1), Is.EqualTo(i < 1999 ? ReadOutcome.InboundFull : ReadOutcome.NeedMoreBytes));
            // The memory of the rest stays where it is until the rest is the smaller part.
            if (i < 900) Assert.That(reader.BufferBytes, Is.EqualTo(capacity));
            var block = reader.TakeBlock()!;
            Assert.That(block[0].Payload.Span[0], Is.EqualTo((byte)i));
            block.Release();
        }
        Assert.That(reader.BufferBytes, Is.Zero);
    }

    [Test]
    public void DisposeGivesEverythingBack()
    {
        var reader = new MessageReader(WebSocketRole.Server, 1000);
        reader.Feed(FrameBytes.ToServer.Binary(1).Start(Opcode.Binary, 2).Raw(0x80).ToArray());
        Assert.That(reader.Read(10, 1000), Is.EqualTo(ReadOutcome.NeedMoreBytes));
        reader.Dispose();
        Assert.That(reader.BufferBytes, Is.Zero);
        Assert.That(reader.TakeBlock(), Is.Null);
        Assert.That(reader.Dispose, Throws.Nothing);
    }

    // One message with all that goes into this many bytes.
    private static void Fill(MessageReader reader, int bytes)
    {
        var header = bytes > 65535 + 8 ? 14 : bytes > 125 + 6 ? 8 : 6;
        reader.Feed(FrameBytes.ToServer.Binary(new byte[bytes - header]).ToArray());
        Assert.That(reader.Read(1, 65535), Is.EqualTo(ReadOutcome.NeedMoreBytes));
        reader.TakeBlock()!.Release();
    }
}
