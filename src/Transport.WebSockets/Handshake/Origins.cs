namespace Transport.WebSockets.Handshake;

/// <summary>The origins of pages in browsers. Source: RFC 6454.</summary>
internal static class Origins
{
    /// <summary>In a list of origins: every one.</summary>
    public const string Any = "*";

    private const string SchemeEnd = "://";

    /// <summary>
    /// Whether a page is of this very server: the same host and port, and the same scheme, or https where this server was asked by http, since
    /// a proxy before it may have ended TLS.
    /// </summary>
    /// <param name="origin">The page's.</param>
    /// <param name="scheme">The one the request came by, http or https.</param>
    /// <param name="host">What the client calls this server, with its port when that is not the scheme's own.</param>
    public static bool IsOwn(string origin, string scheme, string host)
    {
        var end = origin.IndexOf(SchemeEnd, StringComparison.Ordinal);
        if (end < 0) return false;
        var originScheme = origin[..end];
        if (!Same(originScheme, scheme) && !Same(originScheme, "https")) return false;
        var defaultPort = Same(originScheme, "https") ? ":443" : ":80";
        return Same(Without(defaultPort, origin[(end + SchemeEnd.Length)..]), Without(defaultPort, host));
    }

    private static string Without(string port, string host) =>
        host.EndsWith(port, StringComparison.Ordinal) ? host[..^port.Length] : host;

    private static bool Same(string left, string right) => left.Equals(right, StringComparison.OrdinalIgnoreCase);
}
