using Transport.LoadTest.Conversations;
using Transport.LoadTest.Scenarios;

namespace Transport.LoadTest.Contenders.Tcp;

/// <summary>
/// Raw sockets that carry the same bytes as WebSockets would, batched the same way, without looking at them: the limit of what a protocol
/// over TCP can reach.
/// </summary>
internal sealed class TcpContender : IContender
{
    public string Name => "tcp";

    public string Description => "raw sockets with as many bytes as WebSockets have, one write per batch; broadcast is a bare loop of Socket.Send";

    public bool IsOurs => false;

    public string? WhyNot(Scenario scenario) => scenario.UsesCalls ? "bytes on a socket are no calls" : null;

    public IContenderServer CreateServer(MessageSizes sizes, Func<Conversation> open) => new TcpContenderServer(TcpRecords.For(sizes), open);

    public IContenderClients CreateClients(MessageSizes sizes) => new TcpClients(TcpRecords.For(sizes));
}
