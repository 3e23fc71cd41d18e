using Transport.LoadTest.Conversations;
using Transport.LoadTest.Scenarios;

namespace Transport.LoadTest.Contenders.LiteNet;

/// <summary>LiteNetLib alone, in manual mode, reliable and ordered as all the others are.</summary>
internal sealed class LiteNetContender : IContender
{
    public string Name => "litenet";

    public string Description => "LiteNetLib in manual mode, ReliableOrdered over UDP";

    public bool IsOurs => false;

    public string? WhyNot(Scenario scenario) => scenario.UsesCalls ? "a NetPeer carries packets, and has no calls" : null;

    public IContenderServer CreateServer(MessageSizes sizes, Func<Conversation> open) => new LiteNetServer(open);

    public IContenderClients CreateClients(MessageSizes sizes) => new LiteNetClients();
}
