using Transport.Multiplayer;

namespace Transport.Benchmarks;

/// <summary>Two ends of a session in one process, each with an api: what the client calls runs in the server's poll.</summary>
internal sealed class CallPair : IDisposable
{
    private readonly LoopbackMultiplayerPeer _server;
    private readonly LoopbackMultiplayerPeer _client;
    private readonly MultiplayerApi _serverApi;
    private readonly MultiplayerApi _clientApi;

    /// <param name="queueBytes">Room for what is called at once.</param>
    public CallPair(int queueBytes)
    {
        var options = new LoopbackOptions { MaxPacketBytes = queueBytes, InboundQueueBytes = queueBytes };
        _server = new LoopbackMultiplayerPeer(options);
        _client = new LoopbackMultiplayerPeer(options);
        _serverApi = new MultiplayerApi(_server);
        _clientApi = new MultiplayerApi(_client);
        _serverApi.Register("Target", Called);
        _clientApi.Register("Target", Caller);
        _server.CreateServer();
        _client.CreateClient(_server);
        while (_clientApi.Peers.Count == 0) Poll();
        // From then on the path is a number.
        Caller.RpcTo(MultiplayerPeer.TargetPeerServer).Move(0, 0, 0);
        for (var i = 0; i < 4; i++) Poll();
    }

    public CallTarget Caller { get; } = new();

    public CallTarget Called { get; } = new();

    /// <summary>What was called leaves and runs.</summary>
    public void Deliver()
    {
        _client.Flush();
        _serverApi.Poll();
    }

    public void Dispose()
    {
        _clientApi.Dispose();
        _serverApi.Dispose();
        _client.Dispose();
        _server.Dispose();
    }

    private void Poll()
    {
        _clientApi.Poll();
        _serverApi.Poll();
    }
}
