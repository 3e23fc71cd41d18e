using Transport.Godot.Values;

namespace Transport.Godot;

/// <summary>A rectangle along the axes, in whole numbers. Source: Godot <c>Rect2i</c>.</summary>
/// <param name="Position">The corner it begins at.</param>
/// <param name="Size">Its extent from there; may be negative.</param>
public readonly record struct Rect2I(Vector2I Position, Vector2I Size)
{
    /// <summary>As Godot writes it: <c>[P: (0, 0), S: (2, 1)]</c>.</summary>
    public override string ToString() => ValueText.Of((Variant)this);
}
