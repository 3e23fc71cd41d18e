using Transport.Godot.Values;

namespace Transport.Godot;

/// <summary>A handle of one of the engine's servers. It means something inside the process that gave it only. Source: Godot <c>RID</c>.</summary>
/// <param name="Id">The number; 0 is no resource.</param>
public readonly record struct Rid(ulong Id)
{
    /// <summary>As Godot writes it: <c>RID(5)</c>.</summary>
    public override string ToString() => ValueText.Of((Variant)this);
}
