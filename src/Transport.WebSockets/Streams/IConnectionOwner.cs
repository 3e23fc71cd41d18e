using Transport.WebSockets.Protocol;

namespace Transport.WebSockets.Streams;

/// <summary>
/// The inbound queue above a connection. Each call queues and returns; it comes from the connection's own thread, in the order of
/// what happened, and never while a lock is held.
/// </summary>
internal interface IConnectionOwner
{
    /// <summary>A server may still turn a client away, after its request was read and before it is answered.</summary>
    /// <returns>Null to let it in, or what it is told with status 503.</returns>
    string? Refuse(WebSocketConnection connection);

    /// <summary>The handshake is done.</summary>
    void Opened(WebSocketConnection connection);

    /// <summary>Messages that came together. The owner releases the block.</summary>
    void Messages(WebSocketConnection connection, MessageBlock block);

    /// <summary>The connection is over, or did not come to be. Told once; nothing of what the remote does comes after it.</summary>
    void Ended(WebSocketConnection connection, DisconnectInfo info);

    /// <summary>Its stream is let go. Told once, as the last.</summary>
    void Released(WebSocketConnection connection)
    {
    }
}
