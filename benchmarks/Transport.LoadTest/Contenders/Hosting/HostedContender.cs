using Transport.LoadTest.Contenders.Calls;
using Transport.LoadTest.Contenders.Peers;
using Transport.LoadTest.Contenders.WebSockets;
using Transport.LoadTest.Conversations;
using Transport.LoadTest.Scenarios;

namespace Transport.LoadTest.Contenders.Hosting;

/// <summary>This library in an ASP.NET Core app. A session always has an api, so its clients have one too.</summary>
internal sealed class HostedContender(bool isSecure) : IContender
{
    public string Name => isSecure ? "transport-aspnetcore-wss" : "transport-aspnetcore";

    public string Description => isSecure
        ? "a MultiplayerSession on Kestrel, and MultiplayerApi over WebSocketMultiplayerPeer, with TLS"
        : "a MultiplayerSession on Kestrel, and MultiplayerApi over WebSocketMultiplayerPeer";

    public bool IsOurs => true;

    public string? WhyNot(Scenario scenario) => null;

    public IContenderServer CreateServer(MessageSizes sizes, Func<Conversation> open) => new HostedServer(sizes, isSecure, open);

    public IContenderClients CreateClients(MessageSizes sizes) => new PeerClients(
        conversation => new CallClient(new WebSocketEnd(sizes, isSecure, HostedServer.Path), conversation));
}
