namespace Transport.WebSockets.Handshake;

/// <summary>A caller's own header lines, "Name: value" each, as Godot's <c>handshake_headers</c>.</summary>
internal static class HandshakeHeaderLines
{
    // Written by the handshake itself, or not compatible with one.
    private static readonly string[] Reserved =
    [
        "Host", "Upgrade", "Connection", "Content-Length", "Transfer-Encoding", "Sec-WebSocket-Key", "Sec-WebSocket-Version",
        "Sec-WebSocket-Accept", "Sec-WebSocket-Protocol", "Sec-WebSocket-Extensions",
    ];

    /// <summary>A copy of the lines, each of which can go into a head.</summary>
    /// <exception cref="ArgumentException">A line is no header line, would end one, or sets what the handshake sets.</exception>
    public static IReadOnlyList<string> Check(IReadOnlyList<string> lines, string parameter)
    {
        if (lines is null) throw new ArgumentNullException(parameter);
        var result = new string[lines.Count];
        for (var i = 0; i < result.Length; i++)
        {
            result[i] = lines[i] ?? throw new ArgumentException("A header line is null.", parameter);
            Check(result[i], parameter);
        }
        return result;
    }

    private static void Check(string line, string parameter)
    {
        var colon = line.IndexOf(':', StringComparison.Ordinal);
        if (colon < 0 || !HttpSyntax.IsToken(line.AsSpan(0, colon)))
            throw new ArgumentException("A header line is \"Name: value\", without a space before the colon.", parameter);
        foreach (var c in line)
        {
            if (HttpSyntax.IsControl(c))
                throw new ArgumentException("A header line has no line break or other control character in it.", parameter);
        }
        var name = line[..colon];
        if (Array.Exists(Reserved, reserved => reserved.Equals(name, StringComparison.OrdinalIgnoreCase)))
            throw new ArgumentException($"The header {name} is written by the handshake itself.", parameter);
    }
}
