using Microsoft.Extensions.Time.Testing;

namespace Transport.WebSockets.Tests.Fixtures;

/// <summary>A server and its clients over streams in memory, on virtual time.</summary>
internal sealed class MemorySession : IDisposable
{
    private readonly List<WatchedPeer> _clients = [];
    private readonly List<IDisposable> _raw = [];

    public MemorySession(WebSocketMultiplayerPeerOptions? options = null)
    {
        Pump.LeaveContext();
        Server = new WatchedPeer(new WebSocketMultiplayerPeer(options, Time));
        Server.Peer.CreateStreamServer();
    }

    public FakeTimeProvider Time { get; } = new();

    public WatchedPeer Server { get; }

    /// <summary>Starts a client; it is not connected yet.</summary>
    public WatchedPeer Join(out DuplexStream link, WebSocketMultiplayerPeerOptions? options = null, int capacity = DuplexStream.DefaultCapacity)
    {
        var client = new WatchedPeer(new WebSocketMultiplayerPeer(options, Time));
        (link, var far) = DuplexStream.Pair(capacity);
        _clients.Add(client);
        _ = Server.Peer.AcceptStreamAsync(far);
        client.Peer.CreateStreamClient(link, "ws://server.example/");
        return client;
    }

    /// <summary>A client that both ends know as connected.</summary>
    public async Task<WatchedPeer> ConnectAsync(WebSocketMultiplayerPeerOptions? options = null, int capacity = DuplexStream.DefaultCapacity) =>
        (await ConnectLinkedAsync(options, capacity)).Client;

    public async Task<(WatchedPeer Client, DuplexStream Link)> ConnectLinkedAsync(
        WebSocketMultiplayerPeerOptions? options = null, int capacity = DuplexStream.DefaultCapacity)
    {
        var client = Join(out var link, options, capacity);
        await Until(() => client.IsConnected && Server.Joined.Contains(client.Peer.UniqueId), "a connected client");
        return (client, link);
    }

    /// <summary>A client made of bytes, before its handshake.</summary>
    public RawEnd Knock(out DuplexStream link, int capacity = DuplexStream.DefaultCapacity)
    {
        (link, var far) = DuplexStream.Pair(capacity);
        _ = Server.Peer.AcceptStreamAsync(far);
        var end = new RawEnd(link);
        _raw.Add(end);
        return end;
    }

    /// <summary>A client made of bytes, after its handshake and its id.</summary>
    public async Task<(RawEnd Client, int Id, DuplexStream Link)> OpenRawAsync(int capacity = DuplexStream.DefaultCapacity)
    {
        var end = Knock(out var link, capacity);
        await end.UpgradeAsync();
        var id = BitConverter.ToInt32((await end.ReadFrameAsync()).Payload);
        await Until(() => Server.Joined.Contains(id), "a raw client to be connected");
        return (end, id, link);
    }

    public void Poll()
    {
        Server.Poll();
        foreach (var client in _clients) client.Poll();
    }

    public Task Until(Func<bool> isReached, string awaited) => Pump.Until(isReached, awaited, Poll);

    public Task Rounds(int count = 50) => Pump.Rounds(count, Poll);

    /// <summary>Lets virtual time pass in steps that no peer takes for a process that stood still.</summary>
    public async Task Elapse(TimeSpan time, bool polls = true)
    {
        var step = TimeSpan.FromMilliseconds(100);
        for (var left = time; left > TimeSpan.Zero; left -= step)
        {
            Time.Advance(left < step ? left : step);
            await Pump.Rounds(3, polls ? [Poll] : []);
        }
    }

    public void Dispose()
    {
        foreach (var client in _clients) client.Dispose();
        foreach (var raw in _raw) raw.Dispose();
        Server.Dispose();
    }
}
