using Transport.Godot.Values;

namespace Transport.Godot;

/// <summary>Four whole numbers. Source: Godot <c>Vector4i</c>.</summary>
/// <param name="X">The first.</param>
/// <param name="Y">The second.</param>
/// <param name="Z">The third.</param>
/// <param name="W">The fourth.</param>
public readonly record struct Vector4I(int X, int Y, int Z, int W)
{
    /// <summary>As Godot writes it: <c>(1, 2, 3, 4)</c>.</summary>
    public override string ToString() => ValueText.Of((Variant)this);
}
