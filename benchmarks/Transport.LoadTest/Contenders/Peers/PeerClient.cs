using System.Net;
using Transport.LoadTest.Conversations;

namespace Transport.LoadTest.Contenders.Peers;

/// <summary>A client with a loop of its own: wait for activity, poll, take all packets.</summary>
internal sealed class PeerClient : IContenderClient
{
    // A peer is for one thread at a time, and SendAsync comes from outside the loop.
    private readonly Lock _gate = new();
    private readonly IPeerEnd _end;
    private readonly MultiplayerPeer _peer;
    private readonly Conversation _conversation;
    private readonly TaskCompletionSource _connected = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private Task _loop = Task.CompletedTask;

    public PeerClient(IPeerEnd end, Conversation conversation)
    {
        _conversation = conversation;
        _end = end;
        _peer = end.Peer;
        _peer.PeerConnected += _ => _connected.TrySetResult();
        _peer.ConnectionFailed += info => _connected.TrySetException(new IOException(info.ToString()));
        _peer.PeerDisconnected += (_, info) => conversation.End(info.ToString());
    }

    public Task ConnectAsync(IPEndPoint server, CancellationToken cancellationToken)
    {
        _end.Connect(server);
        _loop = PeerLoop.RunAsync(_peer, _gate, Turn);
        return _connected.Task.WaitAsync(cancellationToken);
    }

    public ValueTask SendAsync(ReadOnlyMemory<byte> message)
    {
        lock (_gate)
        {
            _peer.Send(message.Span, MultiplayerPeer.TargetPeerServer);
            _peer.Flush();
        }
        return default;
    }

    public async ValueTask DisposeAsync()
    {
        lock (_gate) _peer.Close();
        await _loop;
        await _end.DisposeAsync();
    }

    private void Turn()
    {
        _peer.Poll();
        while (_peer.TryReceive(out var packet))
        {
            _conversation.Receive(packet.Payload);
            while (_conversation.TryNext(out ReadOnlyMemory<byte> message)) _peer.Send(message.Span, MultiplayerPeer.TargetPeerServer);
        }
    }
}
