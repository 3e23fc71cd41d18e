using System.CommandLine;
using System.CommandLine.Invocation;

namespace Samples.CommandLine;

/// <summary>What is the same in every sample that is run from the shell: commands in, exit code out.</summary>
internal static class CommandLineProgram
{
    /// <summary>The exit code when what was asked for was not done.</summary>
    public const int Failure = 1;

    /// <summary>Runs the command that the arguments name. A mistake in them, or that a peer cannot be started, is told on standard error.</summary>
    /// <param name="root">All commands.</param>
    /// <param name="args">As in the shell.</param>
    /// <param name="output">Standard output.</param>
    /// <param name="error">Standard error.</param>
    /// <param name="cancellationToken">Does the same as Ctrl+C.</param>
    /// <returns>The exit code.</returns>
    public static async Task<int> RunAsync(
        RootCommand root, string[] args, TextWriter output, TextWriter error, CancellationToken cancellationToken)
    {
        var parsed = root.Parse(args);
        if (parsed.Action is ParseErrorAction)
        {
            // One line for each mistake, and not a page of help around it.
            foreach (var mistake in parsed.Errors.Select(mistake => mistake.Message).Distinct()) await error.WriteLineAsync(mistake);
            return Failure;
        }
        var console = new InvocationConfiguration
        {
            Output = output,
            Error = error,
            EnableDefaultExceptionHandler = false,
            // Ctrl+C cancels the command. A polite close takes its time: what was queued is still sent.
            ProcessTerminationTimeout = TimeSpan.FromSeconds(10),
        };
        try
        {
            return await parsed.InvokeAsync(console, cancellationToken);
        }
        catch (CannotStartException exception)
        {
            await error.WriteLineAsync(exception.Message);
            return Failure;
        }
    }
}
