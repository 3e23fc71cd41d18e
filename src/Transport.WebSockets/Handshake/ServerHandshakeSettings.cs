namespace Transport.WebSockets.Handshake;

/// <summary>What a server asks of clients, and adds to its answers. One for all connections; checked when it is made.</summary>
internal sealed class ServerHandshakeSettings
{
    public const int DefaultMaxHeadBytes = 8192;

    /// <summary>Tokens, compared with case. A client must offer one of them; none means that no client may offer any.</summary>
    public IReadOnlyList<string> SupportedProtocols
    {
        get;
        init => field = Subprotocols.Check(value, nameof(SupportedProtocols));
    } = [];

    /// <summary>"Name: value" lines added to an acceptance.</summary>
    public IReadOnlyList<string> HandshakeHeaders
    {
        get;
        init => field = HandshakeHeaderLines.Check(value, nameof(HandshakeHeaders));
    } = [];

    /// <summary>"https://game.example" and the like; "*" or empty for any. A request without Origin is not from a browser and passes.</summary>
    public IReadOnlyList<string> AllowedOrigins
    {
        get;
        init => field = CheckOrigins(value, nameof(AllowedOrigins));
    } = [];

    /// <summary>The largest request head, its blank line included. Default 8,192 bytes.</summary>
    public int MaxHeadBytes
    {
        get;
        init => field = value > 0
            ? value
            : throw new ArgumentOutOfRangeException(nameof(MaxHeadBytes), value, "A head has at least one byte.");
    } = DefaultMaxHeadBytes;

    /// <summary>Whether a page of this origin may connect.</summary>
    /// <param name="origin">What the browser says.</param>
    /// <param name="host">What the client calls this server.</param>
    /// <param name="ownScheme">Not null when pages of this very server may connect, and without a list no others.</param>
    public bool Allows(string origin, string host, string? ownScheme)
    {
        if (ownScheme is null && AllowedOrigins.Count == 0) return true;
        foreach (var allowed in AllowedOrigins)
        {
            if (allowed == Origins.Any || allowed.Equals(origin, StringComparison.OrdinalIgnoreCase)) return true;
        }
        return ownScheme is not null && Origins.IsOwn(origin, ownScheme, host);
    }

    // An origin has no path (RFC 6454 section 6.2), but people copy one with its last slash.
    private static string[] CheckOrigins(IReadOnlyList<string> origins, string parameter)
    {
        if (origins is null) throw new ArgumentNullException(parameter);
        var result = new string[origins.Count];
        for (var i = 0; i < result.Length; i++)
        {
            result[i] = (origins[i] ?? throw new ArgumentException("An origin is null.", parameter)).Trim().TrimEnd('/');
            if (result[i].Length == 0) throw new ArgumentException("An origin is empty.", parameter);
        }
        return result;
    }
}
