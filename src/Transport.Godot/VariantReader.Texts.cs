using System.Buffers.Binary;
using System.Diagnostics.CodeAnalysis;
using System.Numerics;
using System.Runtime.InteropServices;
using System.Text;
using Transport.Godot.Wire;

namespace Transport.Godot;

// Text and packed arrays. What is there is checked before anything is allocated.
public ref partial struct VariantReader
{
    /// <summary>Reads a String or a StringName.</summary>
    public bool TryReadString([NotNullWhen(true)] out string? value)
    {
        value = TryReadUtf8(out var utf8) ? Encoding.UTF8.GetString(utf8) : null;
        return value is not null;
    }

    /// <summary>Reads a String or a StringName without allocating.</summary>
    /// <param name="utf8">Valid UTF-8, inside the bytes that the reader was given.</param>
    public bool TryReadUtf8(out ReadOnlySpan<byte> utf8)
    {
        utf8 = default;
        if (!TryPeek(out var header)) return false;
        if (header.Type is not (VariantType.String or VariantType.StringName)) return Fail(VariantError.WrongType, header.Type);
        var error = Text.Find(Rest[Header.Bytes..], out var found, out var taken);
        if (error != VariantError.None) return Fail(error, header.Type);
        utf8 = found;
        Consumed += Header.Bytes + taken;
        return true;
    }

    /// <summary>Reads a StringName or a String.</summary>
    public bool TryReadStringName(out StringName value)
    {
        var isRead = TryReadString(out var text);
        value = new StringName(text);
        return isRead;
    }

    /// <summary>Reads a NodePath.</summary>
    public bool TryReadNodePath([NotNullWhen(true)] out NodePath? value)
    {
        value = null;
        if (!TryPeek(VariantType.NodePath, out var header) || !TryTakeLeaf(header, out var body)) return false;
        LeafCheck.ReadNodePathHead(body, out var names, out var subnames, out var isAbsolute);
        body = LeafCheck.BehindNodePathHead(body);
        value = NodePath.Own(TakeTexts(ref body, names), TakeTexts(ref body, subnames), isAbsolute);
        return true;
    }

    /// <summary>Reads a Signal.</summary>
    public bool TryReadSignal(out Signal value)
    {
        value = default;
        if (!TryPeek(VariantType.Signal, out var header) || !TryTakeLeaf(header, out var body)) return false;
        var name = TakeTexts(ref body, 1)[0];
        value = new Signal(new ObjectId(BinaryPrimitives.ReadUInt64LittleEndian(body)), name);
        return true;
    }

    /// <summary>Reads a PackedByteArray without copying.</summary>
    /// <param name="bytes">Inside the bytes that the reader was given.</param>
    public bool TryReadPackedBytes(out ReadOnlySpan<byte> bytes) => TryReadPacked(VariantType.PackedByteArray, out _, out bytes);

    /// <summary>Reads a PackedByteArray.</summary>
    public bool TryReadByteArray([NotNullWhen(true)] out byte[]? value)
    {
        value = TryReadPackedBytes(out var bytes) ? bytes.ToArray() : null;
        return value is not null;
    }

    /// <summary>Reads a PackedStringArray.</summary>
    public bool TryReadStringArray([NotNullWhen(true)] out string[]? value)
    {
        value = null;
        if (!TryPeek(VariantType.PackedStringArray, out var header) || !TryTakeLeaf(header, out var body)) return false;
        var count = BinaryPrimitives.ReadInt32LittleEndian(body);
        body = body[sizeof(int)..];
        value = TakeTexts(ref body, count);
        return true;
    }

    /// <summary>Reads a PackedInt32Array.</summary>
    public bool TryReadInt32Array([NotNullWhen(true)] out int[]? value) => TryReadPackedWords(VariantType.PackedInt32Array, out value);

    /// <summary>Reads a PackedFloat32Array.</summary>
    public bool TryReadSingleArray([NotNullWhen(true)] out float[]? value) => TryReadPackedWords(VariantType.PackedFloat32Array, out value);

    /// <summary>Reads a PackedVector2Array.</summary>
    public bool TryReadVector2Array([NotNullWhen(true)] out Vector2[]? value) => TryReadPackedWords(VariantType.PackedVector2Array, out value);

    /// <summary>Reads a PackedVector3Array.</summary>
    public bool TryReadVector3Array([NotNullWhen(true)] out Vector3[]? value) => TryReadPackedWords(VariantType.PackedVector3Array, out value);

    /// <summary>Reads a PackedVector4Array.</summary>
    public bool TryReadVector4Array([NotNullWhen(true)] out Vector4[]? value) => TryReadPackedWords(VariantType.PackedVector4Array, out value);

    /// <summary>Reads a PackedColorArray.</summary>
    public bool TryReadColorArray([NotNullWhen(true)] out Color[]? value) => TryReadPackedWords(VariantType.PackedColorArray, out value);

    /// <summary>Reads a PackedInt64Array.</summary>
    public bool TryReadInt64Array([NotNullWhen(true)] out long[]? value) => TryReadPackedLongs(VariantType.PackedInt64Array, out value);

    /// <summary>Reads a PackedFloat64Array.</summary>
    public bool TryReadDoubleArray([NotNullWhen(true)] out double[]? value) => TryReadPackedLongs(VariantType.PackedFloat64Array, out value);

    private bool TryReadPackedWords<T>(VariantType type, [NotNullWhen(true)] out T[]? items) where T : struct
    {
        items = null;
        if (!TryReadPacked(type, out var header, out var body)) return false;
        items = NewArray<T>(body.Length / LeafCheck.PackedElementBytes(header));
        var words = MemoryMarshal.Cast<T, int>(items.AsSpan());
        if (LeafCheck.RealBytes(header) == sizeof(int)) LittleEndian.Read(body, words);
        else LittleEndian.ReadRounded(body, MemoryMarshal.Cast<int, float>(words));
        return true;
    }

    private bool TryReadPackedLongs<T>(VariantType type, [NotNullWhen(true)] out T[]? items) where T : struct
    {
        items = null;
        if (!TryReadPacked(type, out _, out var body)) return false;
        items = NewArray<T>(body.Length / sizeof(long));
        LittleEndian.Read(body, MemoryMarshal.Cast<T, long>(items.AsSpan()));
        return true;
    }

    // The elements of any packed array but one of texts.
    private bool TryReadPacked(VariantType type, out Header header, out ReadOnlySpan<byte> elements)
    {
        elements = default;
        if (!TryPeek(type, out header) || !TryTakeLeaf(header, out var body)) return false;
        var count = BinaryPrimitives.ReadInt32LittleEndian(body);
        elements = body.Slice(sizeof(int), count * LeafCheck.PackedElementBytes(header));
        return true;
    }

    // Checks the whole value, and takes the bytes behind its header.
    private bool TryTakeLeaf(Header header, out ReadOnlySpan<byte> body)
    {
        body = default;
        var error = LeafCheck.Measure(Rest, header, out var length);
        return error != VariantError.None ? Fail(error, header.Type) : TryTake(length - Header.Bytes, out body);
    }

    private static T[] NewArray<T>(int count) => count == 0 ? [] : new T[count];

    // Texts that were checked before.
    private static string[] TakeTexts(ref ReadOnlySpan<byte> source, int count)
    {
        var texts = NewArray<string>(count);
        for (var i = 0; i < count; i++)
        {
            Text.Find(source, out var utf8, out var taken);
            texts[i] = Encoding.UTF8.GetString(utf8);
            source = source[taken..];
        }
        return texts;
    }
}
