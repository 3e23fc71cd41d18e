using System.CommandLine;
using Samples.CommandLine;

namespace Ludus.Commands;

/// <summary><c>join</c>: a seat at somebody else's table, which may be that of Godot's original demo.</summary>
internal static class JoinCommand
{
    public static Command Create()
    {
        var url = new Argument<string>("url") { Description = "Where the table is: ws://localhost:8080 or udp://localhost:8080." };
        var name = LudusOptions.Name();
        var auto = SharedOptions.Auto("A bot plays your seat, and what happens is printed. Needs no terminal.");
        var rolls = LudusOptions.Rolls();
        var command = new Command("join", "Take a seat at a table that somebody hosts.") { url, name, auto, rolls };
        command.SetAction((parsed, cancellationToken) => RunAsync(
            parsed.GetRequiredValue(url), parsed.GetRequiredValue(name), parsed.GetValue(auto), parsed.GetValue(rolls), parsed.InvocationConfiguration, cancellationToken));
        return command;
    }

    private static async Task<int> RunAsync(
        string url, string name, bool auto, int rolls, InvocationConfiguration console, CancellationToken cancellationToken)
    {
        if (!auto && !await Seat.HasTerminalAsync(console)) return ExitCode.Failure;
        await using var table = new Table(Carriers.Join(url), name, seed: 0);
        return await Seat.PlayAsync(table, auto, isServer: false, rolls, console, cancellationToken);
    }
}
