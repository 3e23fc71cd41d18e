using System.Diagnostics.CodeAnalysis;
using System.Text;

namespace Transport.WebSockets.Handshake;

/// <summary>The first line of a request. Source: RFC 9112 section 3.</summary>
/// <param name="Method">A token, as it came.</param>
/// <param name="Target">
/// As it came, but with every byte above ASCII percent-encoded: Godot sends a URL's path as it was written.
/// </param>
/// <param name="Major">The first digit of the version.</param>
/// <param name="Minor">The second digit of the version.</param>
internal readonly record struct RequestLine(string Method, string Target, int Major, int Minor)
{
    private const string HexDigits = "0123456789ABCDEF";

    private static readonly string[] Schemes = ["http://", "https://", "ws://", "wss://"];

    public static bool TryParse(ReadOnlySpan<byte> line, out RequestLine result, [NotNullWhen(false)] out string? fault)
    {
        result = default;
        fault = null;
        var first = line.IndexOf((byte)' ');
        var last = line.LastIndexOf((byte)' ');
        if (first == last)
        {
            fault = "The first line is not a method, a target and a version.";
            return false;
        }
        if (!HttpSyntax.IsToken(line[..first]))
        {
            fault = "The method is not a token.";
            return false;
        }
        if (!HttpVersion.TryParse(line[(last + 1)..], out var major, out var minor))
        {
            fault = "The first line does not end with an HTTP version.";
            return false;
        }
        var target = line[(first + 1)..last];
        if (target.IsEmpty || target.IndexOfAny((byte)' ', (byte)'\t') >= 0)
        {
            fault = "The request target is empty or has a space in it.";
            return false;
        }
        result = new RequestLine(HttpSyntax.Decode(line[..first]), EncodeTarget(target), major, minor);
        return true;
    }

    /// <summary>
    /// Splits the target into path with query, and authority. The latter is null when the target has none, as usual. False for
    /// targets that name no resource ("*", "host:80"). Source: RFC 9112 section 3.2.
    /// </summary>
    public bool TrySplitTarget(out string path, out string? authority)
    {
        path = Target;
        authority = null;
        if (Target[0] == '/') return true;
        foreach (var scheme in Schemes)
        {
            if (!Target.StartsWith(scheme, StringComparison.OrdinalIgnoreCase)) continue;
            var end = Target.IndexOfAny(['/', '?'], scheme.Length);
            if (end < 0) end = Target.Length;
            authority = Target[scheme.Length..end];
            path = end < Target.Length && Target[end] == '/' ? Target[end..] : "/" + Target[end..];
            return true;
        }
        return false;
    }

    private static string EncodeTarget(ReadOnlySpan<byte> target)
    {
        var result = new StringBuilder(target.Length);
        foreach (var b in target)
        {
            if (b < 0x80) result.Append((char)b);
            else result.Append('%').Append(HexDigits[b >> 4]).Append(HexDigits[b & 15]);
        }
        return result.ToString();
    }
}
