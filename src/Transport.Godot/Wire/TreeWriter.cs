using Transport.Godot.Values;

namespace Transport.Godot.Wire;

/// <summary>Variants of every type, in the standard form. They are measured first: what cannot be written throws before a byte is.</summary>
internal static class TreeWriter
{
    private const string IdClass = "EncodedObjectAsID";

    /// <summary>How many bytes a Variant takes.</summary>
    /// <exception cref="ArgumentException">It cannot be written; the text says why.</exception>
    public static int Measure(in Variant value, VariantOptions options)
    {
        if (!value.IsContainer) return Check(LeafWriter.Measure(value), options);
        long bytes = 0;
        var walk = new TreeWalk(value);
        try
        {
            do
            {
                if (walk.Depth > options.MaxDepth)
                    throw new ArgumentException($"The Variant is nested more than {options.MaxDepth} levels deep, or contains itself.", nameof(value));
                if (walk.Name is { } name) bytes += Text.Measure(name);
                bytes += walk.Current.IsContainer ? MeasureHead(walk.Current.Reference!, options) : LeafWriter.Measure(walk.Current);
                Check(bytes, options);
            }
            while (walk.MoveNext());
        }
        finally
        {
            walk.Dispose();
        }
        return (int)bytes;
    }

    /// <summary>Writes a Variant into memory of the length that was measured.</summary>
    public static void Write(Span<byte> destination, in Variant value, VariantOptions options)
    {
        var writer = new WireWriter(destination);
        if (!value.IsContainer)
        {
            LeafWriter.Write(ref writer, value);
            return;
        }
        var walk = new TreeWalk(value);
        try
        {
            do
            {
                if (walk.Name is { } name) writer.Text(name);
                if (walk.Current.IsContainer) WriteHead(ref writer, walk.Current.Reference!, options);
                else LeafWriter.Write(ref writer, walk.Current);
            }
            while (walk.MoveNext());
        }
        finally
        {
            walk.Dispose();
        }
    }

    /// <summary>A number of bytes, when it is not above the limit.</summary>
    /// <exception cref="ArgumentException">It is.</exception>
    public static int Check(long bytes, VariantOptions options) =>
        bytes <= options.MaxEncodedBytes
            ? (int)bytes
            : throw new ArgumentException(
                $"The Variant takes more than the {options.MaxEncodedBytes:N0} bytes of {nameof(VariantOptions.MaxEncodedBytes)}.", nameof(bytes));

    public static long MeasureArrayHead(ElementType type, VariantOptions options) =>
        Header.Bytes + MeasureElement(type, options) + sizeof(uint);

    public static void WriteArrayHead(ref WireWriter writer, int count, ElementType type, VariantOptions options)
    {
        type = AsSent(type, options);
        writer.Header(VariantType.Array, Header.Flags(type, Header.ElementShift));
        writer.Element(type);
        writer.UInt32((uint)count);
    }

    public static long MeasureDictionaryHead(ElementType keyType, ElementType valueType, VariantOptions options) =>
        Header.Bytes + MeasureElement(keyType, options) + MeasureElement(valueType, options) + sizeof(uint);

    public static void WriteDictionaryHead(
        ref WireWriter writer, int count, ElementType keyType, ElementType valueType, VariantOptions options)
    {
        keyType = AsSent(keyType, options);
        valueType = AsSent(valueType, options);
        writer.Header(VariantType.Dictionary, Header.Flags(keyType, Header.ElementShift) | Header.Flags(valueType, Header.ValueShift));
        writer.Element(keyType);
        writer.Element(valueType);
        writer.UInt32((uint)count);
    }

    private static long MeasureHead(object container, VariantOptions options) => container switch
    {
        VariantArray array => MeasureArrayHead(array.ElementType, options),
        VariantDictionary dictionary => MeasureDictionaryHead(dictionary.KeyType, dictionary.ValueType, options),
        ObjectData data when options.AllowObjects => Header.Bytes + Text.Measure(data.ClassName) + sizeof(uint),
        _ => throw new ArgumentException($"An object in full needs {nameof(VariantOptions)}.{nameof(VariantOptions.AllowObjects)}.", nameof(container)),
    };

    private static void WriteHead(ref WireWriter writer, object container, VariantOptions options)
    {
        switch (container)
        {
            case VariantArray array:
                WriteArrayHead(ref writer, array.Count, array.ElementType, options);
                break;
            case VariantDictionary dictionary:
                WriteDictionaryHead(ref writer, dictionary.Count, dictionary.KeyType, dictionary.ValueType, options);
                break;
            case ObjectData data:
                writer.Header(VariantType.Object);
                writer.Text(data.ClassName);
                writer.UInt32((uint)data.Count);
                break;
        }
    }

    private static long MeasureElement(ElementType type, VariantOptions options)
    {
        type = AsSent(type, options);
        return type.Kind switch
        {
            ElementKind.Any => 0,
            ElementKind.BuiltIn => sizeof(uint),
            _ => Text.Measure(type.Name),
        };
    }

    /// <summary>What stands on the wire for a type: where objects travel as ids, they are of the class of ids, as in Godot.</summary>
    public static ElementType AsSent(ElementType type, VariantOptions options) =>
        type.Type == VariantType.Object && !options.AllowObjects ? ElementType.OfClass(IdClass) : type;
}
