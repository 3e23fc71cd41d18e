namespace Transport;

/// <summary>Why a connection ended or did not come to be. The same reasons over every carrier.</summary>
public enum DisconnectReason
{
    /// <summary>One end closed on purpose; the code and the text are its own.</summary>
    Closed = 0,

    /// <summary>The connection broke without a word: reset, end of stream, cable pulled.</summary>
    ConnectionLost = 1,

    /// <summary>Nothing was heard for longer than the configured silence.</summary>
    TimedOut = 2,

    /// <summary>The outbound queue was full when a packet that must be delivered was sent: the remote reads too slowly.</summary>
    SlowConsumer = 3,

    /// <summary>A packet was above the receiver's limit.</summary>
    PacketTooLarge = 4,

    /// <summary>One end broke the carrier's protocol.</summary>
    ProtocolError = 5,

    /// <summary>The name was not resolved, or no address answered.</summary>
    Unreachable = 6,

    /// <summary>The handshake, the id packet included, took longer than allowed.</summary>
    HandshakeTimedOut = 7,

    /// <summary>The other end answered, and said no. The code is the carrier's own; over WebSocket the HTTP status.</summary>
    Refused = 8,

    /// <summary>TLS or the carrier's encryption could not agree: certificate, name or key.</summary>
    SecurityFailed = 9,

    /// <summary>This end cut the connection by force, without a close.</summary>
    Aborted = 10,

    /// <summary>The carrier itself failed on this machine; the text says how.</summary>
    CarrierFailed = 11,
}
