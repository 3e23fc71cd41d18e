using System.Runtime.InteropServices.JavaScript;
using System.Text;
using System.Text.Json;
using Transport.Browser.App.Shared;
using Transport.WebSockets;

namespace Transport.Browser.App;

/// <summary>What the tests tell the page to do with a <see cref="WebSocketPeer"/>: one at a time, polled after each wait for activity.</summary>
internal static partial class Sockets
{
    private static readonly List<string> Messages = [];
    private static WebSocketPeer _peer = new();

    [JSExport]
    internal static void Connect(string url, string[] protocols)
    {
        _peer.Dispose();
        Messages.Clear();
        var options = new WebSocketOptions();
        foreach (var protocol in protocols) options.SupportedProtocols.Add(protocol);
        _peer = new WebSocketPeer(options);
        _peer.ConnectToUrl(url);
    }

    [JSExport]
    internal static bool Send(string text, bool isText) => isText ? _peer.SendText(text) : _peer.Send(Encoding.UTF8.GetBytes(text));

    [JSExport]
    internal static void Close(int code, string reason) => _peer.Close(code, reason);

    /// <summary>Polls until the peer is no longer connecting.</summary>
    [JSExport]
    internal static Task<string> Opened() => Until(static () => _peer.ReadyState != WebSocketState.Connecting);

    [JSExport]
    internal static Task<string> Received(int count) => Until(() => Messages.Count >= count);

    [JSExport]
    internal static Task<string> Closed() => Until(static () => _peer.ReadyState == WebSocketState.Closed);

    private static async Task<string> Until(Func<bool> condition)
    {
        while (!condition())
        {
            await _peer.WaitForActivityAsync();
            _peer.Poll();
            while (_peer.TryReceive(out var message))
                Messages.Add($"{(message.IsText ? "text" : "binary")}: {Encoding.UTF8.GetString(message.Payload.Span)}");
        }
        var end = _peer.DisconnectInfo is { } info ? PageEnd.From(info) : null;
        var report = new PageSocketReport(_peer.ReadyState, _peer.SelectedProtocol, [.. Messages], _peer.CloseCode, _peer.CloseReason, end);
        return JsonSerializer.Serialize(report, PageJson.Default.PageSocketReport);
    }
}
