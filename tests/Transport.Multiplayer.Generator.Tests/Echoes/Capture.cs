using Microsoft.Extensions.Time.Testing;

namespace Transport.Multiplayer.Generator.Tests.Echoes;

/// <summary>A client whose server is nothing but a peer: it shows the bytes of a call.</summary>
internal sealed class Capture<T> : IDisposable
    where T : class, IRpcObject, new()
{
    private const string Path = "Echo";

    // Flags, an object by the place of its path, a method, and the number of arguments.
    private const int HeaderBytes = 1 + sizeof(uint) + 1 + 1;

    private readonly LoopbackMultiplayerPeer _server;
    private readonly LoopbackMultiplayerPeer _peer;
    private readonly MultiplayerApi _api;

    public Capture()
    {
        var time = new FakeTimeProvider();
        _server = new LoopbackMultiplayerPeer(timeProvider: time);
        _peer = new LoopbackMultiplayerPeer(timeProvider: time);
        _api = new MultiplayerApi(_peer, timeProvider: time);
        _api.Register(Path, Client);
        _server.CreateServer();
        _peer.CreateClient(_server);
        Take();
    }

    public T Client { get; } = new();

    /// <summary>The arguments of the last call that has come.</summary>
    public byte[] Arguments()
    {
        var packet = Take();
        return packet[HeaderBytes..^(Path.Length + 1)];
    }

    public void Dispose()
    {
        _api.Dispose();
        _peer.Dispose();
        _server.Dispose();
    }

    private byte[] Take()
    {
        byte[] last = [];
        for (var round = 0; round < 3; round++)
        {
            _api.Poll();
            _server.Poll();
            while (_server.TryReceive(out var packet)) last = packet.Payload.ToArray();
        }
        return last;
    }
}
