using Microsoft.Extensions.Time.Testing;

namespace Transport.WebSockets.Tests.Fixtures;

/// <summary>Two open WebSocketPeers over a stream in memory, on virtual time.</summary>
internal sealed class PeerPair : IDisposable
{
    private PeerPair(WebSocketOptions? serverOptions, WebSocketOptions? clientOptions)
    {
        Pump.LeaveContext();
        Server = new WebSocketPeer(serverOptions, Time);
        Client = new WebSocketPeer(clientOptions, Time);
    }

    public FakeTimeProvider Time { get; } = new();

    public WebSocketPeer Server { get; }

    public WebSocketPeer Client { get; }

    public DuplexStream ServerLink { get; private set; } = null!;

    public DuplexStream ClientLink { get; private set; } = null!;

    public static async Task<PeerPair> OpenAsync(
        WebSocketOptions? serverOptions = null, WebSocketOptions? clientOptions = null, int capacity = DuplexStream.DefaultCapacity)
    {
        var pair = new PeerPair(serverOptions, clientOptions);
        await pair.OpenAgainAsync(capacity);
        return pair;
    }

    /// <summary>Starts both peers, again as well, over a new stream.</summary>
    public async Task OpenAgainAsync(int capacity = DuplexStream.DefaultCapacity)
    {
        (ClientLink, ServerLink) = DuplexStream.Pair(capacity);
        Client.ConnectOverStream(ClientLink, "ws://server.example:9080/game?seat=1");
        Server.AcceptStream(ServerLink);
        await Until(() => Client.ReadyState == WebSocketState.Open && Server.ReadyState == WebSocketState.Open, "two open peers");
    }

    public void Poll()
    {
        Client.Poll();
        Server.Poll();
    }

    public Task Until(Func<bool> isReached, string awaited) => Pump.Until(isReached, awaited, Poll);

    public Task Elapse(TimeSpan time) => Pump.Elapse(Time, time, Poll);

    public void Dispose()
    {
        Client.Dispose();
        Server.Dispose();
    }
}
