using Transport.ContractTests;
using Transport.LiteNet.Tests.Contract;
using Transport.WebSockets.Tests.Contract;

namespace Transport.Carriers.Tests;

/// <summary>The carriers that a game can choose from, alone, together, and behind the simulator.</summary>
internal static class EveryCarrier
{
    public static IEnumerable<TestCaseData> Cases() => All().Select(create => new TestCaseData(create).SetArgDisplayNames(create().Name));

    public static IEnumerable<TestFixtureData> Fixtures() => All().Select(create => new TestFixtureData(create).SetArgDisplayNames(create().Name));

    public static ContractCarrier Loopback() => new LoopbackCarrier();

    public static ContractCarrier WebSocket() => new SocketCarrier();

    public static ContractCarrier LiteNet() => new LiteNetCarrier();

    public static ContractCarrier Both() => new MultiplexCarrier(new SocketCarrier(), new LiteNetCarrier());

    private static IEnumerable<Func<ContractCarrier>> All()
    {
        Func<ContractCarrier>[] carriers = [Loopback, WebSocket, LiteNet, Both];
        return carriers.SelectMany(create => new[] { create, () => new SimulatedCarrier(create()) });
    }
}
