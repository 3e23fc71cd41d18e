using Transport.Browser.Contract.Shared;
using Transport.ContractTests;

namespace Transport.Browser.Tests;

/// <summary>The contract suite inside a page: one thread, nothing that blocks. Over the in-process carrier, since a page is no server.</summary>
internal sealed class ContractInPageTests : BrowserTests
{
    private Site _site = null!;

    private static IEnumerable<string> Names => ContractCase.All.Select(contractCase => contractCase.Name);

    protected override string Url => _site.Url;

    public override async Task Visit()
    {
        _site = await Site.StartAsync(await PublishedApp.PublishBuiltAsync("Transport.Browser.Contract"), TestBrowser.Trusted.Certificate);
        await base.Visit();
    }

    [OneTimeTearDown]
    public ValueTask StopSite() => _site?.DisposeAsync() ?? default;

    [TestCaseSource(nameof(Names))]
    public async Task Contract(string name)
    {
        if (name == nameof(MultiplayerPeerContract.Rule01_EventsAreRaisedOnTheThreadThatPolls)) Assert.Ignore("A page has one thread.");
        var result = (await Page.CallAsync("Suite", "Run", name)).GetString()!;
        if (result.StartsWith('-')) Assert.Ignore(result[1..]);
        Assert.That(result, Is.Empty);
    }
}
