using Transport.LoadTest.Conversations;
using Transport.LoadTest.Measuring;
using Transport.LoadTest.Processes;

namespace Transport.LoadTest.Scenarios;

/// <summary>The server sends to everyone at a fixed rate; everyone listens.</summary>
internal sealed class BroadcastScenario : Scenario
{
    public override string Name => "broadcast";

    public override string Description => "64 B from the server to every client (--clients) at a rate (--rate)";

    public override Metric Metric => Metric.ServerCpu;

    public override int CountConnections(LoadSettings settings) => settings.Clients;

    public override Conversation OpenServer() => new SilentConversation();

    public override Conversation OpenClient(Meter meter, ReadOnlySpan<byte> ballast) => new ListenConversation(meter);

    public override async Task PrepareAsync(ProcessPair pair, LoadSettings settings)
    {
        await pair.ConnectAsync(settings.Clients);
        await RunAsync(pair, settings.Rate, settings.WarmUpSeconds);
    }

    public override Task<Sample> MeasureAsync(ProcessPair pair, LoadSettings settings) => RunAsync(pair, settings.Rate, settings.Seconds);

    private static async Task<Sample> RunAsync(ProcessPair pair, double rate, double seconds)
    {
        await pair.Clients.DoAsync(new Order(OrderKind.Arm) { IsRecorded = true });
        var clientsBefore = await pair.Clients.DoAsync(new Order(OrderKind.Mark));
        var before = await pair.Server.DoAsync(new Order(OrderKind.Mark));
        var sent = await pair.Server.DoAsync(new Order(OrderKind.Broadcast) { Rate = rate, Seconds = seconds });
        var expected = sent.Messages * clientsBefore.Totals!.Open;
        var received = await pair.Clients.DoAsync(new Order(OrderKind.AwaitReceived) { Count = clientsBefore.Totals.Received + expected });
        var after = await pair.Server.DoAsync(new Order(OrderKind.Mark));
        var clientsAfter = await pair.Clients.DoAsync(new Order(OrderKind.Mark));
        var delivered = received.Totals!.Received - clientsBefore.Totals.Received;
        return new Sample
        {
            Messages = delivered,
            Seconds = sent.Seconds,
            Latency = received.Latency,
            Server = Usage.Between(before.Used!, after.Used!, delivered),
            Clients = Usage.Between(clientsBefore.Used!, clientsAfter.Used!, delivered),
            Lost = expected - delivered,
            Faults = Faults.Of(received.Totals),
        };
    }
}
