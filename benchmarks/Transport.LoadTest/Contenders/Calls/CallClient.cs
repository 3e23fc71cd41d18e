using System.Net;
using Transport.LoadTest.Contenders.Peers;
using Transport.LoadTest.Conversations;
using Transport.Multiplayer;

namespace Transport.LoadTest.Contenders.Calls;

/// <summary>A client with an api above its peer.</summary>
internal sealed class CallClient : IContenderClient
{
    private readonly Lock _gate = new();
    private readonly IPeerEnd _end;
    private readonly MultiplayerApi _api;
    private readonly TaskCompletionSource _connected = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private Task _loop = Task.CompletedTask;

    public CallClient(IPeerEnd end, Conversation conversation)
    {
        _end = end;
        _api = new MultiplayerApi(end.Peer);
        _ = new Desk(_api, _ => conversation);
        _api.PeerConnected += _ => _connected.TrySetResult();
        _api.ConnectionFailed += info => _connected.TrySetException(new IOException(info.ToString()));
        _api.PeerDisconnected += (_, info) => conversation.End(info.ToString());
    }

    public Task ConnectAsync(IPEndPoint server, CancellationToken cancellationToken)
    {
        _end.Connect(server);
        _loop = PeerLoop.RunAsync(_end.Peer, _gate, _api.Poll);
        return _connected.Task.WaitAsync(cancellationToken);
    }

    public ValueTask SendAsync(ReadOnlyMemory<byte> message)
    {
        lock (_gate)
        {
            _api.SendBytes(message.Span, MultiplayerPeer.TargetPeerServer);
            _end.Peer.Flush();
        }
        return default;
    }

    public async ValueTask DisposeAsync()
    {
        lock (_gate) _end.Peer.Close();
        await _loop;
        _api.Dispose();
        await _end.DisposeAsync();
    }
}
