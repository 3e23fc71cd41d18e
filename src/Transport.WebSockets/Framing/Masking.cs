using System.Numerics;
using System.Runtime.InteropServices;
using static System.Buffers.Binary.BinaryPrimitives;

namespace Transport.WebSockets.Framing;

/// <summary>
/// The masking of RFC 6455 section 5.3; masking twice gives back the payload. The lowest byte of a key comes first on the wire.
/// </summary>
internal static class Masking
{
    /// <summary>Masks or unmasks in place.</summary>
    /// <param name="data">All of a payload, or a part of it.</param>
    /// <param name="key">The frame's key.</param>
    /// <param name="offset">How many bytes of the payload come before <paramref name="data"/>.</param>
    public static void Apply(Span<byte> data, uint key, int offset = 0)
    {
        // The key as it stands there.
        var bits = (offset & 3) * 8;
        if (bits != 0) key = key >> bits | key << (32 - bits);
        Xor(data, data, key);
    }

    /// <summary>Masks or unmasks while copying. The two must not overlap.</summary>
    public static void CopyMasked(ReadOnlySpan<byte> source, Span<byte> destination, uint key)
    {
        if (destination.Length < source.Length) throw new ArgumentException("Too short for the source.", nameof(destination));
        Xor(source, destination, key);
    }

    private static void Xor(ReadOnlySpan<byte> source, Span<byte> destination, uint key)
    {
        if (Vector.IsHardwareAccelerated && source.Length >= Vector<byte>.Count)
        {
            var done = XorVectors(source, destination, key);
            source = source[done..];
            destination = destination[done..];
        }
        XorWords(source, destination, key);
    }

    // A vector is a whole number of keys, so the key stands as it did behind the last one.
    private static int XorVectors(ReadOnlySpan<byte> source, Span<byte> destination, uint key)
    {
        var mask = Vector.AsVectorByte(new Vector<uint>(BitConverter.IsLittleEndian ? key : ReverseEndianness(key)));
        var from = MemoryMarshal.Cast<byte, Vector<byte>>(source);
        var to = MemoryMarshal.Cast<byte, Vector<byte>>(destination)[..from.Length];
        for (var i = 0; i < from.Length && i < to.Length; i++) to[i] = from[i] ^ mask;
        return from.Length * Vector<byte>.Count;
    }

    private static void XorWords(ReadOnlySpan<byte> source, Span<byte> destination, uint key)
    {
        var mask = (ulong)key << 32 | key;
        while (source.Length >= sizeof(ulong))
        {
            WriteUInt64LittleEndian(destination, ReadUInt64LittleEndian(source) ^ mask);
            source = source[sizeof(ulong)..];
            destination = destination[sizeof(ulong)..];
        }
        if (source.Length >= sizeof(uint))
        {
            WriteUInt32LittleEndian(destination, ReadUInt32LittleEndian(source) ^ key);
            source = source[sizeof(uint)..];
            destination = destination[sizeof(uint)..];
        }
        for (var i = 0; i < source.Length; i++, key >>= 8) destination[i] = (byte)(source[i] ^ key);
    }
}
