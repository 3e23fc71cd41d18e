using System.Text;

namespace Transport.WebSockets.Tests.Handshake;

/// <summary>Heads and URLs that are right, nearly right, and not at all.</summary>
internal sealed class HeadMutator(Random random)
{
    private static readonly string[] Seeds =
    [
        HeadText.Request().ToString(),
        HeadText.Request("/a?b=c").With("Connection", "keep-alive, Upgrade").With("Origin", "https://game.example").ToString(),
        HeadText.Request().With("Sec-WebSocket-Protocol", "draughts, chess").With("Cookie", "a=b; c=d").ToString(),
        HeadText.Request().With("Origin", "https://evil.example").With("X-Pad", new string('p', 400)).ToString(),
        HeadText.Request().FirstLine("GET / HTTP/1.0").ToString(),
        HeadText.Request().FirstLine("POST / HTTP/1.1").Add("Content-Length: 3") + "a=b",
        HeadText.Answer().ToString(),
        HeadText.Answer().With("Sec-WebSocket-Protocol", "go").With("Server", "dice").ToString(),
        HeadText.Raw("HTTP/1.1 103 Early Hints", "Link: </a>") + HeadText.Answer().ToString(),
        HeadText.Raw("HTTP/1.1 401 Unauthorized", "Content-Type: text/plain") + "token expired\n",
        HeadText.Raw("HTTP/1.1 301 Moved Permanently", "Location: wss://other.example/", "Transfer-Encoding: chunked")
            + "5\r\nmoved\r\n0\r\n\r\n",
    ];

    private static readonly string[] Words =
    [
        "\r\n", "\n", "\r", "\0", ":", " ", "\t", ",", ", ", "\r\n\r\n", "\r\n ", " :", "GET", "POST", "HTTP/1.0", "HTTP/1.1", "HTTP/2.0",
        "101", "404", "Host: b", "Upgrade: websocket", "Connection: close", "Origin: null", "Sec-WebSocket-Key: x",
        "Sec-WebSocket-Version: 8",
        "Sec-WebSocket-Protocol: go", "Sec-WebSocket-Extensions: permessage-deflate", "Content-Length: 3", "Transfer-Encoding: chunked",
        "websocket", "upgrade", "chess", "13", "ws://h/", "\u00FC", "\u0016\u0003\u0001", "*", "%", "//", "?", "#", "@", "[", "]",
    ];

    private static readonly string[] UrlParts =
    [
        "ws://", "wss://", "WS://", "http://", "://", "//", "/", "host", "example.com", "127.0.0.1", "[::1]", "[", "]", "::1", ":80",
        ":443", ":0", ":65535", ":65536", ":", "@", "user:pw@", "?", "a=b", "#", "%20", "%", "%zz", "..", "/../", ".", "-", "_", "bücher",
        "日本", "ß",
        "\uD83D\uDE00", "\uD800", "\u202E", " ", "\t", "\0", "\\", "\"", "<", "xn--", "%25eth0", "fe80::1", "0x7f", "١", "*", "~", "'",
        "&", "=",
    ];

    public Random Random => random;

    public byte[] Next()
    {
        if (random.Next(50) == 0) return Noise(random.Next(600));
        var head = new List<byte>(Encoding.Latin1.GetBytes(Seeds[random.Next(Seeds.Length)]));
        for (var changes = random.Next(5); changes > 0; changes--) Change(head);
        if (random.Next(4) == 0) head.AddRange(Noise(random.Next(40)));
        return [.. head];
    }

    public string NextUrl()
    {
        var text = new StringBuilder(random.Next(3) == 0 ? "" : "ws://host");
        for (var parts = random.Next(6); parts > 0; parts--) text.Append(UrlParts[random.Next(UrlParts.Length)]);
        return text.ToString();
    }

    private void Change(List<byte> head)
    {
        var at = random.Next(head.Count + 1);
        var count = Math.Min(random.Next(1, 12), head.Count - at);
        switch (random.Next(9))
        {
            case 0 when count > 0:
                head[at] = (byte)random.Next(256);
                break;
            case 1 when count > 0:
                head[at] ^= (byte)(1 << random.Next(8));
                break;
            case 2:
                head.RemoveRange(at, count);
                break;
            case 3:
                head.InsertRange(at, head.GetRange(at, count));
                break;
            case 4:
                head.InsertRange(at, Encoding.Latin1.GetBytes(Words[random.Next(Words.Length)]));
                break;
            case 5:
                ReplaceLine(head, Words[random.Next(Words.Length)]);
                break;
            case 6:
                ReplaceLine(head, null);
                break;
            case 7 when random.Next(4) == 0:
                head.RemoveRange(at, head.Count - at);
                break;
            case 8 when random.Next(4) == 0:
                head.InsertRange(at, Enumerable.Repeat((byte)random.Next(256), random.Next(9000)));
                break;
        }
    }

    // Without a line given, one of the head's own is put there: lines are lost, doubled and out of order.
    private void ReplaceLine(List<byte> head, string? line)
    {
        var lines = Encoding.Latin1.GetString([.. head]).Split("\r\n");
        lines[random.Next(lines.Length)] = line ?? lines[random.Next(lines.Length)];
        head.Clear();
        head.AddRange(Encoding.Latin1.GetBytes(string.Join("\r\n", lines)));
    }

    private byte[] Noise(int length)
    {
        var bytes = new byte[length];
        random.NextBytes(bytes);
        return bytes;
    }
}
