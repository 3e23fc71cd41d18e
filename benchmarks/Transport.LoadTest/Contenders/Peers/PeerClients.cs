using Transport.LoadTest.Conversations;

namespace Transport.LoadTest.Contenders.Peers;

/// <summary>Clients share nothing but the way in which they are made.</summary>
internal sealed class PeerClients(Func<Conversation, IContenderClient> create) : IContenderClients
{
    public IContenderClient Create(Conversation conversation) => create(conversation);

    public ValueTask DisposeAsync() => default;
}
