using Transport.ContractTests;

namespace Transport.Testing.Tests.Contract;

/// <summary>A perfect network changes nothing.</summary>
[TestFixture]
public sealed class SimulatedLoopbackContractTests : MultiplayerPeerContract
{
    protected override ContractCarrier CreateCarrier() => new SimulatedCarrier(new LoopbackCarrier());
}

/// <summary>Everything takes its time.</summary>
[TestFixture]
public sealed class SlowLoopbackContractTests : MultiplayerPeerContract
{
    private static readonly NetworkConditions Slow = new() { Latency = TimeSpan.FromMilliseconds(100), Jitter = TimeSpan.FromMilliseconds(30) };

    protected override ContractCarrier CreateCarrier() => new SimulatedCarrier(new LoopbackCarrier(), Slow);
}

/// <summary>Packets are lost, repeated and overtaken as well: what is reliable stays so.</summary>
[TestFixture]
public sealed class TerribleLoopbackContractTests : MultiplayerPeerContract
{
    protected override ContractCarrier CreateCarrier() => new SimulatedCarrier(new LoopbackCarrier(), NetworkConditions.Terrible);
}
