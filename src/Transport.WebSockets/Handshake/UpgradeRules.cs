namespace Transport.WebSockets.Handshake;

/// <summary>
/// What the headers of a request must be for it to become a WebSocket, whoever has read them: one rule each, in the order in which a client is
/// told of a breach. Source: RFC 6455 section 4.2.1, RFC 8441 section 5.
/// </summary>
internal sealed class UpgradeRules(ServerHandshakeSettings settings, HeaderTable headers)
{
    private const int MaxShownChars = 100;
    private const string HostPunctuation = "-._~!$&'()*+,;=%:[]";

    private static readonly string[] SingleHeaders =
        ["Host", "Origin", "Sec-WebSocket-Key", "Sec-WebSocket-Version", "Content-Length"];

    /// <summary>The client's key; empty over an extended CONNECT, which has none.</summary>
    public string Key { get; private set; } = "";

    /// <summary>The site whose page made the request; null when it was not a browser.</summary>
    public string? Origin { get; private set; }

    /// <summary>Empty when none was asked for.</summary>
    public string SelectedProtocol { get; private set; } = "";

    /// <summary>Checks a request to upgrade an HTTP/1.1 connection.</summary>
    /// <param name="host">The host that counts.</param>
    /// <param name="ownScheme">The scheme the request came by, when pages of this very server may connect; null when that says nothing.</param>
    /// <returns>Null when it is in order.</returns>
    public HandshakeRefusal? Check(string host, string? ownScheme = null) =>
        CheckSingleHeaders() ?? CheckHost(host) ?? CheckBody() ?? CheckUpgrade() ?? CheckWebSocketVersion() ?? CheckKey()
        ?? CheckOrigin(host, ownScheme) ?? CheckSubprotocol();

    /// <summary>Checks an extended CONNECT, which has taken care of what an upgrade needs of HTTP/1.1.</summary>
    /// <inheritdoc cref="Check"/>
    public HandshakeRefusal? CheckExtendedConnect(string host, string? ownScheme) =>
        CheckSingleHeaders() ?? CheckHost(host) ?? WithoutUpgrade(CheckWebSocketVersion()) ?? CheckOrigin(host, ownScheme) ?? CheckSubprotocol();

    public static HandshakeRefusal WrongHttpVersion(string version) => new(
        HttpReason.VersionNotSupported, $"The request is HTTP/{version}; a WebSocket starts with HTTP/1.1, also from a proxy.");

    public static HandshakeRefusal WrongMethod(string method) => new(
        HttpReason.MethodNotAllowed, $"The method is {Show(method)}; a WebSocket starts with GET.");

    private HandshakeRefusal? CheckSingleHeaders()
    {
        foreach (var name in SingleHeaders)
        {
            if (headers.CountOf(name) > 1) return BadRequest($"The header {name} is there more than once.");
        }
        return null;
    }

    private HandshakeRefusal? CheckHost(string host)
    {
        if (!headers.ContainsKey("Host")) return BadRequest("The header Host is missing.");
        if (host.Length == 0) return BadRequest("The host is empty.");
        foreach (var c in host)
        {
            // Brackets may be missing around an IPv6 address: Godot leaves them out.
            if (!(c < 0x80 && char.IsLetterOrDigit(c)) && !HostPunctuation.Contains(c, StringComparison.Ordinal))
                return BadRequest("The host has a character that hosts do not have.");
        }
        return null;
    }

    // What follows the head are frames; a body could be taken for some.
    private HandshakeRefusal? CheckBody() =>
        headers.ContainsKey("Transfer-Encoding") || headers.Find("Content-Length") is { } length && length != "0"
            ? BadRequest("The request announces a body.")
            : null;

    private HandshakeRefusal? CheckUpgrade()
    {
        if (!headers.ListHas("Upgrade", "websocket"))
            return UpgradeRequired("This is a WebSocket server, and the request has no \"Upgrade: websocket\".");
        if (!headers.ListHas("Connection", "Upgrade"))
            return UpgradeRequired("The request has no \"Connection: Upgrade\"; a proxy may have taken it away.");
        return null;
    }

    private HandshakeRefusal? CheckWebSocketVersion() =>
        headers.Find("Sec-WebSocket-Version") switch
        {
            "13" => null,
            null => UpgradeRequired("The header Sec-WebSocket-Version is missing; this server speaks version 13."),
            var version => UpgradeRequired($"The request is for WebSocket version \"{Show(version)}\"; this server speaks version 13."),
        };

    private HandshakeRefusal? CheckKey()
    {
        if (headers.Find("Sec-WebSocket-Key") is not { } key) return BadRequest("The header Sec-WebSocket-Key is missing.");
        if (!WebSocketKey.IsValid(key)) return BadRequest("The header Sec-WebSocket-Key is not 16 bytes in Base64.");
        Key = key;
        return null;
    }

    private HandshakeRefusal? CheckOrigin(string host, string? ownScheme)
    {
        Origin = headers.Find("Origin");
        return Origin is null || settings.Allows(Origin, host, ownScheme)
            ? null
            : new HandshakeRefusal(HttpReason.Forbidden, $"Pages from \"{Show(Origin)}\" may not connect to this server.");
    }

    private HandshakeRefusal? CheckSubprotocol()
    {
        var offered = headers.ListOf(Subprotocols.Header).ToArray();
        foreach (var protocol in offered)
        {
            if (!HttpSyntax.IsToken(protocol)) return BadRequest("An offered subprotocol is not a token.");
        }
        var selected = Subprotocols.Select(offered, settings.SupportedProtocols);
        if (selected is not null)
        {
            SelectedProtocol = selected;
            return null;
        }
        return BadRequest(
            $"The client offers {Subprotocols.Show(offered)}; this server speaks {Subprotocols.Show(settings.SupportedProtocols)}.");
    }

    // RFC 9113 section 8.6: there is no Upgrade, and so no 426, over HTTP/2.
    private static HandshakeRefusal? WithoutUpgrade(HandshakeRefusal? refusal) => refusal is null ? null : BadRequest(refusal.Text);

    private static HandshakeRefusal BadRequest(string text) => new(HttpReason.BadRequest, text);

    private static HandshakeRefusal UpgradeRequired(string text) => new(HttpReason.UpgradeRequired, text);

    private static string Show(string text) => HttpSyntax.Printable(text, MaxShownChars);
}
