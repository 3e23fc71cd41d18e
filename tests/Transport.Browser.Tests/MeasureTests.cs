using System.Globalization;
using Transport.EndToEnd;

namespace Transport.Browser.Tests;

/// <summary>The figures of docs/guide/browser.md: size and time to start of its page, and of the same page without a client.</summary>
[Explicit("It measures, and asserts nothing.")]
internal sealed class MeasureTests
{
    private const int Starts = 9;

    // Runs before the page's own script.
    private const string Watch = """
        new MutationObserver(() => {
          if (globalThis.shownAt === undefined && document.body?.innerText.includes('Hello')) globalThis.shownAt = performance.now();
        }).observe(document, { childList: true, subtree: true });
        """;

    private const string WaitForTime = """
        const [answer] = arguments;
        const look = () => globalThis.shownAt === undefined ? setTimeout(look, 10) : answer(globalThis.shownAt);
        look();
        """;

    [Test]
    public async Task SizeAndStart()
    {
        await using var server = RunningMultiplayerPeer.Serve();
        using var page = new GuidePage();
        var sites = new List<(string Name, Site Site)>();
        foreach (var trimMode in new[] { "full", "partial" }) sites.Add(await PublishAsync(page, "client", trimMode));
        page.LeaveOutTheClient();
        foreach (var trimMode in new[] { "full", "partial" }) sites.Add(await PublishAsync(page, "no client", trimMode));
        var times = sites.ToDictionary(site => site.Name, _ => (Cold: new List<double>(), Warm: new List<double>()));
        // Each in turn, so that what else the machine does hits all of them.
        for (var start = 0; start < Starts; start++)
        {
            foreach (var (name, site) in sites)
            {
                var (cold, warm) = await StartAsync($"{site.Url}?server={server.Url}");
                times[name].Cold.Add(cold);
                times[name].Warm.Add(warm);
            }
        }
        foreach (var (name, site) in sites)
        {
            Write($"{name}: cold {Describe(times[name].Cold)}, warm {Describe(times[name].Warm)}");
            await site.DisposeAsync();
        }
    }

    private static async Task<(string Name, Site Site)> PublishAsync(GuidePage page, string program, string trimMode)
    {
        foreach (var leftover in new[] { "obj", "bin" })
        {
            if (Directory.Exists(Path.Combine(page.Folder, leftover))) Directory.Delete(Path.Combine(page.Folder, leftover), recursive: true);
        }
        var name = $"{program}, {trimMode}";
        var folder = await PublishedApp.PublishAsync(page.Folder, Path.Combine(page.Folder, "out", $"{program}-{trimMode}".Replace(" ", "", StringComparison.Ordinal)), $"-p:TrimMode={trimMode}");
        var files = new DirectoryInfo(folder).GetFiles("*", SearchOption.AllDirectories);
        var plain = files.Where(file => file.Extension is not (".br" or ".gz")).ToArray();
        Write($"{name}: {plain.Length} files, raw {Sum(plain, "")}, gzip {Sum(plain, ".gz")}, brotli {Sum(plain, ".br")} bytes");
        return (name, await Site.StartAsync(folder, TestBrowser.Trusted.Certificate));
    }

    // A browser that has never seen the page, then once more.
    private static async Task<(double Cold, double Warm)> StartAsync(string url)
    {
        await using var chromium = await Chromium.StartAsync(TestBrowser.Trusted);
        await chromium.UseAsync(driver => driver.ExecuteCdpCommand("Page.addScriptToEvaluateOnNewDocument", new() { ["source"] = Watch }));
        await chromium.VisitAsync(url);
        var cold = await chromium.RunAsync(WaitForTime);
        await chromium.VisitAsync(url);
        return (Convert.ToDouble(cold, CultureInfo.InvariantCulture), Convert.ToDouble(await chromium.RunAsync(WaitForTime), CultureInfo.InvariantCulture));
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
