using System.Numerics;
using Transport.Godot.Values;

namespace Transport.Godot;

/// <summary>A box along the axes. Source: Godot <c>AABB</c>.</summary>
/// <param name="Position">The corner it begins at.</param>
/// <param name="Size">Its extent from there; may be negative.</param>
public readonly record struct Aabb(Vector3 Position, Vector3 Size)
{
    /// <summary>As Godot writes it: <c>[P: (0.0, 0.0, 0.0), S: (1.0, 1.0, 1.0)]</c>.</summary>
    public override string ToString() => ValueText.Of((Variant)this);
}
