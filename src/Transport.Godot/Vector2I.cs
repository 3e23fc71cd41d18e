using Transport.Godot.Values;

namespace Transport.Godot;

/// <summary>Two whole numbers. Source: Godot <c>Vector2i</c>.</summary>
/// <param name="X">The first.</param>
/// <param name="Y">The second.</param>
public readonly record struct Vector2I(int X, int Y)
{
    /// <summary>As Godot writes it: <c>(3, 4)</c>.</summary>
    public override string ToString() => ValueText.Of((Variant)this);
}
