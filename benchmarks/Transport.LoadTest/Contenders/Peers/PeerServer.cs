using Transport.LoadTest.Conversations;

namespace Transport.LoadTest.Contenders.Peers;

/// <summary>A server as the documents recommend it: wait for activity, poll, take all packets.</summary>
internal sealed class PeerServer : IContenderServer
{
    // A peer is for one thread at a time, and a broadcast comes from outside the loop.
    private readonly Lock _gate = new();
    private readonly IPeerEnd _end;
    private readonly MultiplayerPeer _peer;
    private readonly Dictionary<int, Conversation> _conversations = [];
    private Task _loop = Task.CompletedTask;

    public PeerServer(IPeerEnd end, Func<Conversation> open)
    {
        _end = end;
        _peer = end.Peer;
        _peer.PeerConnected += id => _conversations.Add(id, open());
        _peer.PeerDisconnected += OnPeerDisconnected;
    }

    public Task<int> StartAsync()
    {
        var port = _end.Listen();
        _loop = PeerLoop.RunAsync(_peer, _gate, Turn);
        return Task.FromResult(port);
    }

    public ValueTask BroadcastAsync(ReadOnlyMemory<byte> message)
    {
        lock (_gate)
        {
            _peer.Send(message.Span, MultiplayerPeer.TargetPeerBroadcast);
            _peer.Flush();
        }
        return default;
    }

    public async ValueTask DisposeAsync()
    {
        lock (_gate) _peer.Close(force: true);
        await _loop;
        await _end.DisposeAsync();
    }

    private void Turn()
    {
        _peer.Poll();
        while (_peer.TryReceive(out var packet))
        {
            var conversation = _conversations[packet.Sender];
            conversation.Receive(packet.Payload);
            while (conversation.TryNext(out ReadOnlyMemory<byte> message)) _peer.Send(message.Span, packet.Sender);
        }
    }

    private void OnPeerDisconnected(int id, DisconnectInfo info)
    {
        if (_conversations.Remove(id, out var conversation)) conversation.End(info.IsClean ? null : info.ToString());
    }
}
