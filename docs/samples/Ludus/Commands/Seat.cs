using System.CommandLine;
using Ludus.Terminal;
using Spectre.Console;

namespace Ludus.Commands;

/// <summary>Who sits at a table: a bot that prints what happens, or a human at a terminal.</summary>
internal static class Seat
{
    public static async Task<int> PlayAsync(Table table, bool auto, bool isServer, int rolls, InvocationConfiguration console, CancellationToken cancellationToken)
    {
        if (!auto)
        {
            await new TableScreen(table).RunAsync(AnsiConsole.Console, cancellationToken);
            return await EndAsync(table, isDone: table.Loss is null, console);
        }
        table.Game.Logged += console.Output.WriteLine;
        var bot = new Bot(table, rolls);
        await table.RunAsync(isServer ? bot.TickAtServer : bot.TickAtClient, cancellationToken);
        return await EndAsync(table, bot.IsDone, console);
    }

    /// <summary>False in a pipe, in a script, and for a caller that catches the output. Then what to do instead is said.</summary>
    public static async Task<bool> HasTerminalAsync(InvocationConfiguration console)
    {
        if (!Console.IsInputRedirected && !Console.IsOutputRedirected && ReferenceEquals(console.Output, Console.Out) && AnsiConsole.Profile.Capabilities.Interactive)
            return true;
        await console.Error.WriteLineAsync("Playing yourself needs a terminal. Without one, let a bot play: --auto");
        return false;
    }

    private static async Task<int> EndAsync(Table table, bool isDone, InvocationConfiguration console)
    {
        if (table.Loss is { } loss) await console.Error.WriteLineAsync(loss);
        return isDone && table.Failures == 0 ? ExitCode.Success : ExitCode.Failure;
    }
}
