using Transport.LoadTest.Conversations;
using Transport.LoadTest.Scenarios;
using Transport.WebSockets;

namespace Transport.LoadTest.Contenders.WebSockets;

/// <summary>This library's WebSockets, through the contract: a <see cref="WebSocketMultiplayerPeer"/> at either end.</summary>
internal sealed class WebSocketContender(bool isSecure) : IContender
{
    private static readonly TimeSpan ConnectPatience = TimeSpan.FromSeconds(30);

    public string Name => isSecure ? "transport-wss" : "transport-ws";

    public string Description => isSecure
        ? "WebSocketMultiplayerPeer at both ends, with TLS"
        : "WebSocketMultiplayerPeer at both ends";

    public bool IsOurs => true;

    public string? WhyNot(Scenario scenario) => scenario.UsesCalls ? "a multiplayer peer carries packets; calls are made by the layer above" : null;

    public IContenderServer CreateServer(MessageSizes sizes, Func<Conversation> open) => new WebSocketServer(OptionsFor(sizes), isSecure, open);

    public IContenderClients CreateClients(MessageSizes sizes) => new WebSocketClients(OptionsFor(sizes), isSecure);

    private static WebSocketMultiplayerPeerOptions OptionsFor(MessageSizes sizes)
    {
        // No other contender gives up sooner, and a machine may be busy.
        var options = new WebSocketMultiplayerPeerOptions { HandshakeTimeout = ConnectPatience };
        if (!sizes.AreLarge) return options;
        options.MaxMessageBytes = sizes.LargestBytes;
        options.InboundQueueBytes = options.OutboundQueueBytes = sizes.QueueBytes;
        return options;
    }
}
