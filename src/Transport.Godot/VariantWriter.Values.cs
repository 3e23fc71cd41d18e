using System.Numerics;
using Transport.Godot.Values;
using Transport.Godot.Wire;

namespace Transport.Godot;

// Single values and packed arrays, for callers that know the type: nothing becomes a Variant on the way.
public readonly partial struct VariantWriter
{
    /// <summary>Writes Nil: null in Godot.</summary>
    public void WriteNil() => Write(default(Variant));

    /// <summary>Writes a Bool.</summary>
    public void Write(bool value)
    {
        const int bytes = Header.Bytes + sizeof(uint);
        var writer = new WireWriter(_output.GetSpan(bytes));
        LeafWriter.Write(ref writer, value);
        _output.Advance(bytes);
    }

    /// <summary>Writes an Int, in 64 bits when it does not fit 32.</summary>
    public void Write(long value)
    {
        var bytes = Header.Bytes + (LeafWriter.IsWide(value) ? sizeof(long) : sizeof(int));
        var writer = new WireWriter(_output.GetSpan(bytes));
        LeafWriter.Write(ref writer, value);
        _output.Advance(bytes);
    }

    /// <summary>Writes an Int of the same 64 bits; without this a number of this type would become a Float.</summary>
    public void Write(ulong value) => Write(unchecked((long)value));

    /// <summary>Writes a Float, in 64 bits when it is not the same in 32; NaN in 64.</summary>
    public void Write(double value)
    {
        var bytes = Header.Bytes + (Numbers.FitsSingle(value) ? sizeof(float) : sizeof(double));
        var writer = new WireWriter(_output.GetSpan(bytes));
        LeafWriter.Write(ref writer, value);
        _output.Advance(bytes);
    }

    /// <summary>Writes a String; Nil for null.</summary>
    /// <exception cref="ArgumentException">It has a NUL character in it, or is too long.</exception>
    public void Write(string? value) => Write((Variant)value);

    /// <summary>Writes a String.</summary>
    /// <exception cref="ArgumentException">It has a NUL character in it, or is too long.</exception>
    public void WriteText(ReadOnlySpan<char> text)
    {
        var size = TreeWriter.Check(Header.Bytes + Text.LengthBytes + Text.Padded(Text.CountUtf8(text)), _options);
        var writer = new WireWriter(_output.GetSpan(size));
        writer.Header(VariantType.String);
        writer.Text(text);
        _output.Advance(size);
    }

    /// <summary>Writes a String that is UTF-8 already, which is not checked: a literal such as <c>"name"u8</c>.</summary>
    /// <exception cref="ArgumentException">It has a zero byte in it, or is too long.</exception>
    public void WriteUtf8(ReadOnlySpan<byte> utf8)
    {
        if (utf8.IndexOf((byte)0) >= 0) throw Text.NulIn(nameof(utf8));
        var size = TreeWriter.Check(Header.Bytes + Text.LengthBytes + Text.Padded(utf8.Length), _options);
        var writer = new WireWriter(_output.GetSpan(size));
        writer.Header(VariantType.String);
        writer.Bytes(utf8);
        _output.Advance(size);
    }

    /// <summary>Writes a StringName.</summary>
    /// <exception cref="ArgumentException">It has a NUL character in it, or is too long.</exception>
    public void Write(StringName value) => Write((Variant)value);

    /// <summary>Writes a NodePath; Nil for null.</summary>
    /// <exception cref="ArgumentException">It has a NUL character in it, or is too long.</exception>
    public void Write(NodePath? value) => Write((Variant)value);

    /// <summary>Writes a Vector2.</summary>
    public void Write(Vector2 value) => WriteWords(VariantType.Vector2, value);

    /// <summary>Writes a Vector2i.</summary>
    public void Write(Vector2I value) => WriteWords(VariantType.Vector2I, value);

    /// <summary>Writes a Rect2.</summary>
    public void Write(Rect2 value) => WriteWords(VariantType.Rect2, value);

    /// <summary>Writes a Rect2i.</summary>
    public void Write(Rect2I value) => WriteWords(VariantType.Rect2I, value);

    /// <summary>Writes a Vector3.</summary>
    public void Write(Vector3 value) => WriteWords(VariantType.Vector3, value);

    /// <summary>Writes a Vector3i.</summary>
    public void Write(Vector3I value) => WriteWords(VariantType.Vector3I, value);

    /// <summary>Writes a Transform2D.</summary>
    public void Write(Matrix3x2 value) => WriteWords(VariantType.Transform2D, value);

    /// <summary>Writes a Vector4.</summary>
    public void Write(Vector4 value) => WriteWords(VariantType.Vector4, value);

    /// <summary>Writes a Vector4i.</summary>
    public void Write(Vector4I value) => WriteWords(VariantType.Vector4I, value);

    /// <summary>Writes a Quaternion.</summary>
    public void Write(Quaternion value) => WriteWords(VariantType.Quaternion, value);

    /// <summary>Writes an AABB.</summary>
    public void Write(Aabb value) => WriteWords(VariantType.Aabb, value);

    /// <summary>Writes a Basis.</summary>
    public void Write(Basis value) => WriteWords(VariantType.Basis, value);

    /// <summary>Writes a Transform3D.</summary>
    public void Write(Transform3D value) => WriteWords(VariantType.Transform3D, value);

    /// <summary>Writes a Projection.</summary>
    public void Write(Matrix4x4 value) => WriteWords(VariantType.Projection, value);

    /// <summary>Writes a Color.</summary>
    public void Write(Color value) => WriteWords(VariantType.Color, value);

    /// <summary>Writes a Plane, whose D has the other sign in Godot.</summary>
    public void Write(Plane value) => WriteWords(VariantType.Plane, new Vector4(value.Normal, -value.D));

    /// <summary>Writes an RID.</summary>
    public void Write(Rid value) => Write((Variant)value);

    /// <summary>Writes an Object as its id; Nil for 0.</summary>
    public void Write(ObjectId value) => Write((Variant)value);

    /// <summary>Writes an empty Callable.</summary>
    public void Write(Callable value) => Write((Variant)value);

    /// <summary>Writes a Signal.</summary>
    /// <exception cref="ArgumentException">Its name has a NUL character in it, or is too long.</exception>
    public void Write(Signal value) => Write((Variant)value);

    /// <summary>Writes a PackedByteArray.</summary>
    /// <exception cref="ArgumentException">It is too long.</exception>
    public void WritePacked(ReadOnlySpan<byte> bytes)
    {
        var size = TreeWriter.Check(Header.Bytes + sizeof(uint) + Text.Padded(bytes.Length), _options);
        var writer = new WireWriter(_output.GetSpan(size));
        writer.Header(VariantType.PackedByteArray);
        writer.Bytes(bytes);
        _output.Advance(size);
    }

    /// <summary>Writes a PackedStringArray.</summary>
    /// <exception cref="ArgumentException">A null or a text with a NUL character is in it, or it is too long.</exception>
    public void WritePacked(ReadOnlySpan<string> texts)
    {
        var size = TreeWriter.Check(Header.Bytes + sizeof(uint) + LeafWriter.Measure(texts), _options);
        var writer = new WireWriter(_output.GetSpan(size));
        writer.Header(VariantType.PackedStringArray);
        LeafWriter.Write(ref writer, texts);
        _output.Advance(size);
    }

    /// <summary>Writes a PackedInt32Array.</summary>
    /// <exception cref="ArgumentException">It is too long.</exception>
    public void WritePacked(ReadOnlySpan<int> items) => WritePackedWords(VariantType.PackedInt32Array, items, 1);

    /// <summary>Writes a PackedFloat32Array.</summary>
    /// <exception cref="ArgumentException">It is too long.</exception>
    public void WritePacked(ReadOnlySpan<float> items) => WritePackedWords(VariantType.PackedFloat32Array, items, 1);

    /// <summary>Writes a PackedVector2Array.</summary>
    /// <exception cref="ArgumentException">It is too long.</exception>
    public void WritePacked(ReadOnlySpan<Vector2> items) => WritePackedWords(VariantType.PackedVector2Array, items, 2);

    /// <summary>Writes a PackedVector3Array.</summary>
    /// <exception cref="ArgumentException">It is too long.</exception>
    public void WritePacked(ReadOnlySpan<Vector3> items) => WritePackedWords(VariantType.PackedVector3Array, items, 3);

    /// <summary>Writes a PackedVector4Array.</summary>
    /// <exception cref="ArgumentException">It is too long.</exception>
    public void WritePacked(ReadOnlySpan<Vector4> items) => WritePackedWords(VariantType.PackedVector4Array, items, 4);

    /// <summary>Writes a PackedColorArray.</summary>
    /// <exception cref="ArgumentException">It is too long.</exception>
    public void WritePacked(ReadOnlySpan<Color> items) => WritePackedWords(VariantType.PackedColorArray, items, 4);

    /// <summary>Writes a PackedInt64Array.</summary>
    /// <exception cref="ArgumentException">It is too long.</exception>
    public void WritePacked(ReadOnlySpan<long> items) => WritePackedLongs(VariantType.PackedInt64Array, items);

    /// <summary>Writes a PackedFloat64Array.</summary>
    /// <exception cref="ArgumentException">It is too long.</exception>
    public void WritePacked(ReadOnlySpan<double> items) => WritePackedLongs(VariantType.PackedFloat64Array, items);

    private void WritePackedWords<T>(VariantType type, ReadOnlySpan<T> items, int wordsEach) where T : struct
    {
        var size = TreeWriter.Check(Header.Bytes + sizeof(uint) + ((long)items.Length * wordsEach * sizeof(int)), _options);
        var writer = new WireWriter(_output.GetSpan(size));
        writer.Header(type);
        LeafWriter.Write(ref writer, items);
        _output.Advance(size);
    }

    private void WritePackedLongs<T>(VariantType type, ReadOnlySpan<T> items) where T : struct
    {
        var size = TreeWriter.Check(Header.Bytes + sizeof(uint) + ((long)items.Length * sizeof(long)), _options);
        var writer = new WireWriter(_output.GetSpan(size));
        writer.Header(type);
        LeafWriter.WriteLongs(ref writer, items);
        _output.Advance(size);
    }
}
