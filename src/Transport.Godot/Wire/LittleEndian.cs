using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace Transport.Godot.Wire;

/// <summary>Runs of numbers between memory and the wire, which is little-endian whatever the machine is.</summary>
internal static class LittleEndian
{
    public static void Read(ReadOnlySpan<byte> source, Span<int> numbers)
    {
        source[..(numbers.Length * sizeof(int))].CopyTo(MemoryMarshal.AsBytes(numbers));
        if (!BitConverter.IsLittleEndian) Reverse(numbers);
    }

    public static void Read(ReadOnlySpan<byte> source, Span<long> numbers)
    {
        source[..(numbers.Length * sizeof(long))].CopyTo(MemoryMarshal.AsBytes(numbers));
        if (!BitConverter.IsLittleEndian) Reverse(numbers);
    }

    /// <summary>Reads numbers of 64 bits, and rounds them to 32.</summary>
    public static void ReadRounded(ReadOnlySpan<byte> source, Span<float> numbers)
    {
        for (var i = 0; i < numbers.Length; i++)
            numbers[i] = (float)BitConverter.Int64BitsToDouble(BinaryPrimitives.ReadInt64LittleEndian(source[(i * sizeof(double))..]));
    }

    public static void Write(Span<byte> destination, ReadOnlySpan<int> numbers)
    {
        var copy = destination[..(numbers.Length * sizeof(int))];
        MemoryMarshal.AsBytes(numbers).CopyTo(copy);
        if (!BitConverter.IsLittleEndian) Reverse(MemoryMarshal.Cast<byte, int>(copy));
    }

    public static void Write(Span<byte> destination, ReadOnlySpan<long> numbers)
    {
        var copy = destination[..(numbers.Length * sizeof(long))];
        MemoryMarshal.AsBytes(numbers).CopyTo(copy);
        if (!BitConverter.IsLittleEndian) Reverse(MemoryMarshal.Cast<byte, long>(copy));
    }

    private static void Reverse(Span<int> numbers)
    {
        for (var i = 0; i < numbers.Length; i++) numbers[i] = BinaryPrimitives.ReverseEndianness(numbers[i]);
    }

    private static void Reverse(Span<long> numbers)
    {
        for (var i = 0; i < numbers.Length; i++) numbers[i] = BinaryPrimitives.ReverseEndianness(numbers[i]);
    }
}
