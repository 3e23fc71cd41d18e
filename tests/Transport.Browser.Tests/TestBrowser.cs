using Transport.EndToEnd;

namespace Transport.Browser.Tests;

/// <summary>One browser, and one web server with the published page, for all tests.</summary>
[SetUpFixture]
internal sealed class TestBrowser
{
    public static Chromium Chromium { get; private set; } = null!;

    public static Site Site { get; private set; } = null!;

    /// <summary>For localhost; the browser trusts it.</summary>
    public static TestCertificate Trusted { get; private set; } = null!;

    [OneTimeSetUp]
    public async Task Start()
    {
        Chromium.Require();
        Trusted = new TestCertificate();
        Site = await Site.StartAsync(await PublishedApp.PublishBuiltAsync("Transport.Browser.App", "TrimMode=full"), Trusted.Certificate);
        Chromium = await Chromium.StartAsync(Trusted);
    }

    [OneTimeTearDown]
    public async Task Stop()
    {
        if (Chromium is not null) await Chromium.DisposeAsync();
        if (Site is not null) await Site.DisposeAsync();
        Trusted?.Dispose();
    }
}
