using Transport.LoadTest.Conversations;

namespace Transport.LoadTest.Contenders.Tcp;

/// <summary>Clients share nothing but the size of records.</summary>
internal sealed class TcpClients(TcpRecords records) : IContenderClients
{
    public IContenderClient Create(Conversation conversation) => new TcpContenderClient(records, conversation);

    public ValueTask DisposeAsync() => default;
}
