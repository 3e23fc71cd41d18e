using Microsoft.Extensions.Time.Testing;

namespace Transport.WebSockets.Tests.Fixtures;

/// <summary>A server and its clients over streams in memory, on virtual time.</summary>
internal sealed class MemorySession : IDisposable
{
    private readonly List<WatchedPeer> _clients = [];
    private readonly List<IDisposable> _raw = [];

    public MemorySession(WebSocketMultiplayerPeerOptions? options = null, TlsOptions? tls = null)
    {
        Pump.LeaveContext();
        Server = new WatchedPeer(new WebSocketMultiplayerPeer(options, Time));
        Server.Peer.CreateStreamServer(tls);
    }

    public FakeTimeProvider Time { get; } = new();

    public WatchedPeer Server { get; }

    /// <summary>A stream to the server, and nothing said over it.</summary>
    public MemoryLink Link(int capacity = DuplexStream.DefaultCapacity, bool isUpgraded = false)
    {
        var (near, far) = DuplexStream.Pair(capacity);
        return new MemoryLink(near, far, Server.Peer.AcceptStreamAsync(far, isUpgraded));
    }

    /// <summary>Starts a client; it is not connected yet.</summary>
    public WatchedPeer Join(out MemoryLink link, WebSocketMultiplayerPeerOptions? options = null, int capacity = DuplexStream.DefaultCapacity)
    {
        var client = new WatchedPeer(new WebSocketMultiplayerPeer(options, Time));
        link = Link(capacity);
        _clients.Add(client);
        client.Peer.CreateStreamClient(link.Client, "ws://server.example/");
        return client;
    }

    /// <summary>A client that both ends know as connected.</summary>
    public async Task<(WatchedPeer Client, MemoryLink Link)> ConnectAsync(
        WebSocketMultiplayerPeerOptions? options = null, int capacity = DuplexStream.DefaultCapacity)
    {
        var client = Join(out var link, options, capacity);
        await Until(() => client.IsConnected && Server.Joined.Contains(client.Peer.UniqueId), "a connected client");
        return (client, link);
    }

    /// <summary>A client made of bytes, before its handshake.</summary>
    public RawEnd Knock(out MemoryLink link, int capacity = DuplexStream.DefaultCapacity)
    {
        link = Link(capacity);
        var end = new RawEnd(link.Client);
        _raw.Add(end);
        return end;
    }

    /// <summary>A client made of bytes, after its handshake and its id.</summary>
    public async Task<(RawEnd Client, int Id, MemoryLink Link)> OpenRawAsync(int capacity = DuplexStream.DefaultCapacity)
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
    public Task Elapse(TimeSpan time) => Elapse(time, Poll);

    public Task Elapse(TimeSpan time, params Action[] polls) => Pump.Elapse(Time, time, polls);

    public void Dispose()
    {
        foreach (var client in _clients) client.Dispose();
        foreach (var raw in _raw) raw.Dispose();
        Server.Dispose();
    }
}
