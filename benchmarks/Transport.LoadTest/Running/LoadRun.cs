using Transport.LoadTest.Contenders;
using Transport.LoadTest.Processes;
using Transport.LoadTest.Reporting;
using Transport.LoadTest.Scenarios;

namespace Transport.LoadTest.Running;

/// <summary>
/// Runs a plan: scenario after scenario, and in each of them the contenders in turn, A B A B. What is done to one is done to all of them
/// under the same weather.
/// </summary>
internal sealed class LoadRun
{
    private readonly RunPlan _plan;
    private readonly IRunDisplay _display;
    private readonly Func<IContender, Scenario, LoadSettings, Task<ProcessPair>> _start;
    private readonly Lock _gate = new();
    private readonly List<Measurement> _measurements = [];
    private readonly List<string> _faults = [];

    /// <summary>A run that has not begun.</summary>
    /// <param name="plan">What is measured.</param>
    /// <param name="display">Where it tells how far it is.</param>
    /// <param name="start">Starts a contender's processes.</param>
    public LoadRun(RunPlan plan, IRunDisplay display, Func<IContender, Scenario, LoadSettings, Task<ProcessPair>> start)
    {
        _plan = plan;
        _display = display;
        _start = start;
    }

    /// <summary>What was measured, in the order of the plan.</summary>
    public IReadOnlyList<Measurement> Measurements =>
    [
        .. from scenario in _plan.Scenarios
           from contender in _plan.Contenders
           from one in _measurements.Where(one => one.Scenario == scenario && one.Contender == contender).OrderBy(one => one.Round)
           select one,
    ];

    /// <summary>What went wrong; there must be nothing.</summary>
    public IReadOnlyList<string> Faults => _faults;

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        foreach (var scenario in _plan.Scenarios)
        {
            if (_plan.Settings.IsSmoke) await RunAtOnceAsync(scenario, cancellationToken);
            else if (scenario.TakesFreshProcesses) await RunFreshAsync(scenario, cancellationToken);
            else await RunInTurnAsync(scenario, cancellationToken);
        }
    }

    // Nobody looks at the figures.
    private Task RunAtOnceAsync(Scenario scenario, CancellationToken cancellationToken) => Parallel.ForEachAsync(
        _plan.Participants(scenario),
        new ParallelOptions { MaxDegreeOfParallelism = 2 * Environment.ProcessorCount, CancellationToken = cancellationToken },
        async (contender, _) =>
        {
            for (var round = 1; round <= _plan.Settings.RoundsOf(scenario); round++) await MeasureFreshAsync(scenario, contender, round);
        });

    // All are up and warm, and are measured in turn.
    private async Task RunInTurnAsync(Scenario scenario, CancellationToken cancellationToken)
    {
        var pairs = new List<ProcessPair>();
        var ready = new List<(IContender Contender, ProcessPair Pair)>();
        try
        {
            foreach (var contender in _plan.Participants(scenario))
            {
                cancellationToken.ThrowIfCancellationRequested();
                await StepAsync(scenario, contender, "warm-up", async () =>
                {
                    var pair = await _start(contender, scenario, _plan.Settings);
                    pairs.Add(pair);
                    await scenario.PrepareAsync(pair, _plan.Settings);
                    ready.Add((contender, pair));
                    return null;
                });
            }
            for (var round = 1; round <= _plan.Settings.RoundsOf(scenario); round++)
            {
                foreach (var (contender, pair) in ready)
                {
                    cancellationToken.ThrowIfCancellationRequested();
                    await MeasureAsync(scenario, contender, round, () => scenario.MeasureAsync(pair, _plan.Settings));
                }
            }
        }
        finally
        {
            await Task.WhenAll(pairs.Select(pair => pair.DisposeAsync().AsTask()));
        }
    }

    // Only one is up at a time.
    private async Task RunFreshAsync(Scenario scenario, CancellationToken cancellationToken)
    {
        for (var round = 1; round <= _plan.Settings.RoundsOf(scenario); round++)
        {
            foreach (var contender in _plan.Participants(scenario))
            {
                cancellationToken.ThrowIfCancellationRequested();
                await MeasureFreshAsync(scenario, contender, round);
            }
        }
    }

    private Task MeasureFreshAsync(Scenario scenario, IContender contender, int round) => MeasureAsync(scenario, contender, round, async () =>
    {
        await using var pair = await _start(contender, scenario, _plan.Settings);
        await scenario.PrepareAsync(pair, _plan.Settings);
        return await scenario.MeasureAsync(pair, _plan.Settings);
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
        _display.Begin(name);
        string? outcome = null;
        try
        {
            outcome = await step();
        }
        catch (AgentException exception)
        {
            AddFault(scenario, contender, $"{what}: {exception.Message}");
        }
        _display.Done(name, outcome);
    }

    private void AddFault(Scenario scenario, IContender contender, string what)
    {
        var fault = $"{scenario.Name} {contender.Name}, {what}";
        lock (_gate) _faults.Add(fault);
        _display.Fault(fault);
    }
}
