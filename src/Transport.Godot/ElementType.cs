namespace Transport.Godot;

/// <summary>
/// What may be in a typed array, or what keys or values a typed dictionary may have. The default value is anything.
/// Source: Godot <c>Array.get_typed_builtin</c>, <c>get_typed_class_name</c> and <c>get_typed_script</c>.
/// </summary>
public readonly struct ElementType : IEquatable<ElementType>
{
    private readonly string? _name;

    private ElementType(ElementKind kind, VariantType type, string? name)
    {
        Kind = kind;
        Type = type;
        _name = name;
    }

    /// <summary>Anything.</summary>
    public static ElementType Any => default;

    /// <summary>How it is named.</summary>
    public ElementKind Kind { get; }

    /// <summary>The type of the values; <see cref="VariantType.Nil"/> for anything, <see cref="VariantType.Object"/> for classes and scripts.</summary>
    public VariantType Type { get; }

    /// <summary>The name of the class or the path of the script; empty for the others.</summary>
    public string Name => _name ?? "";

    /// <summary>Values of one type. <see cref="VariantType.Nil"/> is anything, as in Godot.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no such type.</exception>
    public static ElementType Of(VariantType type)
    {
        if (type > VariantType.PackedVector4Array)
            throw new ArgumentOutOfRangeException(nameof(type), type, "There are the types 0 to 38.");
        return type == VariantType.Nil ? default : new(ElementKind.BuiltIn, type, null);
    }

    /// <summary>Objects of a class. Without <see cref="VariantOptions.AllowObjects"/> it is sent as <c>EncodedObjectAsID</c>, as in Godot.</summary>
    /// <exception cref="ArgumentException">No name.</exception>
    public static ElementType OfClass(string className) =>
        string.IsNullOrEmpty(className)
            ? throw new ArgumentException("A class has a name.", nameof(className))
            : new(ElementKind.Class, VariantType.Object, className);

    /// <summary>
    /// Objects with a script. Without <see cref="VariantOptions.AllowObjects"/> it is sent as the class <c>EncodedObjectAsID</c>, as in Godot.
    /// </summary>
    /// <param name="path">Such as <c>res://enemy.gd</c>.</param>
    /// <exception cref="ArgumentException">No path.</exception>
    public static ElementType OfScript(string path) =>
        string.IsNullOrEmpty(path)
            ? throw new ArgumentException("A script has a path.", nameof(path))
            : new(ElementKind.Script, VariantType.Object, path);

    /// <summary>Values of one type.</summary>
    public static implicit operator ElementType(VariantType type) => Of(type);

    /// <summary>Whether they are the same.</summary>
    public static bool operator ==(ElementType left, ElementType right) => left.Equals(right);

    /// <summary>Whether they differ.</summary>
    public static bool operator !=(ElementType left, ElementType right) => !left.Equals(right);

    /// <inheritdoc/>
    public bool Equals(ElementType other) => Kind == other.Kind && Type == other.Type && Name == other.Name;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is ElementType other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Kind, Type, Name);

    /// <summary>The type, the class or the path.</summary>
    public override string ToString() => Kind switch
    {
        ElementKind.Any => "Variant",
        ElementKind.BuiltIn => Type.ToString(),
        _ => Name,
    };

    /// <summary>
    /// Whether a value may be an element, after the conversions that Godot makes: between String and StringName, from Int to Float. A null object is
    /// Nil.
    /// </summary>
    internal bool TryFit(ref Variant value)
    {
        if (Kind == ElementKind.Any || value.Type == Type) return true;
        switch (Type, value.Type)
        {
            case (VariantType.Object, VariantType.Nil):
                return true;
            case (VariantType.String, VariantType.StringName):
                value = value.TextValue;
                return true;
            case (VariantType.StringName, VariantType.String):
                value = new StringName(value.TextValue);
                return true;
            case (VariantType.Float, VariantType.Int):
                value = (double)value.Whole;
                return true;
            default:
                return false;
        }
    }

    /// <summary>Whether a value of a type would pass <see cref="TryFit"/>, where <see cref="VariantType.Nil"/> is wanted for anything.</summary>
    internal static bool Takes(VariantType wanted, VariantType type) =>
        wanted == VariantType.Nil || type == wanted || (wanted, type) is
            (VariantType.Object, VariantType.Nil) or (VariantType.String, VariantType.StringName)
            or (VariantType.StringName, VariantType.String) or (VariantType.Float, VariantType.Int);
}
