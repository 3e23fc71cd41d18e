using Transport.WebSockets.Framing;
using Transport.WebSockets.Protocol;

namespace Transport.WebSockets.Tests.Protocol;

// Limits on messages, on room and on memory: nothing that a remote announces or cuts up may cost more than it sends.
internal sealed class MessageReaderLimitTests
{
    [TestCase(0)]
    [TestCase(1)]
    [TestCase(125)]
    [TestCase(126)]
    [TestCase(65535)]
    [TestCase(65536)]
    [TestCase(1_000_000)]
    public void TakesAMessageAtTheLimitAndRefusesOneByteMore(int limit)
    {
        using var at = new Receiver(WebSocketRole.Server, limit);
        using var above = new Receiver(WebSocketRole.Server, limit);
        Assert.That(at.Receive(FrameBytes.ToServer.Binary(new byte[limit]))[0], Does.StartWith("binary"));
        // The header is enough to refuse it.
        Assert.That(
            above.Receive(FrameBytes.ToServer.Header(Opcode.Binary, limit + 1)),
            Is.EqualTo(new[] { "failed 1009: message too big" }));
        Assert.That(above.Reader.Failure.Reason, Is.EqualTo(DisconnectReason.PacketTooLarge));
        using var complete = new Receiver(WebSocketRole.Server, limit);
        Assert.That(
            complete.Receive(FrameBytes.ToServer.Binary(new byte[limit + 1])),
            Is.EqualTo(new[] { "failed 1009: message too big" }));
    }

    [Test]
    public void TheLimitIsOnTheSumOfTheFragments()
    {
        using var at = new Receiver(WebSocketRole.Server, 10);
        using var above = new Receiver(WebSocketRole.Server, 10);
        Assert.That(
            at.Receive(FrameBytes.ToServer.Start(Opcode.Binary, new byte[5]).Middle(new byte[4]).Last(0)),
            Is.EqualTo(new[] { "binary 00000000000000000000" }));
        Assert.That(
            above.Receive(FrameBytes.ToServer.Start(Opcode.Binary, new byte[5]).Middle(new byte[5]).Header(Opcode.Continuation, 1)),
            Is.EqualTo(new[] { "failed 1009: message too big" }));
    }

    [Test]
    public void TheLimitBeginsAnewWithEachMessage()
    {
        using var server = new Receiver(WebSocketRole.Server, 3);
        Assert.That(
            server.Receive(FrameBytes.ToServer.Start(Opcode.Binary, 1, 2).Last(3).Start(Opcode.Binary, 4, 5).Last(6).Binary(7, 8, 9)),
            Is.EqualTo(new[] { "binary 010203", "binary 040506", "binary 070809" }));
    }

    [TestCase(10L * 1024 * 1024 * 1024)]
    [TestCase(long.MaxValue)]
    public void AHugeLengthIsRefusedWithoutMemory(long length)
    {
        using var client = new Receiver(WebSocketRole.Client, int.MaxValue);
        Assert.That(
            client.Receive(FrameBytes.ToClient.Header(Opcode.Binary, length)),
            Is.EqualTo(new[] { "failed 1009: message too big" }));
        Assert.That(client.Reader.BufferBytes, Is.Zero);
    }

    [Test]
    public void AnAnnouncedLengthTakesMemoryOnlyAsItsBytesCome()
    {
        const int Limit = 100_000_000;
        using var reader = new MessageReader(WebSocketRole.Client, Limit);
        reader.Feed(FrameBytes.ToClient.Header(Opcode.Binary, Limit).ToArray());
        var received = 0;
        while (received < 3_000_000)
        {
            Assert.That(reader.Read(1, Limit), Is.EqualTo(ReadOutcome.NeedMoreBytes));
            var memory = reader.GetMemory();
            var count = Math.Min(memory.Length, 1000);
            reader.Advance(count);
            received += count;
            Assert.That(reader.BufferBytes, Is.LessThanOrEqualTo(Math.Max(ReadBuffer.MinBytes, 4 * received)), $"after {received} bytes");
        }
    }

