using Transport.Godot.Values;

namespace Transport.Godot;

/// <summary>Three whole numbers. Source: Godot <c>Vector3i</c>.</summary>
/// <param name="X">The first.</param>
/// <param name="Y">The second.</param>
/// <param name="Z">The third.</param>
public readonly record struct Vector3I(int X, int Y, int Z)
{
    /// <summary>As Godot writes it: <c>(1, 2, 3)</c>.</summary>
    public override string ToString() => ValueText.Of((Variant)this);
}
