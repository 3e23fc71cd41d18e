using Transport.ContractTests;
using Transport.Testing;

namespace Transport.WebSockets.Tests.Contract;

[TestFixture]
public sealed class SimulatedPlainWebSocketContractTests : MultiplayerPeerContract
{
    protected override ContractCarrier CreateCarrier() => new SimulatedCarrier(new SocketCarrier());
}

[TestFixture]
public sealed class SimulatedStreamWebSocketContractTests : MultiplayerPeerContract
{
    protected override ContractCarrier CreateCarrier() => new SimulatedCarrier(new MemoryCarrier());
}

[TestFixture]
public sealed class SlowStreamWebSocketContractTests : MultiplayerPeerContract
{
    private static readonly NetworkConditions Slow = new() { Latency = TimeSpan.FromMilliseconds(100), Jitter = TimeSpan.FromMilliseconds(30), Loss = 0.1 };

    protected override ContractCarrier CreateCarrier() => new SimulatedCarrier(new MemoryCarrier(), Slow);
}
