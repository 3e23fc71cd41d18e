using System.CommandLine;
using ConnectFour.Players;
using ConnectFour.Terminal;
using Samples.CommandLine;
using Samples.Terminal;
using Spectre.Console;

namespace ConnectFour.Commands;

/// <summary><c>play</c>: a seat in somebody else's match.</summary>
internal static class PlayCommand
{
    public static Command Create()
    {
        var target = new Target();
        var auto = SharedOptions.Auto("A bot plays your seat for one game, and what happens is printed. Needs no terminal.");
        var seed = SharedOptions.Seed();
        var command = new Command("play", "Take a seat in a match on a server.") { auto, seed };
        target.AddTo(command);
        command.SetAction(async (parsed, cancellationToken) => parsed.GetValue(auto)
            ? await PlayBotAsync(
                await target.WayOfAsync(parsed, cancellationToken),
                target.PlayerOf(parsed, $"Bot {Environment.ProcessId}"),
                parsed.GetValue(seed) ?? Random.Shared.Next(),
                parsed.InvocationConfiguration,
                cancellationToken)
            : await PlayAsync(
                () => target.WayOfAsync(parsed, cancellationToken), target.PlayerOf(parsed, Environment.UserName), parsed.InvocationConfiguration, cancellationToken));
        return command;
    }

    private static async Task<int> PlayBotAsync(
        Way way, MatchClientOptions player, int seed, InvocationConfiguration console, CancellationToken cancellationToken)
    {
        await using var peer = way.Peer;
        using var client = new MatchClient(peer, way.Connect, player);
        _ = new BotDriver(client, new BotPlayer(seed));
        return await new LineSeat(client, console).RunOneGameAsync(cancellationToken);
    }

    private static async Task<int> PlayAsync(
        Func<Task<Way>> join, MatchClientOptions player, InvocationConfiguration console, CancellationToken cancellationToken)
    {
        if (!TerminalAccess.IsAvailable(console)) return await TerminalAccess.RefuseAsync(console, "play --auto");
        var way = await join();
        await using var peer = way.Peer;
        using var client = new MatchClient(peer, way.Connect, player);
        var end = await new HumanSeat(client, AnsiConsole.Console).RunAsync(cancellationToken);
        return await ExitCode.FromAsync(client, end, console);
    }
}
