using System.Text;

namespace Transport.WebSockets.Handshake;

/// <summary>A server's no to a handshake: what it tells the client before it ends the stream.</summary>
internal sealed class HandshakeRefusal
{
    /// <param name="status">400 to 599.</param>
    /// <param name="text">What was wrong; becomes one line.</param>
    public HandshakeRefusal(int status, string text)
    {
        if (status is < 400 or > 599)
            throw new ArgumentOutOfRangeException(nameof(status), status, "A refusal has a status from 400 to 599.");
        if (text is null) throw new ArgumentNullException(nameof(text));
        Status = status;
        Text = OneLine(text);
        Response = Write(Status, Text);
    }

    public int Status { get; }

    public string Text { get; }

    /// <summary>The whole answer, ready to be written.</summary>
    public ReadOnlyMemory<byte> Response { get; }

    private static byte[] Write(int status, string text)
    {
        var body = text + "\n";
        var particular = status switch
        {
            HttpReason.MethodNotAllowed => "Connection: close\r\nAllow: GET\r\n",
            // RFC 9110 section 7.8: whoever sends Upgrade names it in Connection too.
            HttpReason.UpgradeRequired => "Connection: close, Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\n",
            _ => "Connection: close\r\n",
        };
        return Encoding.UTF8.GetBytes(
            $"HTTP/1.1 {status} {HttpReason.Of(status)}\r\n"
            + "Content-Type: text/plain; charset=utf-8\r\n"
            + $"Content-Length: {Encoding.UTF8.GetByteCount(body)}\r\n"
            + $"{particular}\r\n{body}");
    }

    private static string OneLine(string text)
    {
        var result = new StringBuilder(text.Length);
        foreach (var c in text) result.Append(char.IsControl(c) ? ' ' : c);
        return result.ToString();
    }
}
