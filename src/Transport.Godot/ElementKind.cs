namespace Transport.Godot;

/// <summary>How an <see cref="ElementType"/> names what may be in a container; under the numbers that are sent.</summary>
public enum ElementKind : byte
{
    /// <summary>Anything: the container is not typed.</summary>
    Any = 0,

    /// <summary>Values of one <see cref="VariantType"/>.</summary>
    BuiltIn = 1,

    /// <summary>Objects of a class, by its name.</summary>
    Class = 2,

    /// <summary>Objects with a script, by its path.</summary>
    Script = 3,
}