    [Test]
    public void EndlessTinyFragmentsCostNoMemory([Values(0, 1)] int fragmentBytes)
    {
        using var reader = new MessageReader(WebSocketRole.Server, 65535);
        reader.Feed(FrameBytes.ToServer.Start(Opcode.Binary, new byte[fragmentBytes == 0 ? 65535 : 0]).ToArray());
        var fragment = FrameBytes.ToServer.Middle(new byte[fragmentBytes]).ToArray();
        for (var i = 0; i < 60_000; i++)
        {
            reader.Feed(fragment);
            Assert.That(reader.Read(1, 65535), Is.EqualTo(ReadOutcome.NeedMoreBytes));
            // The message, the next header, and the room for a read.
            Assert.That(reader.BufferBytes, Is.LessThanOrEqualTo(2 * 65536));
        }
    }

    // Moving the message at each of the 70,000 times that room is made would take 280 GB of copying.
    [Test]
    [MaxTime(20_000)]
    public void EndlessTinyFragmentsDoNotMoveTheMessageEachTime()
    {
        const int Capacity = 4 * 1024 * 1024;
        using var reader = new MessageReader(WebSocketRole.Server, Capacity);
        reader.Feed(FrameBytes.ToServer.Start(Opcode.Binary, new byte[Capacity - 600]).ToArray());
        Assert.That(reader.Read(1, int.MaxValue), Is.EqualTo(ReadOutcome.NeedMoreBytes));
        var fragment = FrameBytes.ToServer.Middle().ToArray();
        for (var i = 0; i < 1_000_000; i++)
        {
            reader.Feed(fragment);
            if (reader.Read(1, int.MaxValue) != ReadOutcome.NeedMoreBytes) Assert.Fail("A fragment was not taken.");
        }
        Assert.That(reader.BufferBytes, Is.EqualTo(Capacity));
    }

    [Test]
    public void InboundFullLosesNothing()
    {
        using var reader = new MessageReader(WebSocketRole.Server, 100);
        reader.Feed(FrameBytes.ToServer.Binary(1).Binary(2).Start(Opcode.Binary, 3).Last(4).Binary(5).ToArray());
        Assert.That(reader.Read(2, 100), Is.EqualTo(ReadOutcome.InboundFull));
        Assert.That(reader.Read(2, 100), Is.EqualTo(ReadOutcome.InboundFull));
        Assert.That(Take(reader), Is.EqualTo(new[] { "01", "02" }));
        Assert.That(reader.Read(0, 100), Is.EqualTo(ReadOutcome.InboundFull));
        Assert.That(reader.TakeBlock(), Is.Null);
        Assert.That(reader.Read(1, 100), Is.EqualTo(ReadOutcome.InboundFull));
        Assert.That(reader.Read(2, 100), Is.EqualTo(ReadOutcome.NeedMoreBytes));
        Assert.That(Take(reader), Is.EqualTo(new[] { "0304", "05" }));
    }

    [Test]
    public void RoomIsCountedInBytesToo()
    {
        using var reader = new MessageReader(WebSocketRole.Server, 100);
        reader.Feed(FrameBytes.ToServer.Binary(1, 2, 3).Start(Opcode.Binary, 4).Last(5, 6).Binary().Binary(7).ToArray());
        Assert.That(reader.Read(10, 2), Is.EqualTo(ReadOutcome.InboundFull));
        Assert.That(reader.TakeBlock(), Is.Null);
        Assert.That(reader.Read(10, 5), Is.EqualTo(ReadOutcome.InboundFull));
        Assert.That(Take(reader), Is.EqualTo(new[] { "010203" }));
        // Exactly full, and a message without bytes still fits.
        Assert.That(reader.Read(10, 3), Is.EqualTo(ReadOutcome.InboundFull));
        Assert.That(Take(reader), Is.EqualTo(new[] { "040506", "" }));
        Assert.That(reader.Read(10, 1), Is.EqualTo(ReadOutcome.NeedMoreBytes));
        Assert.That(Take(reader), Is.EqualTo(new[] { "07" }));
    }

    private static string[] Take(MessageReader reader)
    {
        var block = reader.TakeBlock()!;
        var payloads = Enumerable.Range(0, block.Count).Select(i => Convert.ToHexString(block[i].Payload.Span)).ToArray();
        block.Release();
        return payloads;
    }
}
