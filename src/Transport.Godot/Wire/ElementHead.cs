using System.Buffers.Binary;
using System.Text;

namespace Transport.Godot.Wire;

/// <summary>What a typed container says of its elements, as it stands on the wire.</summary>
internal readonly ref struct ElementHead
{
    private readonly ElementKind _kind;
    private readonly ReadOnlySpan<byte> _name;

    private ElementHead(ElementKind kind, VariantType type, ReadOnlySpan<byte> name)
    {
        _kind = kind;
        Type = type;
        _name = name;
    }

    /// <summary>The type of the elements; Nil for any.</summary>
    public VariantType Type { get; }

    public static VariantError Read(ReadOnlySpan<byte> source, ElementKind kind, out ElementHead head, out int taken)
    {
        head = default;
        taken = 0;
        if (kind == ElementKind.Any) return VariantError.None;
        if (kind != ElementKind.BuiltIn)
        {
            var error = Text.Find(source, out var name, out taken);
            head = new ElementHead(kind, VariantType.Object, name);
            return error;
        }
        if (source.Length < sizeof(uint)) return VariantError.Truncated;
        var type = BinaryPrimitives.ReadUInt32LittleEndian(source);
        if (type > (uint)VariantType.PackedVector4Array) return VariantError.UnknownType;
        taken = sizeof(uint);
        head = new ElementHead(kind, (VariantType)type, default);
        return VariantError.None;
    }

    /// <summary>Where objects travel as ids, they are of the class of ids, whatever the sender calls them, as in Godot.</summary>
    public ElementType ToElementType(VariantOptions options)
    {
        var isNamed = _kind is ElementKind.Class or ElementKind.Script && !_name.IsEmpty;
        var type = !isNamed || !options.AllowObjects ? ElementType.Of(Type)
            : _kind == ElementKind.Class ? ElementType.OfClass(Encoding.UTF8.GetString(_name))
            : ElementType.OfScript(Encoding.UTF8.GetString(_name));
        return TreeWriter.AsSent(type, options);
    }
}
