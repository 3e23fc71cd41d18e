using Transport.ContractTests;

namespace Transport.Tests.Loopback;

[TestFixture]
public sealed class LoopbackContractTests : MultiplayerPeerContract
{
    protected override ContractCarrier CreateCarrier() => new LoopbackCarrier();
}
