using Transport.ContractTests;

namespace Transport.LiteNet.Tests.Contract;

[TestFixture]
public sealed class LiteNetContractTests : MultiplayerPeerContract
{
    protected override ContractCarrier CreateCarrier() => new LiteNetCarrier();
}

[TestFixture]
public sealed class SealedLiteNetContractTests : MultiplayerPeerContract
{
    protected override ContractCarrier CreateCarrier() => new SealedCarrier();
}

[TestFixture]
public sealed class TimedLiteNetContractTests : MultiplayerPeerContract
{
    protected override ContractCarrier CreateCarrier() => new TimedCarrier();
}
