using System.CommandLine;
using Samples.CommandLine;

namespace Ludus.Commands;

/// <summary><c>host</c>: a table with a seat of its own, as in the demo.</summary>
internal static class HostCommand
{
    public static Command Create()
    {
        var port = LudusOptions.Port();
        var transport = LudusOptions.Transport();
        var name = LudusOptions.Name();
        var auto = SharedOptions.Auto("A bot plays the host's seat, and closes the table when all others have left. Needs no terminal.");
        var command = new Command("host", "Open a table for others, Godot's original demo among them.") { port, transport, name, auto };
        command.SetAction((parsed, cancellationToken) => RunAsync(
            parsed.GetRequiredValue(transport), parsed.GetValue(port), parsed.GetRequiredValue(name), parsed.GetValue(auto), parsed.InvocationConfiguration, cancellationToken));
        return command;
    }

    private static async Task<int> RunAsync(
        string transport, int port, string name, bool auto, InvocationConfiguration console, CancellationToken cancellationToken)
    {
        if (!auto && !await Seat.HasTerminalAsync(console)) return ExitCode.Failure;
        var (server, url) = Carriers.Open(transport, port, isPublic: true);
        await using var table = new Table(server, name, Random.Shared.Next());
        await console.Output.WriteLineAsync($"The table is open at {url}; from elsewhere, with the name of this machine.");
        return await Seat.PlayAsync(table, auto, isServer: true, rolls: 0, console, cancellationToken);
    }
}
