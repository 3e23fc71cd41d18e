namespace Transport.WebSockets;

/// <summary>Where a <see cref="WebSocketPeer"/> stands. Source: Godot <c>WebSocketPeer.State</c>, same values.</summary>
public enum WebSocketState
{
    /// <summary>On the way: name, TCP, TLS, HTTP.</summary>
    Connecting = 0,

    /// <summary>Messages flow.</summary>
    Open = 1,

    /// <summary>This end has closed, and waits for the answer.</summary>
    Closing = 2,

    /// <summary>Not connected. A peer can be started.</summary>
    Closed = 3,
}
