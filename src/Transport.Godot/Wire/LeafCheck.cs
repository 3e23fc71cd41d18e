using System.Buffers.Binary;
using Transport.Godot.Values;

namespace Transport.Godot.Wire;

/// <summary>Whether bytes are a value in which there are no others, and how many bytes it takes. Nothing is allocated.</summary>
internal static class LeafCheck
{
    private const int NodePathHeadBytes = 12;
    private const uint NodePathMark = 0x8000_0000;

    // An old form, in which one more subname is not counted.
    private const uint UncountedSubname = 2;

    /// <summary>Measures a value from bytes that begin with its header, which is there.</summary>
    public static VariantError Measure(ReadOnlySpan<byte> source, Header header, out int length)
    {
        var body = source[Header.Bytes..];
        var error = Measure(body, header, out long bytes);
        length = 0;
        if (error != VariantError.None) return error;
        if (bytes > body.Length) return VariantError.Truncated;
        length = Header.Bytes + (int)bytes;
        return VariantError.None;
    }

    /// <summary>How many bytes an element of a packed array takes; 0 for texts.</summary>
    public static int PackedElementBytes(Header header) => header.Type switch
    {
        VariantType.PackedByteArray => sizeof(byte),
        VariantType.PackedInt32Array or VariantType.PackedFloat32Array => sizeof(int),
        VariantType.PackedInt64Array or VariantType.PackedFloat64Array => sizeof(long),
        VariantType.PackedVector2Array => 2 * RealBytes(header),
        VariantType.PackedVector3Array => 3 * RealBytes(header),
        VariantType.PackedVector4Array => 4 * RealBytes(header),
        VariantType.PackedColorArray => 4 * sizeof(float),
        _ => 0,
    };

    /// <summary>How many bytes each number of a structure takes: 4, or 8 from a double-precision build.</summary>
    public static int RealBytes(Header header) => header.Is64 && Words.MayBeDouble(header.Type) ? sizeof(double) : sizeof(float);

    /// <summary>The parts of a node path from the bytes behind its header.</summary>
    public static VariantError ReadNodePathHead(ReadOnlySpan<byte> body, out int names, out int subnames, out bool isAbsolute)
    {
        names = 0;
        subnames = 0;
        isAbsolute = false;
        if (body.Length < NodePathHeadBytes) return VariantError.Truncated;
        var first = BinaryPrimitives.ReadUInt32LittleEndian(body);
        // Without the mark it is the text of Godot 2's, which Godot refuses as well.
        if ((first & NodePathMark) == 0) return VariantError.UnknownType;
        var flags = BinaryPrimitives.ReadUInt32LittleEndian(body[8..]);
        var nameCount = (long)(first & ~NodePathMark);
        var subnameCount = BinaryPrimitives.ReadUInt32LittleEndian(body[4..]) + ((flags & UncountedSubname) != 0 ? 1L : 0);
        if ((nameCount + subnameCount) * Text.LengthBytes > body.Length - NodePathHeadBytes) return VariantError.Truncated;
        names = (int)nameCount;
        subnames = (int)subnameCount;
        isAbsolute = (flags & 1) != 0;
        return VariantError.None;
    }

    /// <summary>Where the names of a node path begin, behind its header.</summary>
    public static ReadOnlySpan<byte> BehindNodePathHead(ReadOnlySpan<byte> body) => body[NodePathHeadBytes..];

    private static VariantError Measure(ReadOnlySpan<byte> body, Header header, out long bytes)
    {
        bytes = 0;
        switch (header.Type)
        {
            case VariantType.Nil or VariantType.Callable:
                return VariantError.None;
            case VariantType.Bool:
                bytes = sizeof(uint);
                return VariantError.None;
            case VariantType.Int or VariantType.Float:
                bytes = header.Is64 ? sizeof(long) : sizeof(int);
                return VariantError.None;
            case VariantType.Rid or VariantType.Object:
                bytes = sizeof(ulong);
                return VariantError.None;
            case VariantType.String or VariantType.StringName:
                return MeasureTexts(body, 1, 0, out bytes);
            case VariantType.Signal:
                var error = MeasureTexts(body, 1, 0, out bytes);
                bytes += sizeof(ulong);
                return error;
            case VariantType.NodePath:
                error = ReadNodePathHead(body, out var names, out var subnames, out _);
                return error != VariantError.None ? error : MeasureTexts(body, names + subnames, NodePathHeadBytes, out bytes);
            default:
                bytes = Words.CountOf(header.Type) * RealBytes(header);
                return bytes > 0 ? VariantError.None : MeasurePacked(body, header, out bytes);
        }
    }

    private static VariantError MeasurePacked(ReadOnlySpan<byte> body, Header header, out long bytes)
    {
        bytes = sizeof(uint);
        if (body.Length < sizeof(uint)) return VariantError.Truncated;
        var count = BinaryPrimitives.ReadUInt32LittleEndian(body);
        if (header.Type == VariantType.PackedStringArray)
        {
            return (long)count * Text.LengthBytes > body.Length - sizeof(uint)
                ? VariantError.Truncated
                : MeasureTexts(body, (int)count, sizeof(uint), out bytes);
        }
        bytes += Text.Padded((long)count * PackedElementBytes(header));
        return VariantError.None;
    }

    private static VariantError MeasureTexts(ReadOnlySpan<byte> body, int count, int start, out long bytes)
    {
        bytes = start;
        for (var i = 0; i < count; i++)
        {
            var error = Text.Find(body[(int)bytes..], out _, out var taken);
            if (error != VariantError.None) return error;
            bytes += taken;
        }
        return VariantError.None;
    }
}
