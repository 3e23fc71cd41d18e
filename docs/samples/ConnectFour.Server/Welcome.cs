namespace ConnectFour.Server;

/// <summary>What is printed at the start: how to get in.</summary>
internal static class Welcome
{
    private const string Terminal = "dotnet run --project docs/samples/ConnectFour -- play --url";
    private static readonly string[] Anywhere = ["*", "+", "0.0.0.0", "[::]"];

    public static void Write(ICollection<string> urls, TextWriter output)
    {
        foreach (var url in urls) output.WriteLine($"Connect Four is open at {url}");
        var match = new UriBuilder(Reachable(urls.First())) { Path = "/play/main" };
        match.Scheme = match.Scheme == Uri.UriSchemeHttps ? Uri.UriSchemeWss : Uri.UriSchemeWs;
        output.WriteLine("Open it in a browser, or join the match 'main' from a terminal, by WebSocket or by UDP:");
        output.WriteLine($"  {Terminal} {match.Uri}");
        output.WriteLine($"  {Terminal} {match.Uri} --transport udp");
        output.WriteLine("Ctrl+C closes the server.");
    }

    // Where to listen is not always where to go.
    private static string Reachable(string url) =>
        Anywhere.Aggregate(url, static (reachable, any) => reachable.Replace($"//{any}:", "//localhost:", StringComparison.Ordinal));
}
