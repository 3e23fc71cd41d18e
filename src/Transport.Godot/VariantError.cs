namespace Transport.Godot;

/// <summary>What is wrong with bytes that are no Variant, or not the one that was asked for.</summary>
public enum VariantError
{
    /// <summary>Nothing.</summary>
    None = 0,

    /// <summary>The bytes end inside the value, or a length or count in it promises more than there are.</summary>
    Truncated = 1,

    /// <summary>A number that is no type of Godot's, or a form of the type that does not exist.</summary>
    UnknownType = 2,

    /// <summary>Another type than the one that was asked for.</summary>
    WrongType = 3,

    /// <summary>A number that does not fit the C# type that was asked for.</summary>
    OutOfRange = 4,

    /// <summary>Text that is not UTF-8.</summary>
    InvalidText = 5,

    /// <summary>A value inside more containers than <see cref="VariantOptions.MaxDepth"/>, or a key of a dictionary inside more than 16.</summary>
    TooDeep = 6,

    /// <summary>An object in full, and <see cref="VariantOptions.AllowObjects"/> is not set. Source: Godot <c>ERR_UNAUTHORIZED</c>.</summary>
    ObjectsNotAllowed = 7,

    /// <summary>An element of a typed array or dictionary that is of another type.</summary>
    WrongElementType = 8,
}
