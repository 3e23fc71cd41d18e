using System.Buffers.Binary;

namespace Transport.Godot.Wire;

/// <summary>What stands before the content of an array, a dictionary or an object in full.</summary>
internal ref struct ContainerHead
{
    // The topmost bit of a count is for something that Godot no longer does.
    private const uint CountMask = 0x7FFF_FFFF;

    /// <summary>The type of an array's elements or of a dictionary's keys.</summary>
    public ElementHead First;

    /// <summary>The type of a dictionary's values.</summary>
    public ElementHead Second;

    /// <summary>The class of an object, in UTF-8; empty for no object, which has no content either.</summary>
    public ReadOnlySpan<byte> ClassName;

    /// <summary>How many elements, pairs or properties follow. There are bytes for them, if each is as short as can be.</summary>
    public int Count;

    /// <summary>How many bytes the head takes, the header included.</summary>
    public int Bytes;

    /// <summary>Reads a head from bytes that begin with its header.</summary>
    public static VariantError Read(ReadOnlySpan<byte> source, Header header, VariantOptions options, out ContainerHead head)
    {
        head = new ContainerHead { Bytes = Header.Bytes };
        switch (header.Type)
        {
            case VariantType.Array:
                var error = head.ReadElement(source, header.Kind(Header.ElementShift), out head.First);
                return error != VariantError.None ? error : head.ReadCount(source, CountMask, Header.Bytes);
            case VariantType.Dictionary:
                error = head.ReadElement(source, header.Kind(Header.ElementShift), out head.First);
                if (error == VariantError.None) error = head.ReadElement(source, header.Kind(Header.ValueShift), out head.Second);
                return error != VariantError.None ? error : head.ReadCount(source, CountMask, 2 * Header.Bytes);
            default:
                if (!options.AllowObjects) return VariantError.ObjectsNotAllowed;
                error = Text.Find(source[head.Bytes..], out head.ClassName, out var taken);
                head.Bytes += taken;
                return error != VariantError.None || head.ClassName.IsEmpty
                    ? error
                    : head.ReadCount(source, uint.MaxValue, Text.LengthBytes + Header.Bytes);
        }
    }

    private VariantError ReadElement(ReadOnlySpan<byte> source, ElementKind kind, out ElementHead element)
    {
        var error = ElementHead.Read(source[Bytes..], kind, out element, out var taken);
        Bytes += taken;
        return error;
    }

    private VariantError ReadCount(ReadOnlySpan<byte> source, uint mask, int leastBytesEach)
    {
        var rest = source[Bytes..];
        if (rest.Length < sizeof(uint)) return VariantError.Truncated;
        var count = BinaryPrimitives.ReadUInt32LittleEndian(rest) & mask;
        if ((long)count * leastBytesEach > rest.Length - sizeof(uint)) return VariantError.Truncated;
        Count = (int)count;
        Bytes += sizeof(uint);
        return VariantError.None;
    }
}
