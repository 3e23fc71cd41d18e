using System.Buffers;
using System.Numerics;
using Transport.Godot;

namespace Transport.Multiplayer.Arguments;

/// <summary>
/// Each value as Godot's Variant of its type. What is an argument itself is compressed, what is in a list is not. Source: Godot
/// <c>encode_and_compress_variant</c>.
/// </summary>
internal sealed class GodotArgumentWriter : ArgumentWriter, IBufferWriter<byte>
{
    private readonly VariantOptions _options;
    private readonly VariantWriter _variants;

    /// <param name="options">This writer's alone.</param>
    public GodotArgumentWriter(VariantOptions options)
    {
        _options = options;
        _variants = new VariantWriter(this, options);
    }

    /// <summary>For values that the seam has no method for. They are the same in both forms.</summary>
    public VariantWriter Variants => _variants;

    /// <summary>Writes a value of any type.</summary>
    public void WriteVariant(in Variant value)
    {
        _options.MaxDepth = Math.Max(0, MaxDepth - Depth);
        if (Depth == 0) _variants.WriteCompressed(value);
        else _variants.Write(value);
    }

    public override void WriteNil() => _variants.WriteNil();

    public override void WriteBoolean(bool value)
    {
        if (Depth == 0) _variants.WriteCompressed(value);
        else _variants.Write(value);
    }

    public override void WriteInt64(long value)
    {
        if (Depth == 0) _variants.WriteCompressed(value);
        else _variants.Write(value);
    }

    // The same 64 bits, as Variants have them.
    public override void WriteUInt64(ulong value) => WriteInt64(unchecked((long)value));

    public override void WriteSingle(float value) => _variants.Write(value);

    public override void WriteDouble(double value) => _variants.Write(value);

    public override void WriteString(ReadOnlySpan<char> value) => _variants.WriteText(value);

    public override void WriteUtf8(ReadOnlySpan<byte> value) => _variants.WriteUtf8(value);

    public override void WriteBytes(ReadOnlySpan<byte> value) => _variants.WritePacked(value);

    public override void WriteVector2(Vector2 value) => _variants.Write(value);

    public override void WriteVector3(Vector3 value) => _variants.Write(value);

    public override void WriteVector4(Vector4 value) => _variants.Write(value);

    public override void WriteQuaternion(Quaternion value) => _variants.Write(value);

    public override void WritePlane(Plane value) => _variants.Write(value);

    public override void WriteMatrix3x2(Matrix3x2 value) => _variants.Write(value);

    public override void WriteMatrix4x4(Matrix4x4 value) => _variants.Write(value);

    public override void WriteInt32s(ReadOnlySpan<int> values) => _variants.WritePacked(values);

    public override void WriteInt64s(ReadOnlySpan<long> values) => _variants.WritePacked(values);

    public override void WriteSingles(ReadOnlySpan<float> values) => _variants.WritePacked(values);

    public override void WriteDoubles(ReadOnlySpan<double> values) => _variants.WritePacked(values);

    public override void WriteStrings(ReadOnlySpan<string> values)
    {
        foreach (var value in values)
        {
            if (value is null) throw new ArgumentNullException(nameof(values), "One of the texts is null.");
        }
        _variants.WritePacked(values);
    }

    protected override void WriteArrayHeader(int count) => _variants.WriteArrayHeader(count);

    protected override void WriteMapHeader(int count) => _variants.WriteDictionaryHeader(count);

    void IBufferWriter<byte>.Advance(int count) => Advance(count);

    Memory<byte> IBufferWriter<byte>.GetMemory(int sizeHint) => GetMemory(Math.Max(sizeHint, 1));

    Span<byte> IBufferWriter<byte>.GetSpan(int sizeHint) => GetSpan(Math.Max(sizeHint, 1));
}
