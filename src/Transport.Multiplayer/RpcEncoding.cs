namespace Transport.Multiplayer;

/// <summary>How the arguments of calls are written. Both ends of a session need the same.</summary>
public enum RpcEncoding
{
    /// <summary>MessagePack, between .NET peers. The default.</summary>
    MessagePack = 0,

    /// <summary>Godot's Variant, towards peers that are Godot games.</summary>
    Godot = 1,
}
