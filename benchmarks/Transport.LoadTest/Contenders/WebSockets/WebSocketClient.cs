using System.Net;
using Transport.LoadTest.Conversations;
using Transport.WebSockets;

namespace Transport.LoadTest.Contenders.WebSockets;

/// <summary>A client with a loop of its own: wait for activity, poll, take all packets.</summary>
internal sealed class WebSocketClient : IContenderClient
{
    // A peer is for one thread at a time, and SendAsync comes from outside the loop.
    private readonly Lock _gate = new();
    private readonly WebSocketMultiplayerPeer _peer;
    private readonly Conversation _conversation;
    private readonly TaskCompletionSource _connected = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly bool _isSecure;
    private Task _loop = Task.CompletedTask;

    public WebSocketClient(WebSocketMultiplayerPeerOptions options, bool isSecure, Conversation conversation)
    {
        _conversation = conversation;
        _isSecure = isSecure;
        _peer = new WebSocketMultiplayerPeer(options);
        _peer.PeerConnected += _ => _connected.TrySetResult();
        _peer.ConnectionFailed += info => _connected.TrySetException(new IOException(info.ToString()));
        _peer.PeerDisconnected += (_, info) => conversation.End(info.ToString());
    }

    public Task ConnectAsync(IPEndPoint server, CancellationToken cancellationToken)
    {
        _peer.CreateClient($"{(_isSecure ? "wss" : "ws")}://{server}/", _isSecure ? TlsOptions.ClientUnsafe() : null);
        _loop = RunAsync();
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
        await _peer.DisposeAsync();
    }

    private async Task RunAsync()
    {
        while (_peer.Status != ConnectionStatus.Disconnected)
        {
            await _peer.WaitForActivityAsync();
            lock (_gate) Turn();
        }
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
