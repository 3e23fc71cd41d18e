using Transport.LoadTest.Conversations;
using Transport.WebSockets;

namespace Transport.LoadTest.Contenders.WebSockets;

/// <summary>Clients share nothing but their options.</summary>
internal sealed class WebSocketClients(WebSocketMultiplayerPeerOptions options, bool isSecure) : IContenderClients
{
    public IContenderClient Create(Conversation conversation) => new WebSocketClient(options, isSecure, conversation);

    public ValueTask DisposeAsync() => default;
}
