using NUnit.Framework.Interfaces;
using Transport.Browser.App.Shared;
using Transport.EndToEnd;

namespace Transport.Browser.Tests;

/// <summary>What all fixtures share: the page, fresh for each fixture, and a deadline for each test.</summary>
internal abstract class BrowserTests
{
    private static readonly TimeSpan TimeLimit = TimeSpan.FromSeconds(60);

    private CancellationTokenSource? _deadline;

    /// <summary>Ends every wait of a test that takes too long.</summary>
    protected CancellationToken Deadline => _deadline!.Token;

    [OneTimeSetUp]
    public virtual Task Visit() => Page.VisitAsync(Url);

    [SetUp]
    public void StartClock() => _deadline = new CancellationTokenSource(TimeLimit);

    [TearDown]
    public void ShowConsole()
    {
        _deadline?.Dispose();
        var console = TestBrowser.Chromium.TakeConsole();
        if (TestContext.CurrentContext.Result.Outcome.Status == TestStatus.Failed) TestContext.Out.WriteLine($"The page's console:\n{console}");
    }

    protected virtual string Url => TestBrowser.Site.Url;

    /// <summary>A client in the page that both ends know as connected.</summary>
    protected async Task<(PagePeer Peer, int Id)> JoinAsync(RunningMultiplayerPeer server, PagePeerOptions? options = null)
    {
        var peer = await PagePeer.ConnectAsync(server.Url, options);
        await peer.ConnectedAsync();
        return (peer, await server.ConnectedAsync(Deadline));
    }
}
