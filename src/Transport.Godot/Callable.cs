namespace Transport.Godot;

/// <summary>A function as a value. Godot never sends which one: what arrives is an empty callable. Source: Godot <c>Callable</c>.</summary>
public readonly record struct Callable
{
    /// <summary>As Godot writes an empty one.</summary>
    public override string ToString() => "null::null";
}
