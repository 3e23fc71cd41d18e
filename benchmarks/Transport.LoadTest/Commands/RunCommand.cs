using System.CommandLine;
using Spectre.Console;
using Transport.LoadTest.Processes;
using Transport.LoadTest.Reporting;
using Transport.LoadTest.Running;

namespace Transport.LoadTest.Commands;

/// <summary>What the program does: run a plan, print it, write it down.</summary>
internal static class RunCommand
{
    /// <summary>Everything ran, and nothing was lost.</summary>
    public const int Success = 0;

    /// <summary>Something could not be done, or something was lost.</summary>
    public const int Failure = 1;

    public static async Task<int> RunAsync(RunPlan plan, string folder, InvocationConfiguration console, CancellationToken cancellationToken)
    {
        if (OpenFileLimit.WhyNot(plan.MostConnections()) is { } why)
        {
            await console.Error.WriteLineAsync(why);
            return Failure;
        }
#if DEBUG
        await console.Error.WriteLineAsync("This is a Debug build: its figures mean nothing. Use dotnet run -c Release.");
#endif
        foreach (var (scenario, contender, reason) in plan.Absences())
            await console.Output.WriteLineAsync($"SKIPPED {scenario.Name} {contender.Name}: {reason}");
        var run = await RunWithDisplayAsync(plan, console, cancellationToken);
        await PrintAsync(run, console);
        await ReportFiles.WriteAsync(folder, plan, run.Measurements, run.Faults, hasCharts: true);
        await console.Output.WriteLineAsync($"Written to {Path.GetFullPath(folder)}");
        if (run.Faults.Count == 0) return Success;
        await console.Error.WriteLineAsync($"{run.Faults.Count} FAULTS. These figures are not to be trusted:");
        foreach (var fault in run.Faults) await console.Error.WriteLineAsync($"FAULT {fault}");
        return Failure;
    }

    private static async Task<LoadRun> RunWithDisplayAsync(RunPlan plan, InvocationConfiguration console, CancellationToken cancellationToken)
    {
        LoadRun? run = null;
        await using var pool = new AgentPool(keepsProcesses: plan.Settings.IsSmoke);
        if (IsTerminal(console)) await ProgressDisplay.RunAsync(AnsiConsole.Console, plan.CountSteps(), RunAsync);
        else await RunAsync(new LineDisplay(console.Output, plan.CountSteps()));
        return run!;

        Task RunAsync(IRunDisplay display)
        {
            run = new LoadRun(plan, display, (contender, scenario, settings) => ProcessPair.StartAsync(pool, contender, scenario, settings));
            return run.RunAsync(cancellationToken);
        }
    }

    private static async Task PrintAsync(LoadRun run, InvocationConfiguration console)
    {
        foreach (var table in ScenarioTable.Of(run.Measurements))
        {
            await console.Output.WriteLineAsync($"\n{table.Scenario.Name}: {table.Scenario.Description}");
            foreach (var line in PlainTable.Lines(table)) await console.Output.WriteLineAsync(line);
        }
        await console.Output.WriteLineAsync();
        foreach (var ratio in Ratio.Of(run.Measurements)) await console.Output.WriteLineAsync(ratio.ToString());
    }

    private static bool IsTerminal(InvocationConfiguration console) =>
        !Console.IsOutputRedirected && ReferenceEquals(console.Output, Console.Out) && AnsiConsole.Profile.Capabilities.Interactive;
}
