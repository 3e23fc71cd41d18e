using Transport.LoadTest.Contenders.Calls;
using Transport.LoadTest.Conversations;
using Transport.LoadTest.Scenarios;

namespace Transport.LoadTest.Contenders.Peers;

/// <summary>A carrier of this library's, through the contract: a <see cref="MultiplayerPeer"/> at either end, and above it an api where there are calls.</summary>
internal abstract class PeerContender : IContender
{
    public abstract string Name { get; }

    public abstract string Description { get; }

    public bool IsOurs => true;

    public virtual int MostClients => int.MaxValue;

    public string? WhyNot(Scenario scenario) => null;

    public IContenderServer CreateServer(MessageSizes sizes, Func<Conversation> open)
    {
        var end = CreateEnd(sizes);
        return sizes.AreOfCalls ? new CallServer(end, open) : new PeerServer(end, open);
    }

    public IContenderClients CreateClients(MessageSizes sizes) => new PeerClients(
        conversation => sizes.AreOfCalls ? new CallClient(CreateEnd(sizes), conversation) : new PeerClient(CreateEnd(sizes), conversation));

    protected abstract IPeerEnd CreateEnd(MessageSizes sizes);
}
