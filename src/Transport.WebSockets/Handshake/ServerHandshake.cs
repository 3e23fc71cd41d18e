using System.Text;

namespace Transport.WebSockets.Handshake;

/// <summary>
/// A server's half of the opening handshake (RFC 6455 section 4.2): the request's bytes in, the answer's bytes out. After
/// <see cref="HandshakeProgress.Complete"/> the host has the last word, with <see cref="Accept"/> or <see cref="Refuse"/>; after
/// <see cref="HandshakeProgress.Failed"/> there is a <see cref="Refusal"/>. A stranger's bytes never throw.
/// </summary>
internal sealed partial class ServerHandshake(ServerHandshakeSettings settings)
{
    private readonly HttpHeadReader _reader = new(settings.MaxHeadBytes);
    private RequestLine _requestLine;
    private string _key = "";
    private bool _isAccepted;

    public HandshakeProgress Progress { get; private set; }

    /// <summary>Path and query; ASCII.</summary>
    public string RequestTarget { get; private set; } = "";

    /// <summary>The host, with its port when it has one, as the client knows this server.</summary>
    public string Host { get; private set; } = "";

    /// <summary>The site whose page made the request; null when it was not a browser.</summary>
    public string? Origin { get; private set; }

    /// <summary>The request's fields.</summary>
    public HeaderTable Headers => _reader.Headers;

    /// <summary>Empty when none was asked for.</summary>
    public string SelectedProtocol { get; private set; } = "";

    /// <summary>Not null once Failed.</summary>
    public HandshakeRefusal? Refusal { get; private set; }

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
                    if (!RequestLine.TryParse(_reader.StartLine, out _requestLine, out var fault)) Fail(BadRequest(fault));
                    break;
                case HttpHeadProgress.Complete:
                    Fail(Check());
                    if (Refusal is null) Progress = HandshakeProgress.Complete;
                    break;
                case HttpHeadProgress.TooLarge:
                    Fail(new HandshakeRefusal(HttpReason.HeadTooLarge, _reader.Fault));
                    break;
                default:
                    Fail(BadRequest(_reader.StartsWithTls
                        ? "The client speaks TLS, and this port does not: write ws:// instead of wss://."
                        : _reader.Fault));
                    break;
            }
        }
        return Progress;
    }

    /// <summary>The 101 answer, after which frames follow.</summary>
    /// <exception cref="InvalidOperationException">The request is not complete, or was refused.</exception>
    public ReadOnlyMemory<byte> Accept()
    {
        if (Progress != HandshakeProgress.Complete)
            throw new InvalidOperationException("Only a complete request that was not refused can be accepted.");
        _isAccepted = true;
        var head = new StringBuilder()
            .Append("HTTP/1.1 101 Switching Protocols\r\n")
            .Append("Upgrade: websocket\r\n")
            .Append("Connection: Upgrade\r\n")
            .Append("Sec-WebSocket-Accept: ").Append(WebSocketKey.Accept(_key)).Append("\r\n");
        if (SelectedProtocol.Length > 0) head.Append("Sec-WebSocket-Protocol: ").Append(SelectedProtocol).Append("\r\n");
        foreach (var line in settings.HandshakeHeaders) head.Append(line).Append("\r\n");
        return Encoding.UTF8.GetBytes(head.Append("\r\n").ToString());
    }

    /// <summary>The host's own no, at any time before it accepted: 503 when it is full, 408 when the client takes too long.</summary>
    /// <param name="status">400 to 599.</param>
    /// <param name="text">Why; the client gets it as one line.</param>
    /// <exception cref="InvalidOperationException">The request was accepted, or refused before.</exception>
    public ReadOnlyMemory<byte> Refuse(int status, string text)
    {
        if (_isAccepted || Progress == HandshakeProgress.Failed) throw new InvalidOperationException("The request was answered before.");
        var refusal = new HandshakeRefusal(status, text);
        Fail(refusal);
        return refusal.Response;
    }

    private void Fail(HandshakeRefusal? refusal)
    {
        if (refusal is null) return;
        Refusal = refusal;
        Progress = HandshakeProgress.Failed;
    }
}
