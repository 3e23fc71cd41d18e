namespace Transport.WebSockets;

/// <summary>The options of a <see cref="WebSocketMultiplayerPeer"/>: those of its connections, and what a server lets in.</summary>
public class WebSocketMultiplayerPeerOptions : WebSocketOptions
{
    /// <summary>The defaults: as <see cref="WebSocketOptions"/>, with a ping every 10 s.</summary>
    public WebSocketMultiplayerPeerOptions() => PingInterval = TimeSpan.FromSeconds(10);

    /// <summary>How many clients a server lets in at once; further ones are answered 503. Default null: no limit.</summary>
    public int? MaxClients { get; set; }

    /// <summary>How many connections may be in their handshake at once; further ones are answered 503. Default 1024.</summary>
    public int MaxPendingHandshakes { get; set; } = 1024;

    /// <summary>How many of them may come from one address. Default 64.</summary>
    public int MaxPendingHandshakesPerAddress { get; set; } = 64;

    /// <summary>
    /// The origins (<c>https://game.example</c>) whose pages may connect; a browser of another origin is answered 403. A client without an
    /// Origin header is not a browser and passes. Default empty: every origin, as with <c>*</c>. Source: RFC 6455 section 10.2.
    /// </summary>
    public IList<string> AllowedOrigins { get; } = [];

    /// <inheritdoc/>
    internal override void Check()
    {
        base.Check();
        if (MaxClients is { } clients) CheckPositive(clients, nameof(MaxClients));
        CheckPositive(MaxPendingHandshakes, nameof(MaxPendingHandshakes));
        CheckPositive(MaxPendingHandshakesPerAddress, nameof(MaxPendingHandshakesPerAddress));
    }
}
