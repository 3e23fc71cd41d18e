using System.Buffers;

namespace TicTacToe.Messages;

/// <summary>The way from a message to a packet: one buffer, used again for each.</summary>
public sealed class MessageWriter
{
    private readonly ArrayBufferWriter<byte> _buffer = new(initialCapacity: 256);

    /// <summary>The message as a packet. The bytes are valid until the next call; <c>Send</c> copies them.</summary>
    public ReadOnlySpan<byte> Write(GameMessage message)
    {
        _buffer.ResetWrittenCount();
        message.Write(_buffer);
        return _buffer.WrittenSpan;
    }
}
