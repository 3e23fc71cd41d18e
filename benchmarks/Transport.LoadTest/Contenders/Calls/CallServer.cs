using Transport.LoadTest.Contenders.Peers;
using Transport.LoadTest.Conversations;
using Transport.Multiplayer;

namespace Transport.LoadTest.Contenders.Calls;

/// <summary>A server with an api above its peer.</summary>
internal sealed class CallServer : IContenderServer
{
    private readonly Lock _gate = new();
    private readonly IPeerEnd _end;
    private readonly MultiplayerApi _api;
    private Task _loop = Task.CompletedTask;

    public CallServer(IPeerEnd end, Func<Conversation> open)
    {
        _end = end;
        _api = new MultiplayerApi(end.Peer);
        _ = new ServerDesk(_api, open);
    }

    public Task<int> StartAsync()
    {
        var port = _end.Listen();
        _loop = PeerLoop.RunAsync(_end.Peer, _gate, _api.Poll);
        return Task.FromResult(port);
    }

    public ValueTask BroadcastAsync(ReadOnlyMemory<byte> message)
    {
        lock (_gate)
        {
            _api.SendBytes(message.Span);
            _end.Peer.Flush();
        }
        return default;
    }

    public async ValueTask DisposeAsync()
    {
        lock (_gate) _end.Peer.Close(force: true);
        await _loop;
        _api.Dispose();
        await _end.DisposeAsync();
    }
}
