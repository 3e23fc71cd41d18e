using System.Buffers.Binary;

namespace Transport.Godot.Wire;

/// <summary>
/// Bool and Int as arguments of a call: the type in the low 6 bits of the first byte, and in the high 2 the Bool itself, or how many bytes of Int
/// follow.
/// </summary>
internal static class CompressedForm
{
    public const int MostIntBytes = 9;

    private const int TypeMask = 0x3F;
    private const int TrueBit = 0x80;
    private const int WidthShift = 6;

    public static VariantType TypeOf(byte first) => (VariantType)(first & TypeMask);

    public static byte Bool(bool value) => (byte)((byte)VariantType.Bool | (value ? TrueBit : 0));

    public static bool ReadBool(byte first) => (first & TrueBit) != 0;

    /// <summary>Writes an Int in as few bytes as hold it; how many they are.</summary>
    public static int Write(Span<byte> destination, long value)
    {
        var width = value switch
        {
            >= sbyte.MinValue and <= sbyte.MaxValue => 0,
            >= short.MinValue and <= short.MaxValue => 1,
            >= int.MinValue and <= int.MaxValue => 2,
            _ => 3,
        };
        destination[0] = (byte)((int)VariantType.Int | (width << WidthShift));
        var body = destination[1..];
        switch (width)
        {
            case 0: body[0] = (byte)value; break;
            case 1: BinaryPrimitives.WriteInt16LittleEndian(body, (short)value); break;
            case 2: BinaryPrimitives.WriteInt32LittleEndian(body, (int)value); break;
            default: BinaryPrimitives.WriteInt64LittleEndian(body, value); break;
        }
        return 1 + (1 << width);
    }

    /// <summary>Reads an Int and tells how many bytes it took; false when there are too few.</summary>
    public static bool TryRead(ReadOnlySpan<byte> source, out long value, out int taken)
    {
        var width = source[0] >> WidthShift;
        taken = 1 + (1 << width);
        value = 0;
        if (source.Length < taken) return false;
        var body = source[1..];
        value = width switch
        {
            0 => (sbyte)body[0],
            1 => BinaryPrimitives.ReadInt16LittleEndian(body),
            2 => BinaryPrimitives.ReadInt32LittleEndian(body),
            _ => BinaryPrimitives.ReadInt64LittleEndian(body),
        };
        return true;
    }
}
