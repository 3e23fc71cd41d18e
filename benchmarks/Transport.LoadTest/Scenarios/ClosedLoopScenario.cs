using Transport.LoadTest.Contenders;
using Transport.LoadTest.Conversations;
using Transport.LoadTest.Measuring;
using Transport.LoadTest.Processes;

namespace Transport.LoadTest.Scenarios;

/// <summary>Each client keeps a fixed number of messages unanswered: as fast as the contender goes, and no faster.</summary>
internal sealed class ClosedLoopScenario(string name, string description, Metric metric, Window window, MessageSizes? sizes = null) : Scenario
{
    // Until messages flow as they will.
    private const double LeadInSeconds = 0.1;

    public override string Name => name;

    public override string Description => description;

    public override Metric Metric => metric;

    public override MessageSizes Sizes { get; } = sizes ?? new MessageSizes(SmallMessage, SmallMessage, window.IsOfCalls);

    public override bool UsesCalls => window.IsOfCalls;

    public override bool IsCut => Clients is null;

    /// <summary>Null for one client.</summary>
    public Func<LoadSettings, int>? Clients { get; init; }

    /// <summary>Whether the server sends back what it got, or only the header of it.</summary>
    public bool IsEcho { get; init; } = true;

    public override int CountConnections(LoadSettings settings) => Clients?.Invoke(settings) ?? 1;

    public override Conversation OpenServer() => IsEcho ? new EchoConversation() : new ReceiptConversation(window.AnswerEvery);

    public override Conversation OpenClient(Meter meter, ReadOnlySpan<byte> ballast) => new WindowConversation(meter, window, ballast);

    public override async Task PrepareAsync(ProcessPair pair, LoadSettings settings)
    {
        await pair.ConnectAsync(CountConnections(settings));
        await RunAsync(pair, settings.WarmUpSeconds);
    }

    public override Task<Sample> MeasureAsync(ProcessPair pair, LoadSettings settings) => RunAsync(pair, settings.SecondsOf(this));

    private static async Task<Sample> RunAsync(ProcessPair pair, double seconds)
    {
        await pair.Clients.DoAsync(new Order(OrderKind.Arm));
        await pair.Server.DoAsync(new Order(OrderKind.Go));
        await Task.Delay(TimeSpan.FromSeconds(LeadInSeconds));
        var before = await pair.Server.DoAsync(new Order(OrderKind.Mark));
        var measured = await pair.Clients.DoAsync(new Order(OrderKind.Measure) { Seconds = seconds });
        var after = await pair.Server.DoAsync(new Order(OrderKind.Mark));
        var drained = await pair.Clients.DoAsync(new Order(OrderKind.Drain));
        var faults = await pair.CompareAsync(drained.Totals!);
        return new Sample
        {
            Messages = measured.Messages,
            Seconds = measured.Seconds,
            Latency = measured.Latency,
            Server = Usage.Between(before.Used!, after.Used!, after.Totals!.Received - before.Totals!.Received),
            Clients = Usage.Between(measured.UsedBefore!, measured.Used!, measured.Messages),
            Lost = drained.Totals!.Unanswered,
            Faults = measured.Messages > 0 ? faults : [.. faults, "Nothing was answered while it was measured."],
        };
    }
}
