using Transport.Godot.Values;

namespace Transport.Godot;

/// <summary>
/// An object that was sent as its instance id. It names an object in the process that sent it only; here it is a number.
/// Source: Godot <c>EncodedObjectAsID</c>.
/// </summary>
/// <remarks>As a <see cref="Variant"/> 0 is no object, and becomes <see cref="VariantType.Nil"/>, as Godot writes a null object.</remarks>
/// <param name="Value">The instance id; 0 is no object.</param>
public readonly record struct ObjectId(ulong Value)
{
    /// <summary>As Godot writes it: <c>&lt;EncodedObjectAsID#5&gt;</c>.</summary>
    public override string ToString() => ValueText.Of((Variant)this);
}
