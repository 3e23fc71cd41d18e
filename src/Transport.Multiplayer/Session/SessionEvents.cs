namespace Transport.Multiplayer.Session;

/// <summary>The events of an api, for those parts that raise them.</summary>
internal sealed class SessionEvents
{
    public HandlerList<Action<int>> PeerConnected { get; } = new();

    public HandlerList<Action<int, DisconnectInfo>> PeerDisconnected { get; } = new();

    public HandlerList<Action> ConnectedToServer { get; } = new();

    public HandlerList<Action<DisconnectInfo>> ConnectionFailed { get; } = new();

    public HandlerList<Action<DisconnectInfo>> ServerDisconnected { get; } = new();

    public HandlerList<Action<int>> PeerAuthenticating { get; } = new();

    public HandlerList<Action<int, DisconnectInfo>> PeerAuthenticationFailed { get; } = new();

    public HandlerList<Action<int, ReadOnlyMemory<byte>>> PeerPacket { get; } = new();

    public HandlerList<Action<int, ReadOnlyMemory<byte>>> ReplicationPacket { get; } = new();

    public HandlerList<Action<CallFailure>> CallFailed { get; } = new();

    public HandlerList<Action<MethodMismatch>> MethodsDiffer { get; } = new();

    public HandlerList<Action<int, PeerBudgetKind>> BudgetExceeded { get; } = new();

    /// <summary>A client is in: the server is told first, then as a peer.</summary>
    public void RaiseConnected(int id)
    {
        try
        {
            if (id == MultiplayerPeer.TargetPeerServer) ConnectedToServer.Raise(static (handler, _) => handler(), 0);
        }
        finally
        {
            Raise(PeerConnected, id);
        }
    }

    public static void Raise<T>(HandlerList<Action<T>> handlers, T argument)
    {
        if (handlers.Only is { } only) only(argument);
        else handlers.Raise(static (handler, argument) => handler(argument), argument);
    }

    // Packets come by it: a handler that is alone is called without a detour.
    public static void Raise<T1, T2>(HandlerList<Action<T1, T2>> handlers, T1 first, T2 second)
    {
        if (handlers.Only is { } only) only(first, second);
        else handlers.Raise(static (handler, arguments) => handler(arguments.First, arguments.Second), (First: first, Second: second));
    }
}
