using Transport.ContractTests;

namespace Transport.WebSockets.Tests.Contract;

[TestFixture]
public sealed class PlainWebSocketContractTests : MultiplayerPeerContract
{
    protected override ContractCarrier CreateCarrier() => new SocketCarrier();
}

[TestFixture]
public sealed class SecureWebSocketContractTests : MultiplayerPeerContract
{
    protected override ContractCarrier CreateCarrier() => new SecureSocketCarrier();
}

[TestFixture]
public sealed class PlatformWebSocketContractTests : MultiplayerPeerContract
{
    protected override ContractCarrier CreateCarrier() => new PlatformSocketCarrier();
}

[TestFixture]
public sealed class StreamWebSocketContractTests : MultiplayerPeerContract
{
    protected override ContractCarrier CreateCarrier() => new MemoryCarrier();
}
