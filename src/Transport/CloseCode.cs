namespace Transport;

/// <summary>
/// The codes that end a connection, over every carrier. Source: RFC 6455 section 7.4.1.
/// An application's own codes are 4000 to 4999; 3000 to 3999 are registered with IANA.
/// </summary>
public static class CloseCode
{
    /// <summary>The purpose of the connection is fulfilled.</summary>
    public const int Normal = 1000;

    /// <summary>An end goes away: a server shuts down, a page is left.</summary>
    public const int GoingAway = 1001;

    /// <summary>The remote broke the protocol.</summary>
    public const int ProtocolError = 1002;

    /// <summary>The remote sent a kind of data that this end does not take.</summary>
    public const int UnsupportedData = 1003;

    /// <summary>Never on the wire: a close without a code was received.</summary>
    public const int NoStatus = 1005;

    /// <summary>Never on the wire: the connection ended without a close. Browsers report it; here such an end has <see cref="None"/>.</summary>
    public const int Abnormal = 1006;

    /// <summary>Text that is not UTF-8.</summary>
    public const int InvalidPayload = 1007;

    /// <summary>A rule of this end, for which no other code fits, was broken.</summary>
    public const int PolicyViolation = 1008;

    /// <summary>A message above the receiver's limit.</summary>
    public const int MessageTooBig = 1009;

    /// <summary>A client misses an extension that it needs.</summary>
    public const int MandatoryExtension = 1010;

    /// <summary>A server cannot go on.</summary>
    public const int InternalError = 1011;

    /// <summary>No code: the connection ended without one. Source: Godot <c>WebSocketPeer.get_close_code</c>.</summary>
    public const int None = -1;

    /// <summary>The longest reason that goes with a code, in bytes of UTF-8. Source: RFC 6455 section 5.5 (125, less the code).</summary>
    public const int MaxReasonBytes = 123;

    /// <summary>
    /// Whether a code may be sent: 1000 to 1011 without 1004 to 1006, and 3000 to 4999. These are the codes a Godot peer accepts;
    /// it takes any other for a protocol error.
    /// </summary>
    public static bool CanBeSent(int code) =>
        code is >= 1000 and <= 1011 and not (1004 or NoStatus or Abnormal) or >= 3000 and <= 4999;
}
