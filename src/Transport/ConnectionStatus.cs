namespace Transport;

/// <summary>Where a <see cref="MultiplayerPeer"/> stands. Source: Godot <c>MultiplayerPeer.ConnectionStatus</c>, same values.</summary>
public enum ConnectionStatus
{
    /// <summary>No session. The peer can be started.</summary>
    Disconnected = 0,

    /// <summary>A client that does not have its id yet. A server is never in this state.</summary>
    Connecting = 1,

    /// <summary>The session is up: a server listens, a client has its id.</summary>
    Connected = 2,
}
