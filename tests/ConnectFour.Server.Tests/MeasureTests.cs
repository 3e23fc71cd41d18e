using System.Diagnostics;
using System.Globalization;
using Transport.EndToEnd;

namespace ConnectFour.Server.Tests;

/// <summary>The figures of docs/guide/browser.md for ConnectFour's page: published, its size and its time to start.</summary>
[Explicit("It measures, and asserts nothing.")]
internal sealed class MeasureTests
{
    private const int Starts = 9;

    // Runs before the page's own script.
    private const string Watch = """
        new MutationObserver(() => {
          if (globalThis.shownAt === undefined && document.querySelector('#play')) globalThis.shownAt = performance.now();
        }).observe(document, { childList: true, subtree: true });
        """;

    private const string WaitForTime = """
        const [answer] = arguments;
        const look = () => globalThis.shownAt === undefined ? setTimeout(look, 10) : answer(globalThis.shownAt);
        look();
        """;

    private const string CountBytes = """
        const [answer] = arguments;
        const loaded = [...performance.getEntriesByType('navigation'), ...performance.getEntriesByType('resource')];
        answer(`${loaded.length} requests, ${loaded.reduce((sum, entry) => sum + entry.transferSize, 0)} bytes`);
        """;

    [Test]
    public async Task SizeAndStart()
    {
        var folder = Path.Combine(Built.Publish, "ConnectFour.Server");
        await PublishAsync(folder);
        Measure(Path.Combine(folder, "wwwroot"));
        Measure(Path.Combine(folder, "wwwroot", "_framework"));
        using var server = await RunningServer.StartAsync(Path.Combine(folder, "ConnectFour.Server.dll"), []);
        using var certificate = new TestCertificate();
        var cold = new List<double>();
        var warm = new List<double>();
        for (var start = 0; start < Starts; start++)
        {
            // A browser that has never seen the page, then once more.
            await using var chromium = await Chromium.StartAsync(certificate);
            await chromium.UseAsync(driver => driver.ExecuteCdpCommand("Page.addScriptToEvaluateOnNewDocument", new() { ["source"] = Watch }));
            cold.Add(await VisitAsync(chromium, server.Url, start == 0));
            warm.Add(await VisitAsync(chromium, server.Url, start == 0));
        }
        Write($"cold {Describe(cold)}, warm {Describe(warm)}");
    }

    private static async Task<double> VisitAsync(Chromium chromium, string url, bool tellsBytes)
    {
        await chromium.VisitAsync(url);
        var time = Convert.ToDouble(await chromium.RunAsync(WaitForTime), CultureInfo.InvariantCulture);
        if (tellsBytes) Write($"{await chromium.RunAsync(CountBytes)}");
        return time;
    }

    private static async Task PublishAsync(string folder)
    {
        if (Directory.Exists(folder)) Directory.Delete(folder, recursive: true);
        var start = new ProcessStartInfo(Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet")
        {
            ArgumentList = { "publish", Built.Samples("ConnectFour.Server"), "-c", "Release", "-o", folder, "-nodeReuse:false", "-tl:off" },
        };
        using var process = Process.Start(start)!;
        await process.WaitForExitAsync();
        Assert.That(process.ExitCode, Is.Zero, "The server cannot be published.");
    }

    private static void Measure(string folder)
    {
        var plain = new DirectoryInfo(folder).GetFiles("*", SearchOption.AllDirectories).Where(static file => file.Extension is not (".br" or ".gz")).ToArray();
        Write($"{Path.GetFileName(folder)}: {plain.Length} files, raw {Sum(plain, "")}, gzip {Sum(plain, ".gz")}, brotli {Sum(plain, ".br")} bytes");
    }

    private static long Sum(IEnumerable<FileInfo> files, string compressed) =>
        files.Sum(file => File.Exists(file.FullName + compressed) ? new FileInfo(file.FullName + compressed).Length : file.Length);

    private static string Describe(List<double> times)
    {
        times.Sort();
        return string.Create(CultureInfo.InvariantCulture, $"{times[0]:0} / {times[times.Count / 2]:0} / {times[^1]:0} ms");
    }

    private static void Write(string line) => TestContext.Progress.WriteLine(line);
}
