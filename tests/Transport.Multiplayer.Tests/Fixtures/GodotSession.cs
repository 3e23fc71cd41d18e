using Microsoft.Extensions.Time.Testing;
using Transport.Multiplayer.Arguments;

namespace Transport.Multiplayer.Tests.Fixtures;

/// <summary>A server and clients of this library with Godot's encoding, each with an <see cref="Arena"/> under the same path.</summary>
internal sealed class GodotSession : IDisposable
{
    private readonly List<MultiplayerApi> _apis = [];
    private readonly List<Arena> _arenas = [];

    public GodotSession(int clients)
    {
        ServerPeer = Add();
        ServerPeer.CreateServer();
        for (var i = 0; i < clients; i++) Add().CreateClient(ServerPeer);
        Settle();
    }

    public FakeTimeProvider Time { get; } = new();

    public LoopbackMultiplayerPeer ServerPeer { get; }

    public MultiplayerApi ServerApi => _apis[0];

    public Arena Server => _arenas[0];

    public Arena this[int client] => _arenas[client + 1];

    public int IdOf(int client) => _apis[client + 1].UniqueId;

    public List<CallFailure> Failures { get; } = [];

    /// <summary>Polls all ends until nothing is under way any more.</summary>
    public void Settle()
    {
        for (var round = 0; round < 10; round++) Poll();
    }

    public void Poll()
    {
        foreach (var api in _apis) api.Poll();
    }

    public void Dispose()
    {
        foreach (var api in _apis)
        {
            api.Dispose();
            api.MultiplayerPeer.Dispose();
        }
    }

    private LoopbackMultiplayerPeer Add()
    {
        var peer = new LoopbackMultiplayerPeer(timeProvider: Time);
        var api = new MultiplayerApi(peer, new MultiplayerApiOptions { Encoding = ArgumentEncoding.Godot }, Time);
        var arena = new Arena();
        api.Register("/root/" + Arena.Path, arena);
        api.CallFailed += Failures.Add;
        _apis.Add(api);
        _arenas.Add(arena);
        return peer;
    }
}
