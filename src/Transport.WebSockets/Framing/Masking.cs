#if NET
using System.Numerics;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
#endif
using static System.Buffers.Binary.BinaryPrimitives;

namespace Transport.WebSockets.Framing;

/// <summary>
/// The masking of RFC 6455 section 5.3; masking twice gives back the payload. The lowest byte of a key comes
/// first on the wire.
/// </summary>
internal static class Masking
{
    /// <summary>Masks or unmasks in place.</summary>
    /// <param name="data">All of a payload, or a part of it.</param>
    /// <param name="key">The frame's key.</param>
    /// <param name="offset">How many bytes of the payload come before <paramref name="data"/>.</param>
    public static void Apply(Span<byte> data, uint key, int offset = 0)
    {
        key = Rotate(key, offset);
#if NET
        ref var start = ref MemoryMarshal.GetReference(data);
        Xor(ref start, ref start, (nuint)data.Length, key);
#else
        Xor(data, data, key);
#endif
    }

    /// <summary>Masks or unmasks while copying. The two must not overlap.</summary>
    public static void CopyMasked(ReadOnlySpan<byte> source, Span<byte> destination, uint key)
    {
        if (destination.Length < source.Length) throw new ArgumentException("Too short for the source.", nameof(destination));
#if NET
        Xor(ref MemoryMarshal.GetReference(source), ref MemoryMarshal.GetReference(destination), (nuint)source.Length, key);
#else
        Xor(source, destination, key);
#endif
    }

    // The key as it stands `offset` bytes into the payload.
    private static uint Rotate(uint key, int offset)
    {
        var bits = (offset & 3) * 8;
        return bits == 0 ? key : key >> bits | key << (32 - bits);
    }

#if NET
    // Both may be the same memory. What is left behind the last whole vector is done by one more vector that ends with the data; it
    // is loaded before anything is stored, so that no byte is masked twice.
    private static void Xor(ref byte source, ref byte destination, nuint length, uint key)
    {
        if (!Vector128.IsHardwareAccelerated || length < (nuint)Vector128<byte>.Count)
        {
            XorWords(ref source, ref destination, length, key);
        }
        else if (length <= 2 * (nuint)Vector128<byte>.Count)
        {
            var tail = length - (nuint)Vector128<byte>.Count;
            var first = Vector128.LoadUnsafe(ref source) ^ Repeat(key);
            var last = Vector128.LoadUnsafe(ref source, tail) ^ Repeat(Rotate(key, (int)tail));
            first.StoreUnsafe(ref destination);
            last.StoreUnsafe(ref destination, tail);
        }
        else if (length < (nuint)Vector<byte>.Count)
        {
            XorWords(ref source, ref destination, length, key);
        }
        else
        {
            XorVectors(ref source, ref destination, length, key);
        }
    }

    private static void XorVectors(ref byte source, ref byte destination, nuint length, uint key)
    {
        var step = (nuint)Vector<byte>.Count;
        var mask = RepeatVector(key);
        var tail = length - step;
        var last = Vector.LoadUnsafe(ref source, tail) ^ RepeatVector(Rotate(key, (int)tail));
        nuint i = 0;
        for (; i + 4 * step <= length; i += 4 * step)
        {
            var a = Vector.LoadUnsafe(ref source, i) ^ mask;
            var b = Vector.LoadUnsafe(ref source, i + step) ^ mask;
            var c = Vector.LoadUnsafe(ref source, i + 2 * step) ^ mask;
            var d = Vector.LoadUnsafe(ref source, i + 3 * step) ^ mask;
            a.StoreUnsafe(ref destination, i);
            b.StoreUnsafe(ref destination, i + step);
            c.StoreUnsafe(ref destination, i + 2 * step);
            d.StoreUnsafe(ref destination, i + 3 * step);
        }
        for (; i < tail; i += step) (Vector.LoadUnsafe(ref source, i) ^ mask).StoreUnsafe(ref destination, i);
        last.StoreUnsafe(ref destination, tail);
    }

    private static Vector128<byte> Repeat(uint key) => Vector128.Create(InMemoryOrder(key)).AsByte();

    private static Vector<byte> RepeatVector(uint key) => Vector.AsVectorByte(new Vector<uint>(InMemoryOrder(key)));

    private static uint InMemoryOrder(uint key) => BitConverter.IsLittleEndian ? key : ReverseEndianness(key);

    private static void XorWords(ref byte source, ref byte destination, nuint length, uint key) =>
        Xor(MemoryMarshal.CreateReadOnlySpan(ref source, (int)length), MemoryMarshal.CreateSpan(ref destination, (int)length), key);
#endif

    private static void Xor(ReadOnlySpan<byte> source, Span<byte> destination, uint key)
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
