using Microsoft.Extensions.Time.Testing;

namespace Transport.WebSockets.Tests.Fixtures;

/// <summary>A multiplayer client whose server is made of bytes, in memory and on virtual time.</summary>
internal sealed class RawServer : IDisposable
{
    public RawServer(WebSocketMultiplayerPeerOptions? options = null)
    {
        Pump.LeaveContext();
        Client = new WatchedPeer(new WebSocketMultiplayerPeer(options, Time));
        Start();
    }

    public FakeTimeProvider Time { get; } = new();

    public WatchedPeer Client { get; }

    /// <summary>The server's end.</summary>
    public RawEnd Wire { get; private set; } = null!;

    /// <summary>The client's end.</summary>
    public DuplexStream Link { get; private set; } = null!;

    public void Start()
    {
        (Link, var far) = DuplexStream.Pair();
        Wire = new RawEnd(far);
        Client.Peer.CreateStreamClient(Link, "ws://server.example/game");
    }

    /// <summary>Lets the client in, as far as the id.</summary>
    public async Task GreetAsync(int id = 77)
    {
        await Wire.AcceptUpgradeAsync();
        await Wire.SendAsync(RawFrame.Binary(BitConverter.GetBytes(id), masked: false));
        await Until(() => Client.IsConnected, "the client to be connected");
    }

    public Task Until(Func<bool> isReached, string awaited) => Pump.Until(isReached, awaited, Client.Poll);

    public Task Elapse(TimeSpan time) => Pump.Elapse(Time, time, Client.Poll);

    public void Dispose()
    {
        Client.Dispose();
        Wire.Dispose();
    }
}
