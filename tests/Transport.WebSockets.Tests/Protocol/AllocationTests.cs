using Transport.WebSockets.Framing;
using Transport.WebSockets.Protocol;

namespace Transport.WebSockets.Tests.Protocol;

// Write, read, take, release: nothing is allocated per message.
[NonParallelizable]
internal sealed class AllocationTests
{
    private const int Messages = 100_000;

    [Test]
    public void NothingIsAllocatedPerMessage(
        [Values] WebSocketRole role, [Values(0, 64, 1000, 20_000)] int payloadBytes, [Values(1, 100)] int messagesPerRead)
    {
        using var reader = new MessageReader(role, 65535);
        var payload = TestSeed.NewRandom().NextBytes(payloadBytes);
        var wire = new byte[messagesPerRead * (payloadBytes + FrameHeader.MaxBytes)];
        Exchange(reader, role, payload, wire, messagesPerRead, Messages / 10);

        var before = GC.GetAllocatedBytesForCurrentThread();
        var received = Exchange(reader, role, payload, wire, messagesPerRead, Messages);
        var allocated = GC.GetAllocatedBytesForCurrentThread() - before;

        Assert.That(received, Is.EqualTo((long)Messages * payloadBytes));
        // The shared pool of arrays may be trimmed at any time, and then takes a buffer or two anew.
        Assert.That(allocated, Is.LessThan(250_000));
        TestContext.Out.WriteLine($"{allocated} B for {Messages} messages of {payloadBytes} B");
    }

    [Test]
    public void NothingIsAllocatedPerFragmentAndPing()
    {
        using var reader = new MessageReader(WebSocketRole.Server, 65535);
        var frames = FrameBytes.ToServer.Start(Opcode.Text, 0xC3).Ping(1).Middle(0xA4).Pong(2).Last(0x61).ToArray();
        Exchange(reader, frames, 1000);
        var before = GC.GetAllocatedBytesForCurrentThread();
        Exchange(reader, frames, Messages);
        Assert.That(GC.GetAllocatedBytesForCurrentThread() - before, Is.LessThan(250_000));

        static void Exchange(MessageReader reader, byte[] frames, int times)
        {
            for (var i = 0; i < times; i++)
            {
                reader.Feed(frames);
                if (reader.Read(10, 1000) != ReadOutcome.Ping || reader.Read(10, 1000) != ReadOutcome.Pong
                    || reader.Read(10, 1000) != ReadOutcome.NeedMoreBytes) Assert.Fail("The frames were not read.");
                reader.TakeBlock()!.Release();
            }
        }
    }

    private static long Exchange(MessageReader reader, WebSocketRole role, byte[] payload, byte[] wire, int messagesPerRead, int messages)
    {
        var received = 0L;
        for (var i = 0; i < messages; i += messagesPerRead)
        {
            var written = 0;
            for (var n = 0; n < messagesPerRead; n++)
                written += FrameWriter.Write(wire.AsSpan(written), Opcode.Binary, payload, masked: role == WebSocketRole.Server);
            for (var rest = wire.AsSpan(0, written); !rest.IsEmpty;)
            {
                var memory = reader.GetMemory().Span;
                var count = Math.Min(memory.Length, rest.Length);
                rest[..count].CopyTo(memory);
                reader.Advance(count);
                rest = rest[count..];
                reader.Read(int.MaxValue, int.MaxValue);
                if (reader.TakeBlock() is not { } block) continue;
                for (var n = 0; n < block.Count; n++) received += block[n].Payload.Length;
                block.Release();
            }
        }
        return received;
    }
}
