using System.Text;

namespace Transport.WebSockets.Handshake;

/// <summary>
/// A client's half of the opening handshake (RFC 6455 section 4.1): the request's bytes out, the answer's bytes in. A stranger's
/// bytes never throw.
/// </summary>
internal sealed partial class ClientHandshake
{
    private readonly IReadOnlyList<string> _protocols;
    private readonly string _key;
    private readonly HttpHeadReader _reader;
    private StatusLine _statusLine;

    /// <param name="url">Where to.</param>
    /// <param name="protocols">The subprotocols offered, best first; empty for none.</param>
    /// <param name="headers">"Name: value" lines added to the request.</param>
    /// <param name="maxHeadBytes">The largest answer, its blank line included.</param>
    /// <param name="nonce16">16 bytes that nobody can guess.</param>
    /// <exception cref="ArgumentException">A subprotocol, a header line, the limit or the nonce cannot be used.</exception>
    public ClientHandshake(
        WebSocketUrl url, IReadOnlyList<string> protocols, IReadOnlyList<string> headers, int maxHeadBytes, ReadOnlySpan<byte> nonce16)
    {
        _protocols = Subprotocols.Check(protocols, nameof(protocols));
        _key = WebSocketKey.FromNonce(nonce16);
        _reader = new HttpHeadReader(maxHeadBytes);
        Request = WriteRequest(url, HandshakeHeaderLines.Check(headers, nameof(headers)));
    }

    /// <summary>The subprotocols offered, best first; empty for none.</summary>
    public IReadOnlyList<string> Protocols => _protocols;

    /// <summary>The whole request, ready to be written.</summary>
    public ReadOnlyMemory<byte> Request { get; }

    public HandshakeProgress Progress { get; private set; }

    /// <summary>Empty when none was offered.</summary>
    public string SelectedProtocol { get; private set; } = "";

    /// <summary>The answer's fields.</summary>
    public HeaderTable Headers => _reader.Headers;

    /// <summary>The answer's status; 0 when it was not HTTP, or none came.</summary>
    public int HttpStatus => _statusLine.Status;

    /// <summary>After Failed: what happened, for a log or a player.</summary>
    public string FailureText { get; private set; } = "";

    /// <summary>After Failed: Refused when the server said no by its status, ProtocolError when it was no answer to this request.</summary>
    public DisconnectReason FailureReason => HttpStatus >= 200 ? DisconnectReason.Refused : DisconnectReason.ProtocolError;

    /// <summary>Takes bytes up to the end of the head; what follows are frames, and stays with the caller.</summary>
    public HandshakeProgress Receive(ReadOnlySpan<byte> bytes, out int consumed)
    {
        consumed = 0;
        while (Progress == HandshakeProgress.NeedMoreBytes)
        {
            var head = _reader.Read(bytes[consumed..], out var read);
            consumed += read;
            switch (head)
            {
                case HttpHeadProgress.NeedMoreBytes:
                    return Progress;
                case HttpHeadProgress.StartLine:
                    if (!StatusLine.TryParse(_reader.StartLine, out _statusLine)) Fail("The server's answer is not HTTP.");
                    break;
                case HttpHeadProgress.Complete:
                    Conclude(bytes[consumed..]);
                    break;
                default:
                    Fail(DescribeBrokenHead());
                    break;
            }
        }
        return Progress;
    }

    // The order of lines is Godot's.
    private byte[] WriteRequest(WebSocketUrl url, IReadOnlyList<string> headers)
    {
        var head = new StringBuilder()
            .Append("GET ").Append(url.RequestTarget).Append(" HTTP/1.1\r\n")
            .Append("Host: ").Append(url.HostHeader).Append("\r\n")
            .Append("Upgrade: websocket\r\n")
            .Append("Connection: Upgrade\r\n")
            .Append("Sec-WebSocket-Key: ").Append(_key).Append("\r\n")
            .Append("Sec-WebSocket-Version: 13\r\n");
        if (_protocols.Count > 0) head.Append("Sec-WebSocket-Protocol: ").Append(string.Join(",", _protocols)).Append("\r\n");
        foreach (var line in headers) head.Append(line).Append("\r\n");
        return Encoding.UTF8.GetBytes(head.Append("\r\n").ToString());
    }

    private void Fail(string text)
    {
        FailureText = text;
        Progress = HandshakeProgress.Failed;
    }
}
