using System.Net.WebSockets;
using Transport.WebSockets.Framing;
using Transport.WebSockets.Protocol;

namespace Transport.Benchmarks;

/// <summary>Bytes as clients send them, and how both sides take messages out of them.</summary>
internal static class Wire
{
    private const byte FinalBit = 0x80;

    /// <summary>Binary messages of so many frames each, one behind the other.</summary>
    public static byte[] OfMessages(int count, int fragments, int bytes)
    {
        var payload = Payload(bytes / fragments);
        var size = FrameWriter.MeasureFrame(payload.Length, masked: true);
        var wire = new byte[size * fragments * count];
        for (var i = 0; i < fragments * count; i++)
        {
            var frame = wire.AsSpan(i * size);
            FrameWriter.Write(frame, i % fragments == 0 ? Opcode.Binary : Opcode.Continuation, payload, masked: true);
            if (i % fragments != fragments - 1) frame[0] &= unchecked((byte)~FinalBit);
        }
        return wire;
    }

    public static byte[] Payload(int bytes)
    {
        var payload = new byte[bytes];
        new Random(1).NextBytes(payload);
        return payload;
    }

    /// <summary>One message, however many pieces it comes in.</summary>
    public static async ValueTask ReceiveMessageAsync(this WebSocket socket, byte[] target)
    {
        ValueWebSocketReceiveResult result;
        var count = 0;
        do
        {
            result = await socket.ReceiveAsync(target.AsMemory(count), CancellationToken.None);
            count += result.Count;
        }
        while (!result.EndOfMessage);
    }

    /// <summary>All messages in the bytes, as a receive loop takes them.</summary>
    /// <returns>How many.</returns>
    public static int TakeAll(this MessageReader reader, ReadOnlySpan<byte> wire)
    {
        var taken = 0;
        while (!wire.IsEmpty)
        {
            var memory = reader.GetMemory().Span;
            var count = Math.Min(memory.Length, wire.Length);
            wire[..count].CopyTo(memory);
            wire = wire[count..];
            reader.Advance(count);
            reader.Read(int.MaxValue, int.MaxValue);
            if (reader.TakeBlock() is not { } block) continue;
            taken += block.Count;
            block.Release();
        }
        return taken;
    }
}
