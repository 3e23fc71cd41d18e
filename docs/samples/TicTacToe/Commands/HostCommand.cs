using System.CommandLine;
using Samples.CommandLine;
using TicTacToe.Server;

namespace TicTacToe.Commands;

/// <summary><c>host</c>: a server without a seat of its own, until Ctrl+C.</summary>
internal static class HostCommand
{
    public static Command Create()
    {
        var port = SharedOptions.Port(9080);
        var transport = SharedOptions.Transport("What the game travels over.", Carriers.NetworkNames);
        var command = new Command("host", "Open a table for two who join from elsewhere. One game follows the other; Ctrl+C ends it.")
        {
            port, transport,
        };
        command.SetAction((parsed, cancellationToken) =>
            RunAsync(parsed.GetRequiredValue(transport), parsed.GetValue(port), parsed.InvocationConfiguration, cancellationToken));
        return command;
    }

    private static async Task<int> RunAsync(
        string transport, int port, InvocationConfiguration console, CancellationToken cancellationToken)
    {
        var host = Carriers.Open(transport, port, isPublic: true);
        await using var peer = host.Server;
        await console.Output.WriteLineAsync(
            $"The table is open at {host.Address}; from elsewhere, with the name of this machine. Ctrl+C closes it.");
        if (await new GameServer(peer, console.Output.WriteLine).RunAsync(cancellationToken) is not { } failure)
        {
            await console.Output.WriteLineAsync("The table is closed.");
            return ExitCode.Success;
        }
        await console.Error.WriteLineAsync(DisconnectWords.Describe("The network", failure));
        return ExitCode.Failure;
    }
}
