using System.Buffers.Binary;

namespace Transport.Godot.Wire;

/// <summary>The 4 bytes before each value: the type in the lowest, flags in the third; the others are not looked at.</summary>
internal readonly struct Header(uint bits)
{
    public const int Bytes = 4;

    /// <summary>A number of 64 bits, or numbers of 64 bits; of an object, that it is sent as its id.</summary>
    public const uint Flag64 = 1 << 16;

    // Where the kind of a typed array's elements, or of a typed dictionary's keys, is; and that of its values.
    public const int ElementShift = 16;
    public const int ValueShift = 18;

    private const uint KindMask = 0b11;

    public VariantType Type => (VariantType)(byte)bits;

    public bool IsKnown => Type <= VariantType.PackedVector4Array;

    public bool Is64 => (bits & Flag64) != 0;

    /// <summary>Whether other values may be in it.</summary>
    public bool IsContainer => Type is VariantType.Array or VariantType.Dictionary || (Type == VariantType.Object && !Is64);

    public ElementKind Kind(int shift) => (ElementKind)((bits >> shift) & KindMask);

    public static Header Read(ReadOnlySpan<byte> source) => new(BinaryPrimitives.ReadUInt32LittleEndian(source));

    public static uint Flags(ElementType type, int shift) => (uint)type.Kind << shift;
}
