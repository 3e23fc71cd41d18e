using System.CommandLine;
using Samples.CommandLine;
using Spectre.Console;

namespace Samples.Terminal;

/// <summary>Whether there is a terminal to draw on and to read keys from.</summary>
internal static class TerminalAccess
{
    /// <summary>False in a pipe, in a script, and for a caller that catches the output.</summary>
    public static bool IsAvailable(InvocationConfiguration console) =>
        !Console.IsInputRedirected
        && !Console.IsOutputRedirected
        && ReferenceEquals(console.Output, Console.Out)
        && AnsiConsole.Profile.Capabilities.Interactive;

    /// <summary>Says what to do without one.</summary>
    /// <returns>The exit code.</returns>
    public static async Task<int> RefuseAsync(InvocationConfiguration console, string instead)
    {
        await console.Error.WriteLineAsync(
            $"Playing yourself needs a terminal for the board and the keys. Without one, let bots play: {instead}");
        return CommandLineProgram.Failure;
    }
}
