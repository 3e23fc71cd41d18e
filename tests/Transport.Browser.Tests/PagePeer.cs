using System.Text.Json;
using Transport.Browser.App.Shared;

namespace Transport.Browser.Tests;

/// <summary>A client in the page, from outside.</summary>
internal sealed class PagePeer
{
    private readonly int _number;

    private PagePeer(int number) => _number = number;

    public static async Task<PagePeer> CreateAsync(PagePeerOptions? options = null)
    {
        var json = JsonSerializer.Serialize(options ?? new PagePeerOptions(), PageJson.Default.PagePeerOptions);
        return new PagePeer((await Page.CallAsync("Page", "Create", json)).GetInt32());
    }

    /// <summary>A client that is connecting.</summary>
    public static async Task<PagePeer> ConnectAsync(Uri url, PagePeerOptions? options = null)
    {
        var peer = await CreateAsync(options);
        await peer.ConnectAsync(url);
        return peer;
    }

    public Task ConnectAsync(Uri url) => CallAsync("Connect", url.OriginalString);

    /// <summary>Before anything can come of it.</summary>
    public Task ConnectAndCloseAsync(Uri url) => CallAsync("ConnectAndClose", url.OriginalString);

    public Task<PagePeerReport> ConnectedAsync() => ReportAsync("Connected");

    /// <summary>How its latest session ended, or why it did not come to be; waited for.</summary>
    public async Task<DisconnectInfo> EndedAsync(int count = 1) => (await ReportAsync("Ended", count)).Ends[count - 1].ToInfo();

    /// <summary>Waits for a number of packets, all of them counted.</summary>
    public Task<PagePeerReport> ReceivedAsync(int count) => ReportAsync("Received", count);

    /// <summary>Waits until a number of packets can be taken.</summary>
    public Task CountedAsync(int count) => ReportAsync("Counted", count);

    public Task<PagePeerReport> ReportAsync() => ReportAsync("Report");

    /// <summary>Asserts that the packets from an index are those with the numbers from 0, in order.</summary>
    public async Task AssertNumberedAsync(int index, int count, int size) =>
        Assert.That((await CallAsync("FindWrong", index, count, size)).GetInt32(), Is.EqualTo(-1), "The first packet that is not in its turn.");

    public Task SendNumberedAsync(int count, int size) => CallAsync("SendNumbered", count, size);

    public async Task<int> TrySendAsync(int count, int size) => (await CallAsync("TrySend", count, size)).GetInt32();

    public Task CloseAsync(int code = CloseCode.Normal, string reason = "") => CallAsync("Close", code, reason);

    public Task CutAsync() => CallAsync("Cut");

    public Task TakePacketsAsync() => CallAsync("TakePackets");

    private async Task<PagePeerReport> ReportAsync(string method, params object[] arguments) =>
        JsonSerializer.Deserialize((await CallAsync(method, arguments)).GetString()!, PageJson.Default.PagePeerReport)!;

    private Task<JsonElement> CallAsync(string method, params object[] arguments) => Page.CallAsync("Page", method, [_number, .. arguments]);
}
