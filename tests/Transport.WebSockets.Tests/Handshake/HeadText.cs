using System.Text;

namespace Transport.WebSockets.Tests.Handshake;

/// <summary>A head to be sent: right as it is made, and then changed by the test.</summary>
internal sealed class HeadText
{
    /// <summary>RFC 6455 section 1.3.</summary>
    public const string Key = "dGhlIHNhbXBsZSBub25jZQ==";

    /// <summary>RFC 6455 section 1.3.</summary>
    public const string Accept = "s3pPLMBiTxaQ9kYGzzhZRbK+xOo=";

    private readonly List<string> _lines;

    private HeadText(params string[] lines) => _lines = [.. lines];

    /// <summary>The nonce behind <see cref="Key"/>.</summary>
    public static ReadOnlySpan<byte> Nonce => "the sample nonce"u8;

    /// <summary>RFC 6455 section 1.2, without Origin and subprotocols.</summary>
    public static HeadText Request(string target = "/chat") => new(
        $"GET {target} HTTP/1.1",
        "Host: server.example.com",
        "Upgrade: websocket",
        "Connection: Upgrade",
        $"Sec-WebSocket-Key: {Key}",
        "Sec-WebSocket-Version: 13");

    public static HeadText Answer() => new(
        "HTTP/1.1 101 Switching Protocols",
        "Upgrade: websocket",
        "Connection: Upgrade",
        $"Sec-WebSocket-Accept: {Accept}");

    public static HeadText Raw(params string[] lines) => new(lines);

    public HeadText FirstLine(string line)
    {
        _lines[0] = line;
        return this;
    }

    /// <summary>Adds a line, whatever else is there.</summary>
    public HeadText Add(string line)
    {
        _lines.Add(line);
        return this;
    }

    /// <summary>Replaces the field, or adds it.</summary>
    public HeadText With(string name, string value) => Without(name).Add($"{name}: {value}");

    public HeadText Without(string name)
    {
        _lines.RemoveAll(line => line.StartsWith(name + ":", StringComparison.OrdinalIgnoreCase));
        return this;
    }

    /// <summary>Adds a field that makes the head this long, its blank line included.</summary>
    public HeadText PaddedTo(int bytes) => Add("X-Pad: " + new string('p', bytes - Bytes.Length - "X-Pad: \r\n".Length));

    public byte[] Bytes => Encoding.UTF8.GetBytes(ToString());

    public override string ToString() => string.Join("\r\n", _lines) + "\r\n\r\n";

    public static implicit operator byte[](HeadText head) => head.Bytes;

    /// <summary>The lines of what a handshake wrote; its end is checked.</summary>
    public static string[] LinesOf(ReadOnlyMemory<byte> head)
    {
        var text = Encoding.UTF8.GetString(head.Span);
        Assert.That(text, Does.EndWith("\r\n\r\n"));
        return text[..^4].Split("\r\n");
    }
}
