using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Net;

namespace Transport.WebSockets.Handshake;

/// <summary>
/// A ws:// or wss:// URL, taken apart (RFC 6455 section 3). Without a scheme it is ws, as in Godot; user, password and fragment are
/// dropped.
/// </summary>
internal sealed class WebSocketUrl
{
    private const int MaxPort = 65535;

    private static readonly IdnMapping Idn = new();

    private WebSocketUrl(bool isSecure, string host, int port, string requestTarget)
    {
        IsSecure = isSecure;
        Host = host;
        Port = port;
        RequestTarget = requestTarget;
        HostHeader = WriteHost(host) + (port == DefaultPort(isSecure) ? "" : ":" + port.ToString(CultureInfo.InvariantCulture));
    }

    public bool IsSecure { get; }

    /// <summary>A name in ASCII and lower case, or an address; IPv6 without brackets, with its zone when it has one.</summary>
    public string Host { get; }

    /// <summary>1 to 65535; 80 or 443 when the URL has none.</summary>
    public int Port { get; }

    /// <summary>Path and query; ASCII, "/" at least.</summary>
    public string RequestTarget { get; }

    /// <summary>What the header Host says: IPv6 in brackets, the port when it is not the scheme's own.</summary>
    public string HostHeader { get; }

    /// <summary>Takes a URL apart.</summary>
    /// <param name="text">What the user wrote.</param>
    /// <param name="url">The URL, when it is one.</param>
    /// <param name="error">One line on what is wrong, when it is not.</param>
    public static bool TryParse(string? text, [NotNullWhen(true)] out WebSocketUrl? url, [NotNullWhen(false)] out string? error)
    {
        url = null;
        if (string.IsNullOrEmpty(text))
        {
            error = "The URL is empty.";
            return false;
        }
        error = CheckCharacters(text) ?? SplitScheme(text, out var isSecure, out var rest) ?? Parse(isSecure, rest, out url);
        return error is null;
    }

    public override string ToString() => $"{(IsSecure ? "wss" : "ws")}://{HostHeader}{RequestTarget}";

    private static string? CheckCharacters(string text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            if (char.IsWhiteSpace(text[i])) return $"The URL has a space or line break at position {i}.";
            if (char.IsControl(text[i])) return $"The URL has a control character at position {i}.";
            if (text[i] == '\\') return $"The URL has a backslash at position {i}; it has forward slashes only.";
        }
        return null;
    }

    private static string? SplitScheme(string text, out bool isSecure, out string rest)
    {
        isSecure = false;
        rest = text;
        var end = text.IndexOf("://", StringComparison.Ordinal);
        // "host/path?next=http://..." has its "://" further back.
        if (end < 0 || text.AsSpan(0, end).IndexOfAny('/', '?', '#') >= 0) return null;
        rest = text[(end + 3)..];
        var scheme = text[..end];
        switch (scheme.ToUpperInvariant())
        {
            case "WS": return null;
            case "WSS":
                isSecure = true;
                return null;
            case "HTTP": return "The URL begins with http://; a WebSocket's begins with ws://.";
            case "HTTPS": return "The URL begins with https://; a WebSocket's begins with wss://.";
            default: return $"The scheme \"{scheme}\" is not ws or wss.";
        }
    }

    private static string? Parse(bool isSecure, string rest, out WebSocketUrl? url)
    {
        url = null;
        var fragment = rest.IndexOf('#', StringComparison.Ordinal);
        if (fragment >= 0) rest = rest[..fragment];
        var end = rest.AsSpan().IndexOfAny('/', '?');
        var authority = end < 0 ? rest : rest[..end];
        authority = authority[(authority.LastIndexOf('@') + 1)..];
        if (SplitPort(authority, isSecure, out var host, out var port) is { } error) return error;
        if (!TryNormalise(host, end < 0 ? "/" : rest[end..], out var name, out var target))
            return $"\"{host}\" is not a host name or address.";
        url = new WebSocketUrl(isSecure, name, port, target);
        return null;
    }

    private static string? SplitPort(string authority, bool isSecure, out string host, out int port)
    {
        port = DefaultPort(isSecure);
        var bracket = authority.LastIndexOf(']');
        var colon = authority.IndexOf(':', bracket + 1);
        host = colon < 0 ? authority : authority[..colon];
        if (authority.StartsWith('[') && bracket < 0) return "The URL has an IPv6 address without its closing bracket.";
        if (colon != authority.LastIndexOf(':') && bracket < 0)
            return "An IPv6 address in a URL stands in brackets, as in ws://[::1]:9080.";
        if (host.Length == 0) return "The URL has no host.";
        if (colon < 0) return null;
        var digits = authority[(colon + 1)..];
        if (digits.Length == 0) return null;
        return int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out port) && port is >= 1 and <= MaxPort
            ? null
            : $"The port \"{digits}\" is not a number from 1 to {MaxPort}.";
    }

    private static bool TryNormalise(string host, string target, out string name, out string encodedTarget)
    {
        name = encodedTarget = "";
        if (host[0] == '[' && host[^1] != ']') return false;
        // Uri drops characters that are not seen, such as marks of writing direction, without a word.
        foreach (var c in host)
        {
            if (char.GetUnicodeCategory(c) == UnicodeCategory.Format) return false;
        }
        if (!Uri.TryCreate($"ws://{host}{target}", UriKind.Absolute, out var uri)) return false;
        if (uri.HostNameType is not (UriHostNameType.Dns or UriHostNameType.IPv4 or UriHostNameType.IPv6)) return false;
        try
        {
            // RFC 6874 section 2: the zone's "%" is written as "%25".
            name = uri.IdnHost.Replace("%25", "%", StringComparison.Ordinal);
            if (uri.HostNameType == UriHostNameType.Dns && !IsName(name)) return false;
        }
        catch (Exception exception) when (exception is UriFormatException or ArgumentException)
        {
            return false;
        }
        encodedTarget = uri.PathAndQuery;
        return true;
    }

    // Uri takes for a name what no browser takes for one, such as 1.2.3.400. A name does not end in a number (RFC 1123 section 2.1, and the URL
    // standard's "ends in a number"), and punycode in it means something.
    private static bool IsName(string host)
    {
        var labels = (host.EndsWith('.') ? host[..^1] : host).Split('.');
        if (IsNumber(labels[^1])) return IPAddress.TryParse(string.Join(".", labels), out _);
        foreach (var label in labels)
        {
            if (label.StartsWith("xn--", StringComparison.Ordinal) && Idn.GetUnicode(label).Any(char.IsControl)) return false;
        }
        return true;
    }

    private static bool IsNumber(string label)
    {
        var isHex = label.StartsWith("0x", StringComparison.Ordinal);
        return label[(isHex ? 2 : 0)..].All(c => isHex ? Uri.IsHexDigit(c) : c is >= '0' and <= '9');
    }

    private static string WriteHost(string host)
    {
        if (!host.Contains(':', StringComparison.Ordinal)) return host;
        // RFC 6874 section 4: a zone means something on this machine only.
        var zone = host.IndexOf('%', StringComparison.Ordinal);
        return $"[{(zone < 0 ? host : host[..zone])}]";
    }

    private static int DefaultPort(bool isSecure) => isSecure ? 443 : 80;
}
