using Transport.LoadTest.Conversations;
using Transport.LoadTest.Measuring;
using Transport.LoadTest.Processes;

namespace Transport.LoadTest.Scenarios;

/// <summary>Clients come, 32 at a time, until all are there.</summary>
internal sealed class ConnectScenario : Scenario
{
    private const int WarmUpConnects = 64;

    public override string Name => "connect";

    public override string Description => "connections opened one after the other (--connects), 32 at a time";

    public override Metric Metric => Metric.ConnectionsPerSecond;

    public override int CountConnections(LoadSettings settings) => settings.Connects;

    public override Conversation OpenServer() => new EchoConversation();

    public override Conversation OpenClient(Meter meter, ReadOnlySpan<byte> ballast) => new TalkConversation(meter, ballast);

    public override async Task PrepareAsync(ProcessPair pair, LoadSettings settings)
    {
        for (var i = 0; i < Math.Ceiling(settings.WarmUpSeconds * 4); i++) await RunAsync(pair, WarmUpConnects);
    }

    public override Task<Sample> MeasureAsync(ProcessPair pair, LoadSettings settings) => RunAsync(pair, settings.Connects);

    private static async Task<Sample> RunAsync(ProcessPair pair, int count)
    {
        var clientsBefore = await pair.Clients.DoAsync(new Order(OrderKind.Mark));
        var before = await pair.Server.DoAsync(new Order(OrderKind.Mark));
        var seconds = await pair.ConnectAsync(count);
        var after = await pair.Server.DoAsync(new Order(OrderKind.Mark));
        var clientsAfter = await pair.Clients.DoAsync(new Order(OrderKind.Mark));
        var rollCall = await pair.CallTheRollAsync(count);
        await pair.DisconnectAsync();
        return new Sample
        {
            Messages = count,
            Seconds = seconds,
            Server = Usage.Between(before.Used!, after.Used!, count),
            Clients = Usage.Between(clientsBefore.Used!, clientsAfter.Used!, count),
            Lost = rollCall.Lost,
            Faults = rollCall.Faults,
        };
    }
}
