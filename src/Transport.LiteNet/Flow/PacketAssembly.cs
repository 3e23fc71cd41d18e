using System.Buffers;

namespace Transport.LiteNet.Flow;

/// <summary>
/// A packet that comes in pieces, on one lane. Memory is taken as pieces come, not as they are announced. Not synchronised.
/// </summary>
internal sealed class PacketAssembly
{
    private const int FirstBytes = 4096;

    private byte[] _buffer = [];
    private int _filled;

    /// <summary>The length that was announced; 0 while no packet is in the making.</summary>
    public int Length { get; private set; }

    public bool IsComplete => _filled == Length;

    /// <summary>A packet begins. False when another is not complete yet, or the first piece is more than the whole.</summary>
    public bool TryBegin(int length, ReadOnlySpan<byte> piece)
    {
        if (Length > 0 || length == 0) return false;
        Length = length;
        return TryAdd(piece);
    }

    /// <summary>False when nothing was begun, the piece is empty, or it is more than is missing.</summary>
    public bool TryAdd(ReadOnlySpan<byte> piece)
    {
        if (piece.IsEmpty || piece.Length > Length - _filled) return false;
        if (_buffer.Length < _filled + piece.Length) Grow(_filled + piece.Length);
        piece.CopyTo(_buffer.AsSpan(_filled));
        _filled += piece.Length;
        return true;
    }

    /// <summary>Hands over the buffer of the complete packet, and is ready for the next one.</summary>
    public byte[] Take()
    {
        var buffer = _buffer;
        _buffer = [];
        _filled = Length = 0;
        return buffer;
    }

    public void Clear()
    {
        if (_buffer.Length > 0) ArrayPool<byte>.Shared.Return(_buffer);
        Take();
    }

    private void Grow(int needed)
    {
        var larger = ArrayPool<byte>.Shared.Rent(Math.Max(needed, Math.Min(Length, Math.Max(FirstBytes, _buffer.Length * 2))));
        _buffer.AsSpan(0, _filled).CopyTo(larger);
        if (_buffer.Length > 0) ArrayPool<byte>.Shared.Return(_buffer);
        _buffer = larger;
    }
}
