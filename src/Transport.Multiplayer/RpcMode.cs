namespace Transport.Multiplayer;

/// <summary>Who may call a method. Source: Godot <c>MultiplayerAPI.RPCMode</c>, same values.</summary>
public enum RpcMode
{
    /// <summary>Nobody. The method keeps its place among the others of its object.</summary>
    Disabled = 0,

    /// <summary>Every peer of the session.</summary>
    AnyPeer = 1,

    /// <summary>The peer that has authority over the object (<see cref="RpcBinding.Authority"/>), by default the server.</summary>
    Authority = 2,
}
