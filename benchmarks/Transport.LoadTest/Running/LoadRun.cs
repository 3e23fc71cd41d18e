using Transport.LoadTest.Contenders;
using Transport.LoadTest.Processes;
using Transport.LoadTest.Reporting;
using Transport.LoadTest.Scenarios;

namespace Transport.LoadTest.Running;

/// <summary>
/// Runs a plan: scenario after scenario, and in each of them the contenders in turn, A B A B. What is done to one is done to all of them
/// under the same weather.
/// </summary>
internal sealed class LoadRun(RunPlan plan, IRunDisplay display)
{
    private readonly Lock _gate = new();
    private readonly List<Measurement> _measurements = [];
    private readonly List<string> _faults = [];

    /// <summary>What was measured so far.</summary>
    public IReadOnlyList<Measurement> Measurements => _measurements;

    /// <summary>What went wrong; there must be nothing.</summary>
    public IReadOnlyList<string> Faults => _faults;

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        foreach (var scenario in plan.Scenarios)
        {
            if (plan.Settings.IsSmoke) await RunAtOnceAsync(scenario, cancellationToken);
            else if (scenario.TakesFreshProcesses) await RunFreshAsync(scenario, cancellationToken);
            else await RunInTurnAsync(scenario, cancellationToken);
        }
    }

    // Nobody looks at the figures.
    private Task RunAtOnceAsync(Scenario scenario, CancellationToken cancellationToken) => Parallel.ForEachAsync(
        plan.Participants(scenario),
        new ParallelOptions { MaxDegreeOfParallelism = 2 * Environment.ProcessorCount, CancellationToken = cancellationToken },
        async (contender, _) =>
        {
            for (var round = 1; round <= plan.Settings.Rounds; round++) await MeasureFreshAsync(scenario, contender, round);
        });

    // All are up and warm, and are measured in turn.
    private async Task RunInTurnAsync(Scenario scenario, CancellationToken cancellationToken)
    {
        var pairs = new List<(IContender Contender, ProcessPair Pair)>();
        try
        {
            foreach (var contender in plan.Participants(scenario))
            {
                cancellationToken.ThrowIfCancellationRequested();
                await StepAsync(scenario, contender, "warm-up", async () =>
                {
                    var pair = await ProcessPair.StartAsync(contender, scenario, plan.Settings);
                    pairs.Add((contender, pair));
                    await scenario.PrepareAsync(pair, plan.Settings);
                    return null;
                });
            }
            for (var round = 1; round <= plan.Settings.Rounds; round++)
            {
                foreach (var (contender, pair) in pairs)
                {
                    cancellationToken.ThrowIfCancellationRequested();
                    await MeasureAsync(scenario, contender, round, () => scenario.MeasureAsync(pair, plan.Settings));
                }
            }
        }
        finally
        {
            await Task.WhenAll(pairs.Select(one => one.Pair.DisposeAsync().AsTask()));
        }
    }

    // Only one is up at a time.
    private async Task RunFreshAsync(Scenario scenario, CancellationToken cancellationToken)
    {
        for (var round = 1; round <= plan.Settings.Rounds; round++)
        {
            foreach (var contender in plan.Participants(scenario))
            {
                cancellationToken.ThrowIfCancellationRequested();
                await MeasureFreshAsync(scenario, contender, round);
            }
        }
    }

    private Task MeasureFreshAsync(Scenario scenario, IContender contender, int round) => MeasureAsync(scenario, contender, round, async () =>
    {
        await using var pair = await ProcessPair.StartAsync(contender, scenario, plan.Settings);
        await scenario.PrepareAsync(pair, plan.Settings);
        return await scenario.MeasureAsync(pair, plan.Settings);
    });

    private Task MeasureAsync(Scenario scenario, IContender contender, int round, Func<Task<Sample>> measure) =>
        StepAsync(scenario, contender, $"round {round}", async () =>
        {
            var sample = await measure();
            lock (_gate) _measurements.Add(new Measurement(scenario, contender, round, sample));
            if (sample.Lost > 0) AddFault(scenario, contender, $"round {round}: {sample.Lost} messages were lost.");
            foreach (var fault in sample.Faults) AddFault(scenario, contender, $"round {round}: {fault}");
            return Figures.Describe(scenario, sample);
        });

    private async Task StepAsync(Scenario scenario, IContender contender, string what, Func<Task<string?>> step)
    {
        var name = $"{scenario.Name} {contender.Name}, {what}";
        display.Begin(name);
        string? outcome = null;
        try
        {
            outcome = await step();
        }
        catch (AgentException exception)
        {
            AddFault(scenario, contender, $"{what}: {exception.Message}");
        }
        display.Done(name, outcome);
    }

    private void AddFault(Scenario scenario, IContender contender, string what)
    {
        var fault = $"{scenario.Name} {contender.Name}, {what}";
        lock (_gate) _faults.Add(fault);
        display.Fault(fault);
    }
}
