using Microsoft.Extensions.Time.Testing;

namespace Transport.Multiplayer.Tests.Fixtures;

/// <summary>A server of this library, and clients without an api. They were told of each other, and that was taken.</summary>
internal sealed class RawSession : IDisposable
{
    private readonly List<RawPeer> _clients = [];

    public RawSession(int clients = 3, MultiplayerApiOptions? options = null, Action<TestEnd>? prepare = null, bool hasBoard = true)
    {
        Server = new TestEnd(options ?? new MultiplayerApiOptions(), Time, logger: null, hasBoard);
        prepare?.Invoke(Server);
        Server.Peer.CreateServer();
        for (var i = 0; i < clients; i++) Join();
        foreach (var client in _clients) client.Settle();
        Server.Events.Clear();
    }

    public FakeTimeProvider Time { get; } = new();

    public TestEnd Server { get; }

    public RawPeer A => _clients[0];

    public RawPeer B => _clients[1];

    public RawPeer C => _clients[2];

    public RawPeer Join()
    {
        var client = new RawPeer(Time);
        _clients.Add(client);
        client.Peer.CreateClient(Server.Peer);
        client.Peer.Poll();
        Server.Api.Poll();
        return client;
    }

    public void Dispose()
    {
        Server.Dispose();
        foreach (var client in _clients) client.Dispose();
    }
}
