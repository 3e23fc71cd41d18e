namespace Transport.AspNetCore.Tests.Fixtures;

/// <summary>A player: this library's client, and all that it has seen.</summary>
internal sealed class GameClient : IDisposable
{
    private readonly List<string> _packets = [];

    public GameClient(WebSocketMultiplayerPeerOptions? options = null)
    {
        Peer = new WebSocketMultiplayerPeer(options);
        Api = new MultiplayerApi(Peer);
        Api.PeerPacket += (sender, payload) => _packets.Add($"{sender}: {GameScript.Text(payload)}");
        Api.ServerDisconnected += info => Ending = info;
        Api.ConnectionFailed += info => Ending = info;
    }

    public WebSocketMultiplayerPeer Peer { get; }

    public MultiplayerApi Api { get; }

    public IReadOnlyList<string> Packets => _packets;

    /// <summary>How the connection ended, or why it did not come to be.</summary>
    public DisconnectInfo? Ending { get; private set; }

    public int Id => Peer.UniqueId;

    public bool IsConnected => Api.Peers.Contains(MultiplayerPeer.TargetPeerServer);

    public static async Task<GameClient> ConnectAsync(string url, TlsOptions? tls = null, WebSocketMultiplayerPeerOptions? options = null)
    {
        var client = new GameClient(options);
        client.Peer.CreateClient(url, tls);
        await client.Until(() => client.IsConnected || client.Ending is not null, "a connection");
        Assert.That(client.Ending, Is.Null);
        return client;
    }

    /// <summary>Tries to connect, and is refused.</summary>
    public static async Task<DisconnectInfo> RefusedAsync(string url, TlsOptions? tls = null, WebSocketMultiplayerPeerOptions? options = null)
    {
        using var client = new GameClient(options);
        client.Peer.CreateClient(url, tls);
        await client.Until(() => client.IsConnected || client.Ending is not null, "an answer");
        Assert.That(client.Ending, Is.Not.Null, "It was let in.");
        return client.Ending!.Value;
    }

    public Task Until(Func<bool> isReached, string awaited) => Waiting.Until(isReached, awaited, Api.Poll);

    public void Send(string text) => Api.SendBytes(System.Text.Encoding.UTF8.GetBytes(text), MultiplayerPeer.TargetPeerServer);

    /// <summary>Sends something, and waits for the answer of a session that answers everything.</summary>
    public async Task EchoAsync(string text)
    {
        var seen = _packets.Count;
        Send(text);
        await Until(() => _packets.Count > seen, $"the answer to {text}");
        Assert.That(_packets[seen], Is.EqualTo($"1: {text}"));
    }

    public async Task<DisconnectInfo> UntilGoneAsync()
    {
        await Until(() => Ending is not null, "the end");
        return Ending!.Value;
    }

    public void Dispose()
    {
        Api.Dispose();
        Peer.Dispose();
    }
}
