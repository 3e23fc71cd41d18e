using Transport.ContractTests;

namespace Transport.AspNetCore.Tests.Contract;

[TestFixture]
public sealed class HostContractTests : MultiplayerPeerContract
{
    protected override ContractCarrier CreateCarrier() => new HostCarrier();
}
