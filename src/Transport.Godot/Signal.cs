using Transport.Godot.Values;

namespace Transport.Godot;

/// <summary>A signal of an object. The id names an object in the process that sent it only. Source: Godot <c>Signal</c>.</summary>
/// <param name="ObjectId">The object it belongs to.</param>
/// <param name="Name">Its name.</param>
public readonly record struct Signal(ObjectId ObjectId, StringName Name)
{
    /// <summary>For logs: name and object.</summary>
    public override string ToString() => ValueText.Of((Variant)this);
}
