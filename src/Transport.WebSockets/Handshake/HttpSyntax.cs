using System.Text;

namespace Transport.WebSockets.Handshake;

/// <summary>The characters of RFC 9110 section 5.6.2 and RFC 9112 section 2.2, and text for people made of bytes from strangers.</summary>
internal static class HttpSyntax
{
    private static readonly Encoding Latin1 = Encoding.GetEncoding("iso-8859-1");

    public static bool IsTokenChar(int c) =>
        c is >= 'a' and <= 'z' or >= 'A' and <= 'Z' or >= '0' and <= '9'
            or '!' or '#' or '$' or '%' or '&' or '\'' or '*' or '+' or '-' or '.' or '^' or '_' or '`' or '|' or '~';

    public static bool IsToken(ReadOnlySpan<byte> text)
    {
        foreach (var b in text)
        {
            if (!IsTokenChar(b)) return false;
        }
        return text.Length > 0;
    }

    public static bool IsToken(ReadOnlySpan<char> text)
    {
        foreach (var c in text)
        {
            if (!IsTokenChar(c)) return false;
        }
        return text.Length > 0;
    }

    /// <summary>Control characters other than the tab: none may stand in a line of a head.</summary>
    public static bool IsControl(int c) => c < 0x20 && c != '\t' || c == 0x7F;

    /// <summary>Without the spaces and tabs around it (OWS).</summary>
    public static ReadOnlySpan<byte> TrimSpaces(ReadOnlySpan<byte> text)
    {
        while (text.Length > 0 && text[0] is (byte)' ' or (byte)'\t') text = text[1..];
        while (text.Length > 0 && text[^1] is (byte)' ' or (byte)'\t') text = text[..^1];
        return text;
    }

    /// <summary>One character per byte: what a value above ASCII means is not known, and nothing is lost.</summary>
    public static string Decode(ReadOnlySpan<byte> bytes) => Latin1.GetString(bytes);

    /// <summary>A remote's words for a log or a player: one line, ASCII, at most <paramref name="limit"/> characters.</summary>
    public static string Printable(ReadOnlySpan<char> text, int limit)
    {
        var result = new StringBuilder(Math.Min(text.Length, limit));
        foreach (var c in text)
        {
            if (result.Length == limit) break;
            result.Append(c is >= ' ' and <= '~' ? c : '?');
        }
        return result.ToString();
    }
}
