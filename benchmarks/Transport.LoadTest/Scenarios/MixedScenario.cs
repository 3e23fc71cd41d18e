using Transport.LoadTest.Conversations;
using Transport.LoadTest.Measuring;
using Transport.LoadTest.Processes;

namespace Transport.LoadTest.Scenarios;

/// <summary>Many connections, some of which talk at a fixed rate whether they are answered or not, and the rest of which say nothing.</summary>
internal sealed class MixedScenario : Scenario
{
    public override string Name => "mixed";

    public override string Description =>
        "connections of which some (--talking of --connections) send 64 B at a rate (--rate), and are echoed; none may be lost";

    public override Metric Metric => Metric.ServerCpu;

    public override bool TakesFreshProcesses => true;

    public override int CountConnections(LoadSettings settings) => settings.Connections;

    public override Conversation OpenServer() => new EchoConversation();

    public override Conversation OpenClient(Meter meter, ReadOnlySpan<byte> ballast) => new TalkConversation(meter, ballast);

    public override Task PrepareAsync(ProcessPair pair, LoadSettings settings) => RestingConnections.WarmUpAsync(pair);

    public override async Task<Sample> MeasureAsync(ProcessPair pair, LoadSettings settings)
    {
        var resting = await RestingConnections.OpenAsync(pair, settings.Connections);
        await TalkAsync(settings.WarmUpSeconds, isRecorded: false);
        var clientsBefore = await pair.Clients.DoAsync(new Order(OrderKind.Mark));
        var before = await pair.Server.DoAsync(new Order(OrderKind.Mark));
        var talked = await TalkAsync(settings.Seconds, isRecorded: true);
        var drained = await pair.Clients.DoAsync(new Order(OrderKind.Drain));
        var after = await pair.Server.DoAsync(new Order(OrderKind.Mark));
        var clientsAfter = await pair.Clients.DoAsync(new Order(OrderKind.Mark));
        var rollCall = await pair.CallTheRollAsync(settings.Connections);
        return new Sample
        {
            Messages = talked.Messages,
            Seconds = talked.Seconds,
            Latency = drained.Latency,
            Server = Usage.Between(before.Used!, after.Used!, talked.Messages),
            Clients = Usage.Between(clientsBefore.Used!, clientsAfter.Used!, talked.Messages),
            ResidentBytesPerConnection = resting.ResidentBytesEach,
            ManagedBytesPerConnection = resting.ManagedBytesEach,
            ResidentBytesPerUsedConnection = await resting.MeasureAgainAsync(),
            Lost = drained.Totals!.Unanswered + rollCall.Lost,
            Faults = rollCall.Faults,
        };

        async Task<Reply> TalkAsync(double seconds, bool isRecorded)
        {
            await pair.Clients.DoAsync(new Order(OrderKind.Arm) { IsRecorded = isRecorded });
            return await pair.Clients.DoAsync(new Order(OrderKind.Talk)
            {
                Count = Math.Min(settings.Talking, settings.Connections), Rate = settings.Rate, Seconds = seconds,
            });
        }
    }
}
