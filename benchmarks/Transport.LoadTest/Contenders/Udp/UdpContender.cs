using Transport.LoadTest.Contenders.Peers;

namespace Transport.LoadTest.Contenders.Udp;

/// <summary>This library's UDP.</summary>
internal sealed class UdpContender : PeerContender
{
    public override string Name => "transport-litenet";

    public override string Description => "LiteNetMultiplayerPeer at both ends, reliable, over UDP; MultiplayerApi above it for calls";

    protected override IPeerEnd CreateEnd(MessageSizes sizes) => new UdpEnd(sizes);
}
