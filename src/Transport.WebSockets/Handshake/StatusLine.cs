namespace Transport.WebSockets.Handshake;

/// <summary>The first line of an answer. Source: RFC 9112 section 4.</summary>
/// <param name="Status">100 to 999.</param>
/// <param name="Reason">The server's words, printable and short, or the usual ones when it has none.</param>
/// <param name="Major">The first digit of the version.</param>
/// <param name="Minor">The second digit of the version.</param>
internal readonly record struct StatusLine(int Status, string Reason, int Major, int Minor)
{
    private const int MaxReasonChars = 80;
    private const int StatusDigits = 3;

    public static bool TryParse(ReadOnlySpan<byte> line, out StatusLine result)
    {
        result = default;
        if (line.Length < HttpVersion.Length + 1 + StatusDigits
            || !HttpVersion.TryParse(line[..HttpVersion.Length], out var major, out var minor)
            || line[HttpVersion.Length] != ' ') return false;

        var rest = line[(HttpVersion.Length + 1)..];
        var status = 0;
        foreach (var b in rest[..StatusDigits])
        {
            if (b is < (byte)'0' or > (byte)'9') return false;
            status = 10 * status + (b - '0');
        }
        // Some servers leave out the space that belongs before an empty reason.
        if (status < 100 || rest.Length > StatusDigits && rest[StatusDigits] != ' ') return false;

        var reason = HttpSyntax.Printable(HttpSyntax.Decode(HttpSyntax.TrimSpaces(rest[StatusDigits..])), MaxReasonChars);
        result = new StatusLine(status, reason.Length > 0 ? reason : HttpReason.Of(status), major, minor);
        return true;
    }

    /// <summary>"401 Unauthorized".</summary>
    public override string ToString() => Reason.Length > 0 ? $"{Status} {Reason}" : $"{Status}";
}
