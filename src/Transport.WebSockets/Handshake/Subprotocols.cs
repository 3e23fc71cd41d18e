namespace Transport.WebSockets.Handshake;

/// <summary>
/// The choice of a subprotocol: strict both ways as in Godot, and case-sensitive. Who names subprotocols wants one of them.
/// Source: RFC 6455 sections 4.1 and 4.2.2.
/// </summary>
internal static class Subprotocols
{
    public const string Header = "Sec-WebSocket-Protocol";

    private const int MaxShownChars = 200;

    /// <summary>A copy of a caller's list, trimmed as Godot does.</summary>
    /// <exception cref="ArgumentException">An entry is no token, or is there twice.</exception>
    public static IReadOnlyList<string> Check(IReadOnlyList<string> protocols, string parameter)
    {
        if (protocols is null) throw new ArgumentNullException(parameter);
        var result = new string[protocols.Count];
        for (var i = 0; i < result.Length; i++)
        {
            var protocol = protocols[i]?.Trim() ?? throw new ArgumentException("A subprotocol is null.", parameter);
            if (!HttpSyntax.IsToken(protocol))
                throw new ArgumentException($"The subprotocol \"{protocol}\" is not a token, as \"chess.v1\" is.", parameter);
            if (Array.IndexOf(result, protocol) >= 0)
                throw new ArgumentException($"The subprotocol \"{protocol}\" is there twice.", parameter);
            result[i] = protocol;
        }
        return result;
    }

    /// <summary>A server's choice: the first that the client offers and the server has. Null when the two do not meet.</summary>
    public static string? Select(IReadOnlyList<string> offered, IReadOnlyList<string> supported)
    {
        if (offered.Count == 0 && supported.Count == 0) return "";
        foreach (var protocol in offered)
        {
            if (supported.Contains(protocol)) return protocol;
        }
        return null;
    }

    /// <summary>"the subprotocols chess, go" or "no subprotocol".</summary>
    public static string Show(IReadOnlyList<string> protocols) => protocols.Count switch
    {
        0 => "no subprotocol",
        1 => $"the subprotocol {HttpSyntax.Printable(protocols[0], MaxShownChars)}",
        _ => $"the subprotocols {HttpSyntax.Printable(string.Join(", ", protocols), MaxShownChars)}",
    };
}
