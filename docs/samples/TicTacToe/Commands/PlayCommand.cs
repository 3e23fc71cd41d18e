using System.CommandLine;
using Samples.CommandLine;
using Samples.Terminal;
using Spectre.Console;
using TicTacToe.Client;
using TicTacToe.Server;
using TicTacToe.Terminal;

namespace TicTacToe.Commands;

/// <summary>
/// <c>play</c>, also when no command is given: the server and both seats in this process, each a <see cref="Transport.MultiplayerPeer"/>
/// of its own, with a real connection between them.
/// </summary>
internal static class PlayCommand
{
    /// <summary>Adds the command, and makes it what the root command does.</summary>
    public static void AddTo(RootCommand root)
    {
        var auto = SharedOptions.Auto("Bots play both seats, and the moves are printed. Needs no terminal.");
        var transport = SharedOptions.Transport("What the game travels over.", Carriers.Names);
        var seed = SharedOptions.Seed();
        var play = new Command("play", "Play against a bot: server and both seats in this process. The same as no command.");
        root.Subcommands.Add(play);
        // The same options for both, so that they count wherever they stand.
        foreach (var command in new[] { root, play })
        {
            command.Options.Add(auto);
            command.Options.Add(transport);
            command.Options.Add(seed);
            command.SetAction((parsed, cancellationToken) => RunAsync(
                parsed.GetValue(auto),
                parsed.GetRequiredValue(transport),
                parsed.GetValue(seed) ?? Random.Shared.Next(),
                parsed.InvocationConfiguration,
                cancellationToken));
        }
    }

    private static async Task<int> RunAsync(
        bool auto, string transport, int seed, InvocationConfiguration console, CancellationToken cancellationToken)
    {
        if (!auto && !TerminalAccess.IsAvailable(console))
            return await TerminalAccess.RefuseAsync(console, "--auto");
        var host = Carriers.Open(transport, port: 0, isPublic: false);
        await using var server = host.Server;
        await using var peer = host.Join();
        // Ctrl+C takes the first player from the table, and the rest follows.
        using var closing = new CancellationTokenSource();
        var serving = new GameServer(server).RunAsync(closing.Token);
        GameEnding ending;
        if (auto)
        {
            await console.Output.WriteLineAsync($"Two bots play over {server.Carrier}, seed {seed}.");
            var client = new GameClient(peer, new BotPlayer(seed), new LineScreen(console.Output));
            ending = await PlayAsync(client.RunAsync(cancellationToken), client.Seated, host, seed, closing);
        }
        else
        {
            var human = new HumanSeat(peer, AnsiConsole.Console);
            ending = await PlayAsync(human.RunAsync(cancellationToken), human.Client.Seated, host, seed, closing);
        }
        await serving;
        return await ExitCode.FromAsync(ending, auto, console);
    }

    private static async Task<GameEnding> PlayAsync(
        Task<GameEnding> playing, Task seated, Host host, int seed, CancellationTokenSource closing)
    {
        // The first at the table plays X, so the bot comes when that seat is taken.
        await Task.WhenAny(playing, seated);
        await using var peer = host.Join();
        var bot = new GameClient(peer, new BotPlayer(seed)).RunAsync(closing.Token);
        var ending = await await Task.WhenAny(playing, bot);
        // The end reaches both players; but a bot that found no seat would leave the other one waiting.
        if (ending.Kind != EndingKind.Lost) ending = await playing;
        await closing.CancelAsync();
        await Task.WhenAll(playing, bot);
        return ending;
    }
}
