using System.Buffers.Binary;
using System.Text;

namespace Transport.Godot.Wire;

/// <summary>Writes one thing behind the other into memory that was measured before.</summary>
internal ref struct WireWriter(Span<byte> destination)
{
    private Span<byte> _rest = destination;

    public void Header(VariantType type, uint flags = 0) => UInt32((uint)type | flags);

    public void UInt32(uint number)
    {
        BinaryPrimitives.WriteUInt32LittleEndian(_rest, number);
        _rest = _rest[sizeof(uint)..];
    }

    public void Int64(long number)
    {
        BinaryPrimitives.WriteInt64LittleEndian(_rest, number);
        _rest = _rest[sizeof(long)..];
    }

    public void Words(scoped ReadOnlySpan<int> words)
    {
        LittleEndian.Write(_rest, words);
        _rest = _rest[(words.Length * sizeof(int))..];
    }

    public void Longs(scoped ReadOnlySpan<long> numbers)
    {
        LittleEndian.Write(_rest, numbers);
        _rest = _rest[(numbers.Length * sizeof(long))..];
    }

    public void Bytes(scoped ReadOnlySpan<byte> bytes)
    {
        UInt32((uint)bytes.Length);
        bytes.CopyTo(_rest);
        Pad(bytes.Length);
    }

    public void Text(scoped ReadOnlySpan<char> text)
    {
        var length = Encoding.UTF8.GetBytes(text, _rest[Wire.Text.LengthBytes..]);
        UInt32((uint)length);
        Pad(length);
    }

    /// <summary>As <see cref="Text"/>, with a zero behind it that counts. Only packed string arrays have it.</summary>
    public void TextWithNul(string text)
    {
        var length = Encoding.UTF8.GetBytes(text, _rest[Wire.Text.LengthBytes..]) + 1;
        UInt32((uint)length);
        _rest[length - 1] = 0;
        Pad(length);
    }

    public void Element(ElementType type)
    {
        if (type.Kind == ElementKind.BuiltIn) UInt32((uint)type.Type);
        else if (type.Kind != ElementKind.Any) Text(type.Name);
    }

    // Behind bytes that are there already.
    private void Pad(int length)
    {
        var padded = (int)Wire.Text.Padded(length);
        _rest[length..padded].Clear();
        _rest = _rest[padded..];
    }
}
