namespace Transport.WebSockets;

/// <summary>
/// A message as it was received. The payload is valid until the next <see cref="WebSocketPeer.TryReceive"/>, <see cref="WebSocketPeer.Poll"/> or
/// <see cref="WebSocketPeer.Dispose"/> on the peer that handed it out.
/// </summary>
/// <param name="payload">See <see cref="Payload"/>.</param>
/// <param name="isText">See <see cref="IsText"/>.</param>
#pragma warning disable CA1815 // Two messages are never compared; their payloads would have to be.
public readonly struct WebSocketMessage(ReadOnlyMemory<byte> payload, bool isText)
#pragma warning restore CA1815
{
    /// <summary>The bytes; valid UTF-8 when it is text. May be empty.</summary>
    public ReadOnlyMemory<byte> Payload { get; } = payload;

    /// <summary>Whether it came as text, rather than binary.</summary>
    public bool IsText { get; } = isText;
}
