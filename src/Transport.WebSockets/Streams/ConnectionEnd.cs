namespace Transport.WebSockets.Streams;

/// <summary>How a connection ended, for those who ask later.</summary>
internal sealed class ConnectionEnd(DisconnectInfo info, int receivedCode, string receivedReason)
{
    /// <summary>What the owner was told.</summary>
    public DisconnectInfo Info { get; } = info;

    /// <summary>
    /// The code for <see cref="WebSocketPeer.CloseCode"/>: the one in the remote's close frame, or the one that its fault was answered with. A refusal's
    /// code is an HTTP status, and a cut says nothing.
    /// </summary>
    public int CloseCode { get; } =
        info.Reason == DisconnectReason.Aborted ? Transport.CloseCode.None
        : receivedCode != Transport.CloseCode.None ? receivedCode
        : IsFault(info) ? info.Code
        : Transport.CloseCode.None;

    /// <summary>The text that goes with it.</summary>
    public string CloseReason { get; } =
        info.Reason == DisconnectReason.Aborted ? ""
        : receivedCode != Transport.CloseCode.None ? receivedReason
        : IsFault(info) && info.Code != Transport.CloseCode.None ? info.Text
        : "";

    private static bool IsFault(DisconnectInfo info) => info.Reason is DisconnectReason.ProtocolError or DisconnectReason.PacketTooLarge;
}
