using Transport.LoadTest.Conversations;
using Transport.LoadTest.Scenarios;

namespace Transport.LoadTest.Contenders.SignalR;

/// <summary>A SignalR hub over WebSockets, with its MessagePack protocol.</summary>
internal sealed class SignalRContender : IContender
{
    public string Name => "signalr";

    public string Description => "a SignalR hub over WebSockets without negotiation, MessagePack protocol, and HubConnection";

    public bool IsOurs => false;

    public string? WhyNot(Scenario scenario) => null;

    public IContenderServer CreateServer(MessageSizes sizes, Func<Conversation> open) => new SignalRServer(sizes, open);

    public IContenderClients CreateClients(MessageSizes sizes) => new SignalRClients(sizes);
}
