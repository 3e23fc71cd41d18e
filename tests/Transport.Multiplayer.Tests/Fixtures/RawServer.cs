using Microsoft.Extensions.Time.Testing;

namespace Transport.Multiplayer.Tests.Fixtures;

/// <summary>A server without an api, and a client of this library that is connected to it.</summary>
internal sealed class RawServer : IDisposable
{
    private readonly RawPeer _server;

    public RawServer(MultiplayerApiOptions? options = null)
    {
        var time = new FakeTimeProvider();
        _server = new RawPeer(time);
        End = new TestEnd(options ?? new MultiplayerApiOptions(), time, logger: null);
        _server.Peer.CreateServer();
        End.Peer.CreateClient(_server.Peer);
        _server.Peer.Poll();
        End.Api.Poll();
    }

    public TestEnd End { get; }

    public void Send(string recorded) => SendHex(Hex.Of(recorded));

    public void SendHex(string hex)
    {
        _server.Peer.Send(Convert.FromHexString(hex), End.Id);
        _server.Peer.Poll();
        End.Api.Poll();
    }

    public List<string> Take()
    {
        End.Api.Poll();
        return _server.Take();
    }

    public void Dispose()
    {
        End.Dispose();
        _server.Dispose();
    }
}
