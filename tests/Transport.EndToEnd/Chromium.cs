using OpenQA.Selenium;
using OpenQA.Selenium.Chrome;

namespace Transport.EndToEnd;

/// <summary>Chromium without a window, driven by Selenium. One command at a time.</summary>
public sealed class Chromium : IAsyncDisposable
{
    private const string Program = "/usr/bin/chromium";
    private const string DriverProgram = "/usr/bin/chromedriver";
    private const string Install = "Chromium is not installed: apt-get install -y --no-install-recommends chromium chromium-driver";

    private static readonly string[] Arguments =
    [
        "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--disable-dev-shm-usage", "--no-first-run", "--disable-background-networking",
        "--disable-component-update", "--disable-sync",
    ];

    // As slow as a busy machine makes it.
    private static readonly TimeSpan CommandTimeout = TimeSpan.FromSeconds(60);

    private readonly DirectoryInfo _profile = Directory.CreateTempSubdirectory("chromium-");
    private ChromeDriverService? _service;
    private ChromeDriver? _driver;

    private Chromium()
    {
    }

    /// <summary>Skips the test, or fails it, when there is no Chromium.</summary>
    public static void Require() => Requirement.Meet(File.Exists(Program) && File.Exists(DriverProgram), Install);

    /// <summary>Starts the browser, with an empty profile.</summary>
    /// <param name="trusted">The one certificate that it takes without an authority.</param>
    public static async Task<Chromium> StartAsync(TestCertificate trusted)
    {
        Require();
        var chromium = new Chromium();
        try
        {
            await Aside(() => chromium.Launch(trusted)).ConfigureAwait(false);
            return chromium;
        }
        catch
        {
            await chromium.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>Goes to a page; the page before is left, with all its sockets.</summary>
    public Task VisitAsync(string url) => UseAsync(driver => driver.Navigate().GoToUrl(new Uri(url)));

    /// <summary>Runs a script, which gives its result to the last of its arguments.</summary>
    public Task<object?> RunAsync(string script, params object[] arguments) => UseAsync(driver => driver.ExecuteAsyncScript(script, arguments));

    /// <summary>Uses the driver, on a thread of its own.</summary>
    public async Task<T> UseAsync<T>(Func<ChromeDriver, T> use)
    {
        T result = default!;
        await Aside(() => result = use(Driver)).ConfigureAwait(false);
        return result;
    }

    /// <inheritdoc cref="UseAsync{T}"/>
    public Task UseAsync(Action<ChromeDriver> use) => Aside(() => use(Driver));

    /// <summary>What the browser's console has said since the last call; more than a page is told.</summary>
    public string TakeConsole() => string.Join('\n', Driver.Manage().Logs.GetLog(LogType.Browser).Select(static entry => entry.Message));

    public async ValueTask DisposeAsync()
    {
        if (_driver is { } driver) await Aside(driver.Quit).ConfigureAwait(false);
        _service?.Dispose();
        try
        {
            _profile.Delete(recursive: true);
        }
        catch (IOException)
        {
            // The last of the browser's processes still writes.
        }
    }

    private ChromeDriver Driver => _driver ?? throw new InvalidOperationException("The browser has not started.");

    private void Launch(TestCertificate trusted)
    {
        // Both paths are given: nothing is looked for, and nothing is downloaded.
        Environment.SetEnvironmentVariable("SE_OFFLINE", "true");
        _service = ChromeDriverService.CreateDefaultService(Path.GetDirectoryName(DriverProgram)!, Path.GetFileName(DriverProgram));
        _service.SuppressInitialDiagnosticInformation = true;
        _service.InitializationTimeout = CommandTimeout;
        var options = new ChromeOptions { BinaryLocation = Program };
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
}
