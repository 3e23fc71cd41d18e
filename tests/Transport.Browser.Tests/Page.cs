using System.Text.Json;

namespace Transport.Browser.Tests;

/// <summary>The page in the browser, from outside.</summary>
internal static class Page
{
    private const string WaitForStart = """
        const [answer] = arguments;
        const look = () => globalThis.page ? answer(null) : setTimeout(look, 10);
        look();
        """;

    private const string CallMethod = """
        const [type, method, options, answer] = arguments;
        (async () => globalThis.page[type][method](...options))().then(
          result => answer(JSON.stringify({ result: result ?? null })),
          error => answer(JSON.stringify({ error: error.message ?? String(error) })));
        """;

    /// <summary>Goes to the page, and waits until it has started.</summary>
    public static async Task VisitAsync(string url)
    {
        await TestBrowser.Chromium.VisitAsync(url);
        await TestBrowser.Chromium.RunAsync(WaitForStart);
    }

    /// <summary>Calls an exported method, and waits for its result.</summary>
    /// <exception cref="PageException">What it threw.</exception>
    public static async Task<JsonElement> CallAsync(string type, string method, params object[] arguments)
    {
        var json = (string)(await TestBrowser.Chromium.RunAsync(CallMethod, type, method, arguments))!;
        using var answer = JsonDocument.Parse(json);
        return answer.RootElement.TryGetProperty("error", out var error)
            ? throw new PageException(error.GetString()!)
            : answer.RootElement.GetProperty("result").Clone();
    }
}
