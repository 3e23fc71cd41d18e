namespace Transport.WebSockets.Handshake;

// What a request line must be, one rule each, in the order in which a client is told of a breach; the headers follow. Source: RFC 6455
// section 4.2.1.
internal sealed partial class ServerHandshake
{
    private HandshakeRefusal? Check() => CheckVersion() ?? CheckMethod() ?? CheckTarget() ?? CheckHeaders();

    // HTTP/1.0 has no Upgrade (RFC 9110 section 7.8), and is what nginx speaks to a server behind it unless told otherwise.
    private HandshakeRefusal? CheckVersion() =>
        _requestLine is { Major: 1, Minor: >= 1 }
            ? null
            : UpgradeRules.WrongHttpVersion($"{_requestLine.Major}.{_requestLine.Minor}");

    private HandshakeRefusal? CheckMethod() =>
        _requestLine.Method == "GET" ? null : UpgradeRules.WrongMethod(_requestLine.Method);

    private HandshakeRefusal? CheckTarget()
    {
        if (!_requestLine.TrySplitTarget(out var path, out var authority))
            return BadRequest("The request target is neither a path nor a URL.");
        RequestTarget = path;
        // RFC 9112 section 3.2.2: a URL's authority counts, whatever Host says.
        Host = authority ?? Headers.Find("Host") ?? "";
        return null;
    }

    private HandshakeRefusal? CheckHeaders()
    {
        var rules = new UpgradeRules(settings, Headers);
        var refusal = rules.Check(Host);
        Origin = rules.Origin;
        SelectedProtocol = rules.SelectedProtocol;
        _key = rules.Key;
        return refusal;
    }

    private static HandshakeRefusal BadRequest(string text) => new(HttpReason.BadRequest, text);
}
