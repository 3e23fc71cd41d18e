using Transport.ContractTests;

namespace Transport.Tests.Multiplex;

[TestFixture]
public sealed class MultiplexContractTests : MultiplayerPeerContract
{
    protected override ContractCarrier CreateCarrier() => new MultiplexCarrier(new LoopbackCarrier(), new LoopbackCarrier());
}

/// <summary>A member may be a multiplex itself.</summary>
[TestFixture]
public sealed class NestedMultiplexContractTests : MultiplayerPeerContract
{
    protected override ContractCarrier CreateCarrier() =>
        new MultiplexCarrier(new MultiplexCarrier(new LoopbackCarrier(), new LoopbackCarrier()), new LoopbackCarrier());
}
