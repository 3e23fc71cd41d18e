using Transport.ContractTests;

namespace Transport.WebSockets.Tests.Contract;

[TestFixture]
public sealed class WebSocketAndLoopbackContractTests : MultiplayerPeerContract
{
    protected override ContractCarrier CreateCarrier() => new MultiplexCarrier(new SocketCarrier(), new LoopbackCarrier());
}

[TestFixture]
public sealed class TwoWebSocketsContractTests : MultiplayerPeerContract
{
    protected override ContractCarrier CreateCarrier() => new MultiplexCarrier(new MemoryCarrier(), new MemoryCarrier());
}
