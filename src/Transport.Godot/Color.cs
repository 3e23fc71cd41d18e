using Transport.Godot.Values;

namespace Transport.Godot;

/// <summary>A colour. 0 to 1 is the usual range of each part, and not enforced. Source: Godot <c>Color</c>.</summary>
/// <param name="R">Red.</param>
/// <param name="G">Green.</param>
/// <param name="B">Blue.</param>
/// <param name="A">Opacity: 1, the default, is opaque.</param>
public readonly record struct Color(float R, float G, float B, float A = 1)
{
    /// <summary>As Godot writes it: <c>(1.0, 0.5, 0.0, 1.0)</c>.</summary>
    public override string ToString() => ValueText.Of((Variant)this);
}
