using Transport.LoadTest.Conversations;

namespace Transport.LoadTest.Contenders.SignalR;

/// <summary>Clients share nothing but their sizes.</summary>
internal sealed class SignalRClients(MessageSizes sizes) : IContenderClients
{
    public IContenderClient Create(Conversation conversation) => new SignalRClient(sizes, conversation);

    public ValueTask DisposeAsync() => default;
}
