namespace Transport.WebSockets;

/// <summary>
/// Limits and habits of a WebSocket connection. Read when a connection starts; later changes count for the next one. Sizes are in
/// bytes of payload unless said otherwise.
/// </summary>
public class WebSocketOptions
{
    /// <summary>
    /// The subprotocols this end speaks, most wanted first. A server takes the first of the client's that is in its own list, and refuses a
    /// client that offers none of them; a client fails when the server picks none. Case-sensitive. Default empty. Source: Godot
    /// <c>supported_protocols</c>, RFC 6455 section 1.9.
    /// </summary>
    public IList<string> SupportedProtocols { get; } = [];

    /// <summary>
    /// Header lines, each <c>Name: value</c>, added to the request (client) or to the 101 response (server). Not available in a browser.
    /// Default empty. Source: Godot <c>handshake_headers</c>.
    /// </summary>
    public IList<string> HandshakeHeaders { get; } = [];

    /// <summary>The largest message that is received; a larger one ends the connection with 1009. Default 65,535. Source: Godot <c>inbound_buffer_size</c>.</summary>
    public int MaxMessageBytes { get; set; } = 65_535;

    /// <summary>
    /// How much may be received and not yet taken before reading stops, so that the remote has to wait. A message up to <see cref="MaxMessageBytes"/> is
    /// always read when nothing else is waiting. Default 65,535. Source: Godot <c>inbound_buffer_size</c>.
    /// </summary>
    public int InboundQueueBytes { get; set; } = 65_535;

    /// <summary>How many messages may be received and not yet taken before reading stops. Default 4096. Source: Godot <c>max_queued_packets</c>.</summary>
    public int InboundQueuePackets { get; set; } = 4096;

    /// <summary>How much may be queued and not yet written, frame headers included. Default 1,048,576. Source: Godot <c>outbound_buffer_size</c>.</summary>
    public int OutboundQueueBytes { get; set; } = 1 << 20;

    /// <summary>How many messages may be queued and not yet written. Default 16,384. Source: Godot <c>max_queued_packets</c>.</summary>
    public int OutboundQueuePackets { get; set; } = 16_384;

    /// <summary>The largest HTTP head of a handshake, the blank line included. Default 8192.</summary>
    public int MaxHandshakeHeadBytes { get; set; } = 8192;

    /// <summary>
    /// How long the way from the start to an open connection may take in all: name, TCP, TLS and HTTP; on a multiplayer client also the id.
    /// Default 3 s. Source: Godot <c>handshake_timeout</c>.
    /// </summary>
    public TimeSpan HandshakeTimeout { get; set; } = TimeSpan.FromSeconds(3);

    /// <summary>How long a close waits for the remote's answer, once its own frame is written. Default 2 s.</summary>
    public TimeSpan CloseTimeout { get; set; } = TimeSpan.FromSeconds(2);

    /// <summary>How long a close may take to write what was queued before it. Default 5 s.</summary>
    public TimeSpan DrainTimeout { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>
    /// How often this end pings, without being polled; zero for never. One ping may leave a hundredth of it sooner, together with another
    /// connection's. A round trip is measured each time. Not available in a browser, where
    /// the page's own socket answers pings but sends none. Default zero; 10 s on a multiplayer peer. Source: Godot <c>heartbeat_interval</c>.
    /// </summary>
    public TimeSpan PingInterval { get; set; }

    /// <summary>How long nothing at all may be heard until the connection is taken for dead, when this end pings. Default 30 s.</summary>
    public TimeSpan SilenceLimit { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>Whether a client uses the platform's own socket. In a browser it has to; elsewhere only to see how that goes.</summary>
    internal bool UsesPlatformSocket { get; set; } = Streams.ConnectionFactory.IsBrowser;

    /// <summary>The values as they are now; the lists are shared.</summary>
    internal WebSocketOptions Clone() => (WebSocketOptions)MemberwiseClone();

    /// <summary>Throws when a value makes no sense.</summary>
    /// <exception cref="ArgumentException">Which one, and why.</exception>
    internal virtual void Check()
    {
        CheckPositive(MaxMessageBytes, nameof(MaxMessageBytes));
        CheckPositive(InboundQueueBytes, nameof(InboundQueueBytes));
        CheckPositive(InboundQueuePackets, nameof(InboundQueuePackets));
        CheckPositive(OutboundQueueBytes, nameof(OutboundQueueBytes));
        CheckPositive(OutboundQueuePackets, nameof(OutboundQueuePackets));
        CheckPositive(MaxHandshakeHeadBytes, nameof(MaxHandshakeHeadBytes));
        CheckPositive(HandshakeTimeout, nameof(HandshakeTimeout));
        CheckPositive(CloseTimeout, nameof(CloseTimeout));
        CheckPositive(DrainTimeout, nameof(DrainTimeout));
        if (PingInterval < TimeSpan.Zero)
            throw new ArgumentOutOfRangeException(nameof(PingInterval), PingInterval, "An interval is not negative; zero turns the ping off.");
        if (PingInterval > TimeSpan.Zero && SilenceLimit <= PingInterval)
            throw new ArgumentOutOfRangeException(nameof(SilenceLimit), SilenceLimit, $"It must be longer than {nameof(PingInterval)} ({PingInterval}).");
    }

    private protected static void CheckPositive(int value, string name)
    {
        if (value <= 0) throw new ArgumentOutOfRangeException(name, value, "It must be at least 1.");
    }

    private static void CheckPositive(TimeSpan value, string name)
    {
        if (value <= TimeSpan.Zero) throw new ArgumentOutOfRangeException(name, value, "It must be longer than zero.");
    }
}
