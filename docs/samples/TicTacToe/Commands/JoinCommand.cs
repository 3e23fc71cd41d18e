using System.CommandLine;
using Samples.CommandLine;
using Samples.Terminal;
using Spectre.Console;
using TicTacToe.Client;
using TicTacToe.Terminal;
using Transport;

namespace TicTacToe.Commands;

/// <summary><c>join</c>: one seat at somebody else's table.</summary>
internal static class JoinCommand
{
    public static Command Create()
    {
        var url = new Argument<string>("url") { Description = "Where the table is, for example ws://localhost:9080." };
        var auto = SharedOptions.Auto("A bot plays your seat, and the moves are printed. Needs no terminal.");
        var seed = SharedOptions.Seed();
        var command = new Command("join", "Take a seat at a table that somebody hosts, and play one game.") { url, auto, seed };
        command.SetAction((parsed, cancellationToken) => RunAsync(
            parsed.GetRequiredValue(url), parsed.GetValue(auto), parsed.GetValue(seed), parsed.InvocationConfiguration, cancellationToken));
        return command;
    }

    private static async Task<int> RunAsync(
        string url, bool auto, int? seed, InvocationConfiguration console, CancellationToken cancellationToken)
    {
        if (!auto && !TerminalAccess.IsAvailable(console))
            return await TerminalAccess.RefuseAsync(console, "join --auto");
        await using var peer = Carriers.Join(url);
        var ending = auto
            ? await PlayBotAsync(peer, seed ?? Random.Shared.Next(), console, cancellationToken)
            : await new HumanSeat(peer, AnsiConsole.Console).RunAsync(cancellationToken);
        return await ExitCode.FromAsync(ending, auto, console);
    }

    private static Task<GameEnding> PlayBotAsync(
        MultiplayerPeer peer, int seed, InvocationConfiguration console, CancellationToken cancellationToken) =>
        new GameClient(peer, new BotPlayer(seed), new LineScreen(console.Output)).RunAsync(cancellationToken);
}
