using System.Text.Json;
using Transport.EndToEnd;

namespace Transport.Interop.Tests.Strangers;

/// <summary>Chromium without a window: a page's own WebSocket. A client only.</summary>
internal sealed class ChromiumStranger : Stranger
{
    private const string Script = """
        const [command, options, answer] = arguments;
        window.stranger.run(command, JSON.parse(options)).then(
          result => answer(JSON.stringify({ result })),
          error => answer(JSON.stringify({ error: error.stack ?? String(error) })));
        """;

    private readonly PageServer _pages = new();
    private readonly Chromium _chromium;

    private ChromiumStranger(Chromium chromium) => _chromium = chromium;

    /// <summary>The origin of the page that <see cref="VisitAsync"/> shows.</summary>
    public string Origin => OriginOf("localhost");

    /// <summary>The origin of the same page by another name.</summary>
    public string OtherOrigin => OriginOf("127.0.0.1");

    /// <summary>Starts the browser, on the page of <see cref="Origin"/>.</summary>
    /// <param name="trusted">The one certificate that it takes without an authority.</param>
    public static async Task<ChromiumStranger> StartAsync(TestCertificate trusted)
    {
        var stranger = new ChromiumStranger(await Chromium.StartAsync(trusted).ConfigureAwait(false));
        try
        {
            await stranger.VisitAsync(stranger.Origin).ConfigureAwait(false);
            return stranger;
        }
        catch
        {
            await stranger.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>Goes to the page under an origin; the page before is left, with all its sockets.</summary>
    public Task VisitAsync(string origin) => _chromium.VisitAsync(origin);

    /// <summary>What the browser's console has said since the last call; more than a page is told.</summary>
    public override string TakeOutput() => _chromium.TakeConsole();

    public override async ValueTask DisposeAsync()
    {
        await _chromium.DisposeAsync().ConfigureAwait(false);
        await _pages.DisposeAsync().ConfigureAwait(false);
    }

    internal override async Task<JsonElement> AskAsync(string command, object options, CancellationToken cancellationToken)
    {
        var json = (string)(await _chromium.RunAsync(Script, command, Serialize(options)).WaitAsync(cancellationToken).ConfigureAwait(false))!;
        using var answer = JsonDocument.Parse(json);
        return answer.RootElement.TryGetProperty("error", out var error)
            ? throw new StrangerException(error.GetString()!)
            : answer.RootElement.GetProperty("result").Clone();
    }

    private string OriginOf(string host) => $"http://{host}:{_pages.Port}";
}
