using System.Security.Cryptography.X509Certificates;
using Transport.LoadTest.Conversations;
using Transport.WebSockets;

namespace Transport.LoadTest.Contenders.WebSockets;

/// <summary>A server as the documents recommend it: wait for activity, poll, take all packets.</summary>
internal sealed class WebSocketServer : IContenderServer
{
    // A peer is for one thread at a time, and a broadcast comes from outside the loop.
    private readonly Lock _gate = new();
    private readonly WebSocketMultiplayerPeer _peer;
    private readonly X509Certificate2? _certificate;
    private readonly Dictionary<int, Conversation> _conversations = [];
    private readonly Func<Conversation> _open;
    private Task _loop = Task.CompletedTask;

    public WebSocketServer(WebSocketMultiplayerPeerOptions options, bool isSecure, Func<Conversation> open)
    {
        _open = open;
        _peer = new WebSocketMultiplayerPeer(options);
        _peer.PeerConnected += id => _conversations.Add(id, _open());
        _peer.PeerDisconnected += OnPeerDisconnected;
        if (isSecure) _certificate = LoopbackCertificate.Create();
    }

    public Task<int> StartAsync()
    {
        _peer.CreateServer(0, "0.0.0.0", _certificate is null ? null : TlsOptions.Server(_certificate));
        _loop = RunAsync();
        return Task.FromResult(_peer.LocalPort);
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
        await _peer.DisposeAsync();
        _certificate?.Dispose();
    }

    private async Task RunAsync()
    {
        while (_peer.Status == ConnectionStatus.Connected)
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
