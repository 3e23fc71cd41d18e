namespace ConnectFour.Server;

/// <summary>What is printed at the start: how to get in.</summary>
internal static class Welcome
{
    private const string Terminal = "dotnet run --project docs/samples/ConnectFour -- play --url";

    public static void Write(ICollection<string> urls, TextWriter output)
    {
        foreach (var url in urls) output.WriteLine($"Connect Four is open at {url}");
        // 0.0.0.0 and * are where to listen, and not where to go.
        var match = new UriBuilder(urls.First().Replace("*", "localhost", StringComparison.Ordinal).Replace("0.0.0.0", "localhost", StringComparison.Ordinal).Replace("[::]", "localhost", StringComparison.Ordinal))
        {
            Path = "/play/main",
        };
        match.Scheme = match.Scheme == Uri.UriSchemeHttps ? Uri.UriSchemeWss : Uri.UriSchemeWs;
        output.WriteLine("Open it in a browser, or join the match 'main' from a terminal, by WebSocket or by UDP:");
        output.WriteLine($"  {Terminal} {match.Uri}");
        output.WriteLine($"  {Terminal} {match.Uri} --transport udp");
        output.WriteLine("Ctrl+C closes the server.");
    }
}
