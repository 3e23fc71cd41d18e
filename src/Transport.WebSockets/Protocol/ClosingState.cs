namespace Transport.WebSockets.Protocol;

/// <summary>Where the closing handshake stands. Source: RFC 6455 section 7.</summary>
internal enum ClosingState
{
    /// <summary>Neither end has closed.</summary>
    Open,

    /// <summary>This end's close is the last frame it sends; the remote's is awaited.</summary>
    CloseSent,

    /// <summary>The remote sends nothing more; this end may send what it has queued, and then its own close.</summary>
    CloseReceived,

    /// <summary>Nothing more is sent or read.</summary>
    Closed,
}
