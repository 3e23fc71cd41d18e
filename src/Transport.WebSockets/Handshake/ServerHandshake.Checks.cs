namespace Transport.WebSockets.Handshake;

// What a request must be, one rule each, in the order in which a client is told of a breach. Source: RFC 6455 section 4.2.1.
internal sealed partial class ServerHandshake
{
    private const int MaxShownChars = 100;
    private const string HostPunctuation = "-._~!$&'()*+,;=%:[]";

    private static readonly string[] SingleHeaders =
        ["Host", "Origin", "Sec-WebSocket-Key", "Sec-WebSocket-Version", "Content-Length"];

    private HandshakeRefusal? Check() =>
        CheckVersion() ?? CheckMethod() ?? CheckTarget() ?? CheckSingleHeaders() ?? CheckHost() ?? CheckBody() ?? CheckUpgrade()
        ?? CheckWebSocketVersion() ?? CheckKey() ?? CheckOrigin() ?? CheckSubprotocol();

    // HTTP/1.0 has no Upgrade (RFC 9110 section 7.8), and is what nginx speaks to a server behind it unless told otherwise.
    private HandshakeRefusal? CheckVersion() =>
        _requestLine is { Major: 1, Minor: >= 1 }
            ? null
            : new HandshakeRefusal(
                HttpReason.VersionNotSupported,
                $"The request is HTTP/{_requestLine.Major}.{_requestLine.Minor}; a WebSocket starts with HTTP/1.1, also from a proxy.");

    private HandshakeRefusal? CheckMethod() =>
        _requestLine.Method == "GET"
            ? null
            : new HandshakeRefusal(HttpReason.MethodNotAllowed, $"The method is {Show(_requestLine.Method)}; a WebSocket starts with GET.");

    private HandshakeRefusal? CheckTarget()
    {
        if (!_requestLine.TrySplitTarget(out var path, out var authority))
            return BadRequest("The request target is neither a path nor a URL.");
        RequestTarget = path;
        // RFC 9112 section 3.2.2: a URL's authority counts, whatever Host says.
        Host = authority ?? Headers.Find("Host") ?? "";
        return null;
    }

    private HandshakeRefusal? CheckSingleHeaders()
    {
        foreach (var name in SingleHeaders)
        {
            if (Headers.CountOf(name) > 1) return BadRequest($"The header {name} is there more than once.");
        }
        return null;
    }

    private HandshakeRefusal? CheckHost()
    {
        if (!Headers.ContainsKey("Host")) return BadRequest("The header Host is missing.");
        if (Host.Length == 0) return BadRequest("The host is empty.");
        foreach (var c in Host)
        {
            // Brackets may be missing around an IPv6 address: Godot leaves them out.
            if (!(c < 0x80 && char.IsLetterOrDigit(c)) && !HostPunctuation.Contains(c, StringComparison.Ordinal))
                return BadRequest("The host has a character that hosts do not have.");
        }
        return null;
    }

    // What follows the head are frames; a body could be taken for some.
    private HandshakeRefusal? CheckBody() =>
        Headers.ContainsKey("Transfer-Encoding") || Headers.Find("Content-Length") is { } length && length != "0"
            ? BadRequest("The request announces a body.")
            : null;

    private HandshakeRefusal? CheckUpgrade()
    {
        if (!Headers.ListHas("Upgrade", "websocket"))
            return UpgradeRequired("This is a WebSocket server, and the request has no \"Upgrade: websocket\".");
        if (!Headers.ListHas("Connection", "Upgrade"))
            return UpgradeRequired("The request has no \"Connection: Upgrade\"; a proxy may have taken it away.");
        return null;
    }

    private HandshakeRefusal? CheckWebSocketVersion() =>
        Headers.Find("Sec-WebSocket-Version") switch
        {
            "13" => null,
            null => UpgradeRequired("The header Sec-WebSocket-Version is missing; this server speaks version 13."),
            var version => UpgradeRequired($"The request is for WebSocket version \"{Show(version)}\"; this server speaks version 13."),
        };

    private HandshakeRefusal? CheckKey()
    {
        if (Headers.Find("Sec-WebSocket-Key") is not { } key) return BadRequest("The header Sec-WebSocket-Key is missing.");
        if (!WebSocketKey.IsValid(key)) return BadRequest("The header Sec-WebSocket-Key is not 16 bytes in Base64.");
        _key = key;
        return null;
    }

    private HandshakeRefusal? CheckOrigin()
    {
        Origin = Headers.Find("Origin");
        return Origin is null || settings.Allows(Origin)
            ? null
            : new HandshakeRefusal(HttpReason.Forbidden, $"Pages from \"{Show(Origin)}\" may not connect to this server.");
    }

    private HandshakeRefusal? CheckSubprotocol()
    {
        var offered = Headers.ListOf(Subprotocols.Header).ToArray();
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

    private static HandshakeRefusal BadRequest(string text) => new(HttpReason.BadRequest, text);

    private static HandshakeRefusal UpgradeRequired(string text) => new(HttpReason.UpgradeRequired, text);

    private static string Show(string text) => HttpSyntax.Printable(text, MaxShownChars);
}
