using System.Diagnostics.CodeAnalysis;
using System.Text;
using Transport.Godot.Wire;

namespace Transport.Godot;

// Containers: whole, or their heads for callers that read the content themselves.
public ref partial struct VariantReader
{
    /// <summary>Reads an array with its elements.</summary>
    public bool TryReadArray([NotNullWhen(true)] out VariantArray? value)
    {
        value = TryPeek(VariantType.Array, out _) && TryRead(out var array) ? (VariantArray)array : null;
        return value is not null;
    }

    /// <summary>Reads a dictionary with its keys and values.</summary>
    public bool TryReadDictionary([NotNullWhen(true)] out VariantDictionary? value)
    {
        value = TryPeek(VariantType.Dictionary, out _) && TryRead(out var dictionary) ? (VariantDictionary)dictionary : null;
        return value is not null;
    }

    /// <summary>Reads an Object that was sent in full; <see cref="VariantOptions.AllowObjects"/> has to be set.</summary>
    public bool TryReadObjectData([NotNullWhen(true)] out ObjectData? value)
    {
        value = null;
        if (!TryPeek(VariantType.Object, out var header)) return false;
        if (header.Is64) return Fail(VariantError.WrongType, header.Type);
        var start = Consumed;
        if (!TryRead(out var data)) return false;
        if (data.TryGet(out value)) return true;
        Consumed = start;
        return Fail(VariantError.WrongType, header.Type);
    }

    /// <summary>
    /// Reads the head of an array. Its elements come next, in the standard form; the caller reads them, and reads no others. There are at least 4
    /// bytes left for each, so that a count may be trusted for what it makes the caller allocate.
    /// </summary>
    /// <param name="count">How many elements come.</param>
    /// <param name="elementType">What they are said to be; whether they are shows when they are read.</param>
    public bool TryReadArrayHeader(out int count, out ElementType elementType)
    {
        count = 0;
        elementType = default;
        if (!TryPeek(VariantType.Array, out var header) || !TryTakeHead(header, out var head)) return false;
        count = head.Count;
        elementType = head.First.ToElementType(Options);
        return true;
    }

    /// <summary>
    /// Reads the head of a dictionary. Key, value, key, value come next, in the standard form; the caller reads them, and reads no others. There are
    /// at least 8 bytes left for each pair.
    /// </summary>
    /// <param name="count">How many pairs come.</param>
    /// <param name="keyType">What the keys are said to be.</param>
    /// <param name="valueType">What the values are said to be.</param>
    public bool TryReadDictionaryHeader(out int count, out ElementType keyType, out ElementType valueType)
    {
        count = 0;
        keyType = default;
        valueType = default;
        if (!TryPeek(VariantType.Dictionary, out var header) || !TryTakeHead(header, out var head)) return false;
        count = head.Count;
        keyType = head.First.ToElementType(Options);
        valueType = head.Second.ToElementType(Options);
        return true;
    }

    internal bool TryTakeHead(Header header, out ContainerHead head)
    {
        var error = ContainerHead.Read(Rest, header, Options, out head);
        if (error != VariantError.None) return Fail(error, header.Type);
        Consumed += head.Bytes;
        return true;
    }

    /// <summary>The name of a property, which was checked before.</summary>
    internal string TakeName()
    {
        Text.Find(Rest, out var utf8, out var taken);
        Consumed += taken;
        return Encoding.UTF8.GetString(utf8);
    }
}
