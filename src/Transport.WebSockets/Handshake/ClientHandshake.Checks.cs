namespace Transport.WebSockets.Handshake;

// What an answer must be, and how a no is told. Source: RFC 6455 section 4.1.
internal sealed partial class ClientHandshake
{
    private const int SwitchingProtocols = 101;
    private const int MaxShownChars = 200;

    private void Conclude(ReadOnlySpan<byte> body)
    {
        switch (HttpStatus)
        {
            case SwitchingProtocols:
                var fault = CheckVersion() ?? CheckUpgrade() ?? CheckAccept() ?? CheckExtensions() ?? CheckSubprotocol();
                if (fault is null) Progress = HandshakeProgress.Complete;
                else Fail(fault);
                break;
            case < 200:
                // RFC 9110 section 15.2: word that the answer is still to come.
                _statusLine = default;
                _reader.ReadNextHead();
                break;
            default:
                Fail(DescribeRefusal(body));
                break;
        }
    }

    private string? CheckVersion() =>
        _statusLine is { Major: 1, Minor: >= 1 }
            ? null
            : $"The server answered 101 in HTTP/{_statusLine.Major}.{_statusLine.Minor}, which has no upgrade.";

    private string? CheckUpgrade()
    {
        if (!"websocket".Equals(Headers.Find("Upgrade"), StringComparison.OrdinalIgnoreCase))
            return "The server did not answer with \"Upgrade: websocket\".";
        if (!Headers.ListHas("Connection", "Upgrade")) return "The server did not answer with \"Connection: Upgrade\".";
        return null;
    }

    private string? CheckAccept() => Headers.Find("Sec-WebSocket-Accept") switch
    {
        null => "The server's answer has no Sec-WebSocket-Accept.",
        var accept when accept == WebSocketKey.Accept(_key) => null,
        _ => "The server's Sec-WebSocket-Accept does not answer the key that was sent.",
    };

    private string? CheckExtensions() =>
        Headers.ListOf("Sec-WebSocket-Extensions").FirstOrDefault() is { } extension
            ? $"The server chose the extension \"{Show(extension)}\", which was not offered."
            : null;

    private string? CheckSubprotocol()
    {
        if (Headers.CountOf(Subprotocols.Header) > 1) return "The server chose a subprotocol more than once.";
        var selected = Headers.Find(Subprotocols.Header);
        if (selected is null)
            return _protocols.Count == 0 ? null : $"The client offered {Subprotocols.Show(_protocols)}; the server chose none.";
        if (!_protocols.Contains(selected)) return $"The server chose the subprotocol \"{Show(selected)}\", which was not offered.";
        SelectedProtocol = selected;
        return null;
    }

    private string DescribeBrokenHead()
    {
        if (_reader.StartsWithTls) return "The server speaks TLS: write wss:// instead of ws://.";
        // The status is known, and was no: the rest does not change that.
        return FailureReason == DisconnectReason.Refused
            ? $"The server answered {_statusLine}."
            : $"The server's answer is not valid HTTP. {_reader.Fault}";
    }

    private string DescribeRefusal(ReadOnlySpan<byte> body)
    {
        var text = $"The server answered {_statusLine}";
        if (HttpStatus < 400 && Headers.Find("Location") is { } location)
            return $"{text}; redirects are not followed, it points to {Show(location)}";
        var line = FirstLine(body);
        return line.Length > 0 ? $"{text}: {line}" : text;
    }

    // As far as it has come together with the head. A page of HTML tells nobody anything in its first line.
    private string FirstLine(ReadOnlySpan<byte> body)
    {
        if (Headers.ContainsKey("Content-Encoding")) return "";
        if (Headers.ListHas("Transfer-Encoding", "chunked"))
        {
            var sizeEnd = body.IndexOf((byte)'\n');
            if (sizeEnd < 0) return "";
            body = body[(sizeEnd + 1)..];
        }
        var end = body.IndexOfAny((byte)'\r', (byte)'\n');
        var line = HttpSyntax.TrimSpaces(end < 0 ? body : body[..end]);
        if (line.Length > MaxShownChars) line = line[..MaxShownChars];
        return line.IsEmpty || line[0] == '<' ? "" : Show(HttpSyntax.Decode(line));
    }

    private static string Show(string text) => HttpSyntax.Printable(text, MaxShownChars);
}
