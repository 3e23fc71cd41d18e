using Transport.LoadTest.Conversations;

namespace Transport.LoadTest.Contenders.LiteNet;

/// <summary>Each client is a manager, as it would be in a process of its own; one thread drives them all.</summary>
internal sealed class LiteNetClients : IContenderClients
{
    private readonly LiteNetPump _pump = new();

    public IContenderClient Create(Conversation conversation) => new LiteNetClient(_pump, conversation);

    public ValueTask DisposeAsync()
    {
        _pump.Dispose();
        return default;
    }
}
