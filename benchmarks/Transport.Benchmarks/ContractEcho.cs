using Transport.LiteNet;

namespace Transport.Benchmarks;

/// <summary>The same as <see cref="BareEcho"/> through the contract: two peers that one thread polls.</summary>
internal sealed class ContractEcho : IDisposable
{
    private readonly LiteNetMultiplayerPeer _server;
    private readonly LiteNetMultiplayerPeer _client;

    public ContractEcho(LiteNetSecurity? security = null)
    {
        _server = new LiteNetMultiplayerPeer(new LiteNetMultiplayerPeerOptions { Security = security });
        _client = new LiteNetMultiplayerPeer(new LiteNetMultiplayerPeerOptions { Security = security });
        _server.CreateServer(0, "127.0.0.1");
        _client.CreateClient("127.0.0.1", _server.LocalPort);
        while (_server.Peers.Count == 0 || _client.Status != ConnectionStatus.Connected)
        {
            _server.Poll();
            _client.Poll();
        }
    }

    /// <summary>One packet there and back.</summary>
    public void Echo(ReadOnlySpan<byte> payload)
    {
        _client.Send(payload, MultiplayerPeer.TargetPeerServer);
        _client.Flush();
        for (var hasReceived = false; !hasReceived;)
        {
            _server.Poll();
            while (_server.TryReceive(out var packet)) _server.Send(packet.Payload.Span, packet.Sender);
            _server.Flush();
            _client.Poll();
            while (_client.TryReceive(out _)) hasReceived = true;
        }
    }

    public void Dispose()
    {
        _client.Dispose();
        _server.Dispose();
    }
}
