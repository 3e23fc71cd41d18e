using System.Net;
using Transport.LiteNet;
using Transport.LoadTest.Contenders.Peers;

namespace Transport.LoadTest.Contenders.Udp;

/// <summary>A <see cref="LiteNetMultiplayerPeer"/>.</summary>
internal sealed class UdpEnd(MessageSizes sizes) : IPeerEnd
{
    // Bare LiteNetLib asks for half as long.
    private static readonly TimeSpan ConnectPatience = TimeSpan.FromSeconds(10);

    private readonly LiteNetMultiplayerPeer _peer = new(OptionsFor(sizes));

    public MultiplayerPeer Peer => _peer;

    public int Listen()
    {
        _peer.CreateServer(0, "0.0.0.0");
        return _peer.LocalPort;
    }

    // A server that listens on all addresses answers from this one, and a UDP client takes answers only from where it asked.
    public void Connect(IPEndPoint server) => _peer.CreateClient("127.0.0.1", server.Port);

    public ValueTask DisposeAsync() => _peer.DisposeAsync();

    private static LiteNetMultiplayerPeerOptions OptionsFor(MessageSizes sizes)
    {
        var options = new LiteNetMultiplayerPeerOptions { HandshakeTimeout = ConnectPatience };
        if (!sizes.AreLarge) return options;
        options.MaxPacketBytes = sizes.LargestBytes;
        options.InboundQueueBytes = options.OutboundQueueBytes = sizes.QueueBytes;
        return options;
    }
}
