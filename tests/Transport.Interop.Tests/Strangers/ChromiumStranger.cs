using System.Text.Json;
using OpenQA.Selenium;
using OpenQA.Selenium.Chrome;

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

    private static readonly string[] Arguments =
    [
        "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--disable-dev-shm-usage", "--no-first-run", "--disable-background-networking",
        "--disable-component-update", "--disable-sync",
    ];

    // As slow as a busy machine makes it.
    private static readonly TimeSpan CommandTimeout = TimeSpan.FromSeconds(60);

    private readonly PageServer _pages = new();
    private readonly DirectoryInfo _profile = Directory.CreateTempSubdirectory("stranger-");
    private ChromeDriverService? _service;
    private ChromeDriver? _driver;

    private ChromiumStranger()
    {
    }

    /// <summary>The origin of the page that <see cref="VisitAsync"/> shows.</summary>
    public string Origin => OriginOf("localhost");

    /// <summary>The origin of the same page by another name.</summary>
    public string OtherOrigin => OriginOf("127.0.0.1");

    /// <summary>Starts the browser, on the page of <see cref="Origin"/>.</summary>
    /// <param name="trusted">The one certificate that it takes without an authority.</param>
    public static async Task<ChromiumStranger> StartAsync(TestCertificate trusted)
    {
        Programs.RequireChromium();
        var chromium = new ChromiumStranger();
        try
        {
            await Aside(() => chromium.Launch(trusted)).ConfigureAwait(false);
            await chromium.VisitAsync(chromium.Origin).ConfigureAwait(false);
            return chromium;
        }
        catch
        {
            await chromium.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>Goes to the page under an origin; the page before is left, with all its sockets.</summary>
    public Task VisitAsync(string origin) => Aside(() => Driver.Navigate().GoToUrl(new Uri(origin)));

    /// <summary>What the browser's console has said since the last call; more than a page is told.</summary>
    public override string TakeOutput() => string.Join('\n', Driver.Manage().Logs.GetLog(LogType.Browser).Select(static entry => entry.Message));

    public override async ValueTask DisposeAsync()
    {
        if (_driver is { } driver) await Aside(driver.Quit).ConfigureAwait(false);
        _service?.Dispose();
        await _pages.DisposeAsync().ConfigureAwait(false);
        try
        {
            _profile.Delete(recursive: true);
        }
        catch (IOException)
        {
            // The last of the browser's processes still writes.
        }
    }

    internal override async Task<JsonElement> AskAsync(string command, object options, CancellationToken cancellationToken)
    {
        var json = "";
        await Aside(() => json = (string)Driver.ExecuteAsyncScript(Script, command, Serialize(options))!).WaitAsync(cancellationToken).ConfigureAwait(false);
        using var answer = JsonDocument.Parse(json);
        return answer.RootElement.TryGetProperty("error", out var error)
            ? throw new StrangerException(error.GetString()!)
            : answer.RootElement.GetProperty("result").Clone();
    }

    private ChromeDriver Driver => _driver ?? throw new InvalidOperationException("The browser has not started.");

    private void Launch(TestCertificate trusted)
    {
        // Both paths are given: nothing is looked for, and nothing is downloaded.
        Environment.SetEnvironmentVariable("SE_OFFLINE", "true");
        _service = ChromeDriverService.CreateDefaultService(Path.GetDirectoryName(Programs.ChromeDriver)!, Path.GetFileName(Programs.ChromeDriver));
        _service.SuppressInitialDiagnosticInformation = true;
        _service.InitializationTimeout = CommandTimeout;
        var options = new ChromeOptions { BinaryLocation = Programs.Chromium };
        options.AddArguments(Arguments);
        options.AddArgument($"--user-data-dir={_profile.FullName}");
        options.AddArgument($"--ignore-certificate-errors-spki-list={trusted.SpkiHash}");
        options.SetLoggingPreference(LogType.Browser, LogLevel.All);
        _driver = new ChromeDriver(_service, options, CommandTimeout);
        _driver.Manage().Timeouts().AsynchronousJavaScript = CommandTimeout;
    }

    // Selenium blocks: on a thread of its own, not on one that a server needs.
    private static Task Aside(Action action) =>
        Task.Factory.StartNew(action, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);

    private string OriginOf(string host) => $"http://{host}:{_pages.Port}";
}
