using Transport.ContractTests;
using Transport.LiteNet.Tests.Contract;
using Transport.Testing;
using Transport.WebSockets.Tests.Contract;

namespace Transport.Carriers.Tests.Contract;

[TestFixture]
public sealed class WebSocketAndLiteNetContractTests : MultiplayerPeerContract
{
    protected override ContractCarrier CreateCarrier() => new MultiplexCarrier(new SocketCarrier(), new LiteNetCarrier());
}

[TestFixture]
public sealed class SimulatedLiteNetContractTests : MultiplayerPeerContract
{
    protected override ContractCarrier CreateCarrier() => new SimulatedCarrier(new LiteNetCarrier());
}

[TestFixture]
public sealed class BadLiteNetContractTests : MultiplayerPeerContract
{
    private static readonly NetworkConditions Bad = new()
    {
        Latency = TimeSpan.FromMilliseconds(2),
        Jitter = TimeSpan.FromMilliseconds(1),
        Loss = 0.1,
        Duplication = 0.1,
        Reordering = 0.1,
    };

    protected override ContractCarrier CreateCarrier() => new SimulatedCarrier(new LiteNetCarrier(), Bad);
}

[TestFixture]
public sealed class SimulatedWebSocketAndLiteNetContractTests : MultiplayerPeerContract
{
    protected override ContractCarrier CreateCarrier() => new SimulatedCarrier(new MultiplexCarrier(new SocketCarrier(), new LiteNetCarrier()));
}
