using System.CommandLine;
using System.CommandLine.Invocation;
using Transport.LoadTest.Commands;
using Transport.LoadTest.Contenders;
using Transport.LoadTest.Processes;
using Transport.LoadTest.Scenarios;

namespace Transport.LoadTest;

/// <summary>The entry point: commands in, exit code out.</summary>
public static class Program
{
    private static readonly string Description = $"""
        Measures Transport beside what else could carry a game's messages, on this machine: server and clients in a process each, all contenders
        in turn. Prints the medians, and the ratios of Transport's contenders to the others.

        Scenarios:
        {string.Join('\n', ScenarioList.All.Select(scenario => $"  {scenario.Name,-14}{scenario.Description}"))}

        Contenders:
        {string.Join('\n', ContenderList.All.Select(contender => $"  {contender.Name,-26}{contender.Description}"))}

        Examples:
          dotnet run -c Release --project benchmarks/Transport.LoadTest -- --quick
          dotnet run -c Release --project benchmarks/Transport.LoadTest -- --scenario burst --contender transport-ws tcp kestrel
          dotnet run -c Release --project benchmarks/Transport.LoadTest -- --scenario idle mixed --connections 5000 --rounds 1
        """;

    /// <summary>Runs the program at the console.</summary>
    public static Task<int> Main(string[] args) => RunAsync(args, Console.Out, Console.Error, CancellationToken.None);

    /// <summary>Runs the program anywhere.</summary>
    /// <param name="args">As in the shell.</param>
    /// <param name="output">Standard output.</param>
    /// <param name="error">Standard error.</param>
    /// <param name="cancellationToken">Does the same as Ctrl+C.</param>
    /// <returns>The exit code.</returns>
    public static async Task<int> RunAsync(string[] args, TextWriter output, TextWriter error, CancellationToken cancellationToken)
    {
        var parsed = CreateRoot().Parse(args);
        if (parsed.Action is ParseErrorAction)
        {
            // One line for each mistake, and not a page of help around it.
            foreach (var mistake in parsed.Errors.Select(mistake => mistake.Message).Distinct()) await error.WriteLineAsync(mistake);
            return RunCommand.Failure;
        }
        var console = new InvocationConfiguration
        {
            Output = output,
            Error = error,
            EnableDefaultExceptionHandler = false,
            // Ctrl+C ends the run once the child processes are gone.
            ProcessTerminationTimeout = TimeSpan.FromSeconds(10),
        };
        try
        {
            return await parsed.InvokeAsync(console, cancellationToken);
        }
        catch (OperationCanceledException)
        {
            await error.WriteLineAsync("Cancelled.");
            return RunCommand.Failure;
        }
    }

    private static RootCommand CreateRoot()
    {
        var options = new LoadOptions();
        var root = new RootCommand(Description);
        foreach (var option in options.All) root.Options.Add(option);
        root.SetAction((parsed, cancellationToken) =>
            RunCommand.RunAsync(options.ReadPlan(parsed), options.ReadOutput(parsed), parsed.InvocationConfiguration, cancellationToken));
        var agent = new Command(AgentProcess.Command, "One of the processes of a run.") { Hidden = true };
        agent.SetAction((_, _) => RunAgentAsync());
        root.Subcommands.Add(agent);
        return root;
    }

    private static Task<int> RunAgentAsync()
    {
        var output = Console.OpenStandardOutput();
        // What a library prints must not get between the replies.
        Console.SetOut(Console.Error);
        return Agent.RunAsync(Console.OpenStandardInput(), output);
    }
}
