using Transport.EndToEnd;

namespace Transport.Browser.Tests;

/// <summary>The page that docs/guide/browser.md shows works as it stands there.</summary>
internal sealed class GuidePageTests
{
    private const string WaitForText = """
        const [text, answer] = arguments;
        const look = () => document.body?.innerText.includes(text) ? answer(document.body.innerText) : setTimeout(look, 10);
        look();
        """;

    [Test]
    public async Task ShowsWhatItSentAndHowItEnded()
    {
        using var page = new GuidePage();
        await using var site = await Site.StartAsync(
            await PublishedApp.PublishAsync(page.Folder, Path.Combine(page.Folder, "out"), "-p:CompressionEnabled=false"), TestBrowser.Trusted.Certificate);
        await using var server = RunningMultiplayerPeer.Serve();
        await TestBrowser.Chromium.VisitAsync($"{site.Url}?server={server.Url}");
        Assert.That(await TestBrowser.Chromium.RunAsync(WaitForText, "Hello"), Is.EqualTo("Hello"));
        server.Do(server => server.Close(CloseCode.GoingAway, "good night"));
        Assert.That(
            await TestBrowser.Chromium.RunAsync(WaitForText, "over"), Is.EqualTo("The session is over: Closed by the other end, code 1001: good night"));
        Assert.That(TestBrowser.Chromium.TakeConsole(), Is.Empty);
    }
}
