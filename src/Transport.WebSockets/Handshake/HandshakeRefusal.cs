using System.Text;

namespace Transport.WebSockets.Handshake;

/// <summary>A server's no to a handshake: what it tells the client before it ends the stream.</summary>
internal sealed class HandshakeRefusal
{
    private byte[]? _response;

    /// <param name="status">400 to 599.</param>
    /// <param name="text">What was wrong; becomes one line.</param>
    public HandshakeRefusal(int status, string text)
    {
        if (status is < 400 or > 599)
            throw new ArgumentOutOfRangeException(nameof(status), status, "A refusal has a status from 400 to 599.");
        if (text is null) throw new ArgumentNullException(nameof(text));
        Status = status;
        Text = OneLine(text);
    }

    public int Status { get; }

    public string Text { get; }

    /// <summary>What this status asks for beside the text. An answer with Upgrade in it names it in Connection too (RFC 9110 section 7.8).</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Headers => Status switch
    {
        HttpReason.MethodNotAllowed => [new("Allow", "GET")],
        HttpReason.UpgradeRequired => [new("Upgrade", "websocket"), new("Sec-WebSocket-Version", "13")],
        _ => [],
    };

    /// <summary>The whole answer, ready to be written.</summary>
    public ReadOnlyMemory<byte> Response => _response ??= Write();

    private byte[] Write()
    {
        var body = Text + "\n";
        var answer = new StringBuilder()
            .Append($"HTTP/1.1 {Status} {HttpReason.Of(Status)}\r\n")
            .Append("Content-Type: text/plain; charset=utf-8\r\n")
            .Append($"Content-Length: {Encoding.UTF8.GetByteCount(body)}\r\n")
            .Append(Status == HttpReason.UpgradeRequired ? "Connection: close, Upgrade\r\n" : "Connection: close\r\n");
        foreach (var header in Headers) answer.Append($"{header.Key}: {header.Value}\r\n");
        return Encoding.UTF8.GetBytes(answer.Append($"\r\n{body}").ToString());
    }

    private static string OneLine(string text)
    {
        var result = new StringBuilder(text.Length);
        foreach (var c in text) result.Append(char.IsControl(c) ? ' ' : c);
        return result.ToString();
    }
}
