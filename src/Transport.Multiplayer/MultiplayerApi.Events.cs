namespace Transport.Multiplayer;

// What an api tells. All of it inside Poll, on its caller's thread.
public sealed partial class MultiplayerApi
{
    /// <summary>
    /// A peer is in the session: admitted by this end, or on a client announced by the server. Raised once the peers know of each other. Source:
    /// Godot <c>peer_connected</c>.
    /// </summary>
    public event Action<int>? PeerConnected
    {
        add => _events.PeerConnected.Add(value);
        remove => _events.PeerConnected.Remove(value);
    }

    /// <summary>
    /// A peer has left the session, and why as far as it is known: of another client a client learns only that it did. Also after
    /// <see cref="DisconnectPeer"/>, where Godot says nothing. When a client loses the server, the server is told gone, the other clients are
    /// not: the session as a whole is over. Source: Godot <c>peer_disconnected</c>.
    /// </summary>
    public event Action<int, DisconnectInfo>? PeerDisconnected
    {
        add => _events.PeerDisconnected.Add(value);
        remove => _events.PeerDisconnected.Remove(value);
    }

    /// <summary>This client is in the session. PeerConnected(1) follows. Source: Godot <c>connected_to_server</c>.</summary>
    public event Action? ConnectedToServer
    {
        add => _events.ConnectedToServer.Add(value);
        remove => _events.ConnectedToServer.Remove(value);
    }

    /// <summary>
    /// This client did not get a connection, or a server can no longer serve. The peer is Disconnected already. Source: Godot
    /// <c>connection_failed</c>.
    /// </summary>
    public event Action<DisconnectInfo>? ConnectionFailed
    {
        add => _events.ConnectionFailed.Add(value);
        remove => _events.ConnectionFailed.Remove(value);
    }

    /// <summary>
    /// This client has lost the server, or has left it. Comes behind PeerDisconnected(1); the peer is Disconnected already, and can be started
    /// again from inside the handler. Source: Godot <c>server_disconnected</c>.
    /// </summary>
    public event Action<DisconnectInfo>? ServerDisconnected
    {
        add => _events.ServerDisconnected.Add(value);
        remove => _events.ServerDisconnected.Remove(value);
    }

    /// <summary>
    /// A connected peer has to authenticate, since there is an <see cref="AuthCallback"/>. Here a client sends what it knows
    /// (<see cref="SendAuth"/>). Source: Godot <c>peer_authenticating</c>.
    /// </summary>
    public event Action<int>? PeerAuthenticating
    {
        add => _events.PeerAuthenticating.Add(value);
        remove => _events.PeerAuthenticating.Remove(value);
    }

    /// <summary>
    /// A peer was not admitted, and why: it took too long, sent too much, was disconnected or has left. Instead of PeerDisconnected. Source:
    /// Godot <c>peer_authentication_failed</c>.
    /// </summary>
    public event Action<int, DisconnectInfo>? PeerAuthenticationFailed
    {
        add => _events.PeerAuthenticationFailed.Add(value);
        remove => _events.PeerAuthenticationFailed.Remove(value);
    }

    /// <summary>
    /// Bytes that a peer sent with <see cref="SendBytes"/>. They are valid until the handler returns. Source: Godot <c>peer_packet</c>.
    /// </summary>
    public event Action<int, ReadOnlyMemory<byte>>? PeerPacket
    {
        add => _events.PeerPacket.Add(value);
        remove => _events.PeerPacket.Remove(value);
    }

    /// <summary>
    /// A packet of Godot's replication (SPAWN, DESPAWN or SYNC) for this end, as it came and with its first byte. Nothing is done with it here;
    /// those for other peers are relayed. It is valid until the handler returns.
    /// </summary>
    public event Action<int, ReadOnlyMemory<byte>>? ReplicationPacket
    {
        add => _events.ReplicationPacket.Add(value);
        remove => _events.ReplicationPacket.Remove(value);
    }

    /// <summary>
    /// A packet or call of a peer came to nothing: it was malformed, unknown or refused, or the method threw. For logs and for those who watch
    /// over cheaters. Godot prints an error.
    /// </summary>
    public event Action<CallFailure>? CallFailed
    {
        add => _events.CallFailed.Add(value);
        remove => _events.CallFailed.Remove(value);
    }

    /// <summary>
    /// A peer has other methods for an object than this end, or another argument encoding. Once for each peer and object, at both ends. Godot
    /// prints an error.
    /// </summary>
    public event Action<MethodMismatch>? MethodsDiffer
    {
        add => _events.MethodsDiffer.Add(value);
        remove => _events.MethodsDiffer.Remove(value);
    }

    /// <summary>
    /// A peer is over one of its budgets, once until it is within again. What is done then says <see cref="PeerBudget.Action"/>.
    /// </summary>
    public event Action<int, PeerBudgetKind>? BudgetExceeded
    {
        add => _events.BudgetExceeded.Add(value);
        remove => _events.BudgetExceeded.Remove(value);
    }
}
