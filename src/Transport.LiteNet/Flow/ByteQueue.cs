using System.Buffers;
using System.Buffers.Binary;

namespace Transport.LiteNet.Flow;

/// <summary>
/// Packets in the order in which they were put in, as copies in one pooled buffer. Each has a mark, and before its payload the first byte that it
/// has on the wire. Holds no memory while it is empty. Not synchronised.
/// </summary>
internal sealed class ByteQueue
{
    /// <summary>What a packet takes beside its payload.</summary>
    public const int OverheadBytes = PayloadOffset;

    private const int MarkOffset = sizeof(int);
    private const int FirstByteOffset = MarkOffset + 1;
    private const int PayloadOffset = FirstByteOffset + 1;
    private const int SmallestBuffer = 1024;

    private byte[] _buffer = [];
    private int _start;
    private int _end;

    public bool IsEmpty => _start == _end;

    /// <summary>Whether there is another behind the next one.</summary>
    public bool HasMore => _end - _start > PayloadOffset + NextLength;

    /// <summary>The mark of the packet that is next.</summary>
    public byte Mark => _buffer[_start + MarkOffset];

    /// <summary>The first byte and the payload of the packet that is next; valid until the queue is changed.</summary>
    public ReadOnlySpan<byte> Content => _buffer.AsSpan(_start + FirstByteOffset, NextLength + 1);

    /// <summary>Without the first byte.</summary>
    public ReadOnlySpan<byte> Payload => Content[1..];

    private int NextLength => BinaryPrimitives.ReadInt32LittleEndian(_buffer.AsSpan(_start));

    public void Enqueue(byte mark, byte firstByte, ReadOnlySpan<byte> payload)
    {
        MakeRoom(PayloadOffset + payload.Length);
        var place = _buffer.AsSpan(_end);
        BinaryPrimitives.WriteInt32LittleEndian(place, payload.Length);
        place[MarkOffset] = mark;
        place[FirstByteOffset] = firstByte;
        payload.CopyTo(place[PayloadOffset..]);
        _end += PayloadOffset + payload.Length;
    }

    public void Dequeue()
    {
        _start += PayloadOffset + NextLength;
        if (_start == _end) Clear();
    }

    public void Clear()
    {
        if (_buffer.Length > 0) ArrayPool<byte>.Shared.Return(_buffer);
        _buffer = [];
        _start = _end = 0;
    }

    private void MakeRoom(int bytes)
    {
        if (_end + bytes <= _buffer.Length) return;
        var used = _end - _start;
        // Moved down only when that frees at least as much as it moves, so that each byte is moved a few times at the most.
        if (used + bytes <= _buffer.Length && _start >= used)
        {
            _buffer.AsSpan(_start, used).CopyTo(_buffer);
        }
        else
        {
            var larger = ArrayPool<byte>.Shared.Rent(Math.Max(SmallestBuffer, Math.Max(used + bytes, used * 2)));
            _buffer.AsSpan(_start, used).CopyTo(larger);
            if (_buffer.Length > 0) ArrayPool<byte>.Shared.Return(_buffer);
            _buffer = larger;
        }
        (_start, _end) = (0, used);
    }
}
