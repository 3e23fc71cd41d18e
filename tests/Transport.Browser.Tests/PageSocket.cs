using System.Text.Json;
using Transport.Browser.App.Shared;

namespace Transport.Browser.Tests;

/// <summary>The one <see cref="WebSockets.WebSocketPeer"/> in the page, from outside.</summary>
internal static class PageSocket
{
    public static Task ConnectAsync(Uri url, params string[] protocols) => Page.CallAsync("Sockets", "Connect", url.OriginalString, protocols);

    public static async Task<bool> SendAsync(string text, bool isText) => (await Page.CallAsync("Sockets", "Send", text, isText)).GetBoolean();

    public static Task CloseAsync(int code, string reason) => Page.CallAsync("Sockets", "Close", code, reason);

    /// <summary>Waits until it no longer connects.</summary>
    public static Task<PageSocketReport> OpenedAsync() => ReportAsync("Opened");

    public static Task<PageSocketReport> ReceivedAsync(int count) => ReportAsync("Received", count);

    public static Task<PageSocketReport> ClosedAsync() => ReportAsync("Closed");

    private static async Task<PageSocketReport> ReportAsync(string method, params object[] arguments) =>
        JsonSerializer.Deserialize((await Page.CallAsync("Sockets", method, arguments)).GetString()!, PageJson.Default.PageSocketReport)!;
}
