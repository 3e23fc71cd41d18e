using System.Net;

namespace Transport.AspNetCore.Tests.Fixtures;

/// <summary>A player who comes over UDP, and all that it has seen.</summary>
internal sealed class UdpPlayer : IDisposable
{
    private readonly List<string> _packets = [];

    private UdpPlayer(int port)
    {
        Peer = new LiteNetMultiplayerPeer();
        Api = new MultiplayerApi(Peer);
        Api.PeerPacket += (sender, payload) => _packets.Add($"{sender}: {GameScript.Text(payload)}");
        Api.ServerDisconnected += info => Ending = info;
        Api.ConnectionFailed += info => Ending = info;
        Peer.CreateClient(IPAddress.Loopback.ToString(), port);
    }

    public LiteNetMultiplayerPeer Peer { get; }

    public MultiplayerApi Api { get; }

    public IReadOnlyList<string> Packets => _packets;

    /// <summary>How the connection ended, or why it did not come to be.</summary>
    public DisconnectInfo? Ending { get; private set; }

    public int Id => Peer.UniqueId;

    /// <summary>Comes in.</summary>
    public static async Task<UdpPlayer> JoinAsync(int port)
    {
        var player = new UdpPlayer(port);
        await player.Until(() => player.Api.Peers.Contains(MultiplayerPeer.TargetPeerServer) || player.Ending is not null, "a connection by UDP");
        Assert.That(player.Ending, Is.Null);
        return player;
    }

    /// <summary>Tries to come in, and is refused or put out again.</summary>
    public static async Task<DisconnectInfo> RefusedAsync(int port)
    {
        using var player = new UdpPlayer(port);
        return await player.UntilGoneAsync();
    }

    public Task Until(Func<bool> isReached, string awaited) => Waiting.Until(isReached, awaited, Api.Poll);

    public void Send(string text) => Api.SendBytes(System.Text.Encoding.UTF8.GetBytes(text), MultiplayerPeer.TargetPeerServer);

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
