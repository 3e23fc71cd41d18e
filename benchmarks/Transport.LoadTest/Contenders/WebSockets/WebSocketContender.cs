using Transport.LoadTest.Contenders.Peers;

namespace Transport.LoadTest.Contenders.WebSockets;

/// <summary>This library's WebSockets.</summary>
internal sealed class WebSocketContender(bool isSecure) : PeerContender
{
    public override string Name => isSecure ? "transport-wss" : "transport-ws";

    public override string Description => isSecure
        ? "WebSocketMultiplayerPeer at both ends, with TLS; MultiplayerApi above it for calls"
        : "WebSocketMultiplayerPeer at both ends; MultiplayerApi above it for calls";

    protected override IPeerEnd CreateEnd(MessageSizes sizes) => new WebSocketEnd(sizes, isSecure);
}
