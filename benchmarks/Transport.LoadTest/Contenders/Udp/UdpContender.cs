using Transport.LoadTest.Contenders.Peers;

namespace Transport.LoadTest.Contenders.Udp;

/// <summary>This library's UDP.</summary>
internal sealed class UdpContender : PeerContender
{
    public override string Name => "transport-litenet";

    public override string Description => "LiteNetMultiplayerPeer at both ends, reliable, over UDP; MultiplayerApi above it for calls";

    // Each has a thread, which wakes ten times in a second. Ten thousand of them take two processors for themselves, and nothing connects in time.
    public override int MostClients => 2000;

    protected override IPeerEnd CreateEnd(MessageSizes sizes) => new UdpEnd(sizes);
}
