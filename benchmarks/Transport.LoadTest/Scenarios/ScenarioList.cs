using Transport.LoadTest.Contenders;
using Transport.LoadTest.Conversations;

namespace Transport.LoadTest.Scenarios;

/// <summary>All scenarios, in the order in which they run.</summary>
internal static class ScenarioList
{
    public static IReadOnlyList<Scenario> All { get; } =
    [
        new ClosedLoopScenario("ping-pong", "64 B echoed, 1 in flight on one connection", Metric.MedianLatency, new Window(1)),
        new ClosedLoopScenario(
            "burst", "64 B echoed, 100 in flight on one connection", Metric.MessagesPerSecond, new Window(100, TimeEvery: 16)),
        new ClosedLoopScenario(
            "burst-1000", "64 B echoed, 1000 in flight on one connection", Metric.MessagesPerSecond, new Window(1000, TimeEvery: 16)),
        new BroadcastScenario(),
        new ClosedLoopScenario(
            "fan-in", "64 B from every client (--clients) as fast as the server takes it, a receipt for every 20",
            Metric.MessagesPerSecond, new Window(40, AnswerEvery: 20, TimeEvery: 20), new MessageSizes(Scenario.SmallMessage, MessageHeader.Bytes))
        {
            Clients = static settings => settings.Clients, IsEcho = false,
        },
        new ClosedLoopScenario(
            "bulk", "1 MiB from one client, 4 in flight, a receipt for each",
            Metric.MessagesPerSecond, new Window(4), new MessageSizes(1024 * 1024, MessageHeader.Bytes))
        {
            IsEcho = false,
        },
        new ClosedLoopScenario(
            "rpc", "a call with 3 integers, called back, 100 in flight on one connection", Metric.CallsPerSecond,
            new Window(100, TimeEvery: 16, IsOfCalls: true)),
        new ClosedLoopScenario(
            "rpc-answered", "a call with 3 integers, answered with one, 100 in flight on one connection", Metric.CallsPerSecond,
            new Window(100, TimeEvery: 16, IsOfCalls: true, AwaitsAnswers: true)),
        new ConnectScenario(),
        new IdleScenario(),
        new MixedScenario(),
    ];

    /// <exception cref="ArgumentException">There is none of that name.</exception>
    public static Scenario Find(string name) =>
        All.FirstOrDefault(scenario => scenario.Name == name) ?? throw new ArgumentException($"There is no scenario '{name}'.", nameof(name));
}
