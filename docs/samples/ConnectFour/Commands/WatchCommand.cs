using System.CommandLine;
using ConnectFour.Players;
using ConnectFour.Terminal;
using Samples.CommandLine;

namespace ConnectFour.Commands;

/// <summary><c>watch</c>: what happens in a match, line by line.</summary>
internal static class WatchCommand
{
    public static Command Create()
    {
        var target = new Target();
        var once = SharedOptions.Auto("End when a game has ended, and not at Ctrl+C.");
        var command = new Command("watch", "Watch a match on a server, and print what happens. Needs no terminal.") { once };
        target.AddTo(command);
        command.SetAction(async (parsed, cancellationToken) => await RunAsync(
            await target.WayOfAsync(parsed, cancellationToken),
            target.PlayerOf(parsed, $"{Environment.UserName} {Environment.ProcessId}", watch: true),
            parsed.GetValue(once),
            parsed.InvocationConfiguration,
            cancellationToken));
        return command;
    }

    private static async Task<int> RunAsync(
        Way way, MatchClientOptions player, bool once, InvocationConfiguration console, CancellationToken cancellationToken)
    {
        await using var peer = way.Peer;
        using var client = new MatchClient(peer, way.Connect, player);
        var seat = new LineSeat(client, console);
        return once ? await seat.RunOneGameAsync(cancellationToken) : await seat.RunAsync(cancellationToken);
    }
}
