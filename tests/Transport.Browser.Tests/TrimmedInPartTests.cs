using Transport.EndToEnd;

namespace Transport.Browser.Tests;

/// <summary>The page published with TrimMode=partial; all others are published with full.</summary>
internal sealed class TrimmedInPartTests : BrowserTests
{
    private Site _site = null!;

    protected override string Url => _site.Url;

    public override async Task Visit()
    {
        _site = await Site.StartAsync(await PublishedApp.PublishBuiltAsync("Transport.Browser.App", "TrimMode=partial"), TestBrowser.Trusted.Certificate);
        await base.Visit();
    }

    [OneTimeTearDown]
    public ValueTask StopSite() => _site?.DisposeAsync() ?? default;

    [Test]
    public async Task PacketsGoBothWays()
    {
        await using var server = RunningMultiplayerPeer.Serve();
        var (peer, _) = await JoinAsync(server);
        await peer.SendNumberedAsync(10, 1000);
        await peer.ReceivedAsync(10);
        await peer.AssertNumberedAsync(0, 10, 1000);
        await peer.CloseAsync(4001, "bye");
        Assert.That((await server.DisconnectedAsync(Deadline)).Info.Code, Is.EqualTo(4001));
    }
}
