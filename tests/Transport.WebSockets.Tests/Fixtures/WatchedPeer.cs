using System.Text;

namespace Transport.WebSockets.Tests.Fixtures;

/// <summary>A multiplayer peer, and all that its user has seen of it.</summary>
internal sealed class WatchedPeer : IDisposable
{
    private readonly List<string> _log = [];

    public WatchedPeer(WebSocketMultiplayerPeer peer)
    {
        Peer = peer;
        peer.PeerConnected += id =>
        {
            Joined.Add(id);
            _log.Add($"+{id}");
        };
        peer.PeerDisconnected += (id, info) =>
        {
            Left.Add((id, info));
            _log.Add($"-{id} {info}");
        };
        peer.ConnectionFailed += info =>
        {
            Failures.Add(info);
            _log.Add($"failed {info}");
        };
    }

    public WebSocketMultiplayerPeer Peer { get; }

    /// <summary>Whether <see cref="Poll"/> takes the packets as well. Default true.</summary>
    public bool TakesPackets { get; set; } = true;

    public List<int> Joined { get; } = [];

    public List<(int Id, DisconnectInfo Info)> Left { get; } = [];

    public List<DisconnectInfo> Failures { get; } = [];

    public List<(int Sender, byte[] Payload)> Packets { get; } = [];

    /// <summary>Everything in its order: <c>+2</c>, <c>2: hello</c>, <c>-2 Closed ...</c>.</summary>
    public IReadOnlyList<string> Log => _log;

    public IEnumerable<string> Texts => Packets.Select(packet => Encoding.UTF8.GetString(packet.Payload));

    public bool IsConnected => Peer.Status == ConnectionStatus.Connected;

    public void Poll()
    {
        Peer.Poll();
        if (TakesPackets) TakeAll();
    }

    public void TakeAll()
    {
        while (Peer.TryReceive(out var packet))
        {
            Packets.Add((packet.Sender, packet.Payload.ToArray()));
            _log.Add($"{packet.Sender}: {Encoding.UTF8.GetString(packet.Payload.Span)}");
        }
    }

    public void Send(string text, int target = MultiplayerPeer.TargetPeerBroadcast) => Peer.Send(Encoding.UTF8.GetBytes(text), target);

    public void Dispose() => Peer.Dispose();
}
