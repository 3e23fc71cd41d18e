namespace Transport.WebSockets;

/// <summary>The kind of a message. Source: Godot <c>WebSocketPeer.WriteMode</c>, same values; RFC 6455 section 5.6.</summary>
public enum WriteMode
{
    /// <summary>Text; the payload is UTF-8.</summary>
    Text = 0,

    /// <summary>Bytes.</summary>
    Binary = 1,
}
