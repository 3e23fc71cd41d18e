using System.Diagnostics;
using Transport.WebSockets;

namespace Chat.Tests;

/// <summary>A server and clients that one loop polls, until something is so.</summary>
internal sealed class Talk : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan Frame = TimeSpan.FromMilliseconds(2);

    private readonly List<WebSocketClient> _clients = [];

    public Talk(Action<WebSocketServer>? prepare = null)
    {
        Server = new WebSocketServer { SupportedProtocols = { ChatServer.Subprotocol } };
        prepare?.Invoke(Server);
        Server.ClientConnected += id => Events.Add($"connected {id}");
        Server.ClientDisconnected += id => Events.Add($"disconnected {id}");
        Server.MessageReceived += (id, message) => Events.Add($"{id}: {message}");
        Server.Listen(0);
    }

    public WebSocketServer Server { get; }

    /// <summary>What the server told.</summary>
    public List<string> Events { get; } = [];

    /// <summary>A client on its way, and what it tells.</summary>
    public (WebSocketClient Client, List<string> Events) Connect(string? protocol = ChatServer.Subprotocol)
    {
        var client = new WebSocketClient();
        if (protocol is not null) client.SupportedProtocols.Add(protocol);
        var events = new List<string>();
        client.ConnectedToServer += () => events.Add("connected");
        client.ConnectionClosed += () => events.Add("closed");
        client.MessageReceived += message => events.Add(message.ToString());
        client.ConnectToUrl($"ws://127.0.0.1:{Server.LocalPort}/test/");
        _clients.Add(client);
        return (client, events);
    }

    /// <summary>A client that is connected, and its id.</summary>
    public async Task<(WebSocketClient Client, List<string> Events, int Id)> ComeAsync()
    {
        var known = Server.Clients.ToArray();
        var (client, events) = Connect();
        await UntilAsync(() => client.Socket.ReadyState == WebSocketState.Open && events.Contains("connected") && Server.Clients.Count > known.Length);
        return (client, events, Server.Clients.Except(known).Single());
    }

    public async Task UntilAsync(Func<bool> isSo)
    {
        using var frames = new PeriodicTimer(Frame);
        var start = Stopwatch.GetTimestamp();
        while (!isSo())
        {
            if (Stopwatch.GetElapsedTime(start) > Patience) Assert.Fail("It has not come in time.");
            Server.Poll();
            foreach (var client in _clients) client.Poll();
            await frames.WaitForNextTickAsync();
        }
    }

    public void Dispose()
    {
        foreach (var client in _clients) client.Dispose();
        Server.Dispose();
    }
}
