using System.Numerics;
using Transport.Godot.Values;

namespace Transport.Godot;

/// <summary>A rectangle along the axes. Source: Godot <c>Rect2</c>.</summary>
/// <param name="Position">The corner it begins at.</param>
/// <param name="Size">Its extent from there; may be negative.</param>
public readonly record struct Rect2(Vector2 Position, Vector2 Size)
{
    /// <summary>As Godot writes it: <c>[P: (0.0, 0.0), S: (2.0, 1.0)]</c>.</summary>
    public override string ToString() => ValueText.Of((Variant)this);
}
