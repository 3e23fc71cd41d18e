using Transport.LoadTest.Conversations;
using Transport.LoadTest.Measuring;
using Transport.LoadTest.Processes;

namespace Transport.LoadTest.Scenarios;

/// <summary>Many connections that say nothing; afterwards each of them has to answer once.</summary>
internal sealed class IdleScenario : Scenario
{
    public override string Name => "idle";

    public override string Description => "connections that say nothing (--connections): the server's memory and processor time for each";

    public override Metric Metric => Metric.ServerMemory;

    public override bool TakesFreshProcesses => true;

    public override int CountConnections(LoadSettings settings) => settings.Connections;

    public override Conversation OpenServer() => new EchoConversation();

    public override Conversation OpenClient(Meter meter, ReadOnlySpan<byte> ballast) => new TalkConversation(meter, ballast);

    public override Task PrepareAsync(ProcessPair pair, LoadSettings settings) => RestingConnections.WarmUpAsync(pair);

    public override async Task<Sample> MeasureAsync(ProcessPair pair, LoadSettings settings)
    {
        var resting = await RestingConnections.OpenAsync(pair, settings.Connections);
        var before = await pair.Server.DoAsync(new Order(OrderKind.Mark));
        await Task.Delay(TimeSpan.FromSeconds(settings.IdleSeconds));
        var after = await pair.Server.DoAsync(new Order(OrderKind.Mark));
        var rollCall = await pair.CallTheRollAsync(settings.Connections);
        var used = await resting.MeasureAgainAsync();
        return new Sample
        {
            Messages = settings.Connections,
            Seconds = settings.IdleSeconds,
            ResidentBytesPerConnection = resting.ResidentBytesEach,
            ManagedBytesPerConnection = resting.ManagedBytesEach,
            ResidentBytesPerUsedConnection = used,
            IdleCpuPerConnection = (after.Used!.CpuMicroseconds - before.Used!.CpuMicroseconds) / settings.IdleSeconds / settings.Connections,
            Lost = rollCall.Lost,
            Faults = rollCall.Faults,
        };
    }
}
