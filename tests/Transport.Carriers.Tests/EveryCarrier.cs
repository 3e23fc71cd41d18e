using Transport.ContractTests;
using Transport.LiteNet.Tests.Contract;
using Transport.WebSockets.Tests.Contract;

namespace Transport.Carriers.Tests;

/// <summary>The carriers that a game can choose from, alone, together, and behind the simulator.</summary>
internal static class EveryCarrier
{
    public static IEnumerable<TestCaseData> All()
    {
        Func<ContractCarrier>[] carriers = [Loopback, WebSocket, LiteNet, Both];
        foreach (var create in carriers)
        {
            yield return Case(create);
            yield return Case(() => new SimulatedCarrier(create()));
        }
    }

    public static ContractCarrier Loopback() => new LoopbackCarrier();

    public static ContractCarrier WebSocket() => new SocketCarrier();

    public static ContractCarrier LiteNet() => new LiteNetCarrier();

    public static ContractCarrier Both() => new MultiplexCarrier(new SocketCarrier(), new LiteNetCarrier());

    private static TestCaseData Case(Func<ContractCarrier> create) => new TestCaseData(create).SetArgDisplayNames(create().Name);
}
