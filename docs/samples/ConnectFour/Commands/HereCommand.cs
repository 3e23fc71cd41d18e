using System.CommandLine;
using ConnectFour.Calls;
using ConnectFour.Matches;
using ConnectFour.Players;
using ConnectFour.Terminal;
using Samples.CommandLine;
using Samples.Terminal;
using Spectre.Console;
using Transport.Multiplayer;

namespace ConnectFour.Commands;

/// <summary>No command: the server and the players in this process, with real connections between them.</summary>
internal static class HereCommand
{
    /// <summary>Makes it what the root command does.</summary>
    public static void AddTo(RootCommand root)
    {
        var auto = SharedOptions.Auto("Two bots play, and what happens is printed. Needs no terminal.");
        var transport = SharedOptions.Transport("What the game travels over; with both, the two players come over different carriers.", Carriers.Names);
        var name = GameOptions.Name();
        var match = GameOptions.Match("The match's name.", "main");
        var port = SharedOptions.Port(9080, "The port of the server, 1 to 65535; 0 for any free one.");
        port.DefaultValueFactory = _ => 0;
        var seed = SharedOptions.Seed();
        foreach (Option option in new Option[] { auto, transport, name, match, port, seed }) root.Options.Add(option);
        root.SetAction((parsed, cancellationToken) => RunAsync(
            parsed.GetValue(auto),
            parsed.GetRequiredValue(transport),
            parsed.GetValue(port),
            new MatchClientOptions { Name = parsed.GetValue(name) ?? "Ann", Match = parsed.GetRequiredValue(match) },
            parsed.GetValue(seed) ?? Random.Shared.Next(),
            parsed.InvocationConfiguration,
            cancellationToken));
    }

    private static async Task<int> RunAsync(
        bool auto, string transport, int port, MatchClientOptions player, int seed, InvocationConfiguration console, CancellationToken cancellationToken)
    {
        if (!auto && !TerminalAccess.IsAvailable(console)) return await TerminalAccess.RefuseAsync(console, "--auto");
        var host = Carriers.Open(transport, port, isPublic: false);
        await using var server = host.Server;
        using var api = new MultiplayerApi(server, MatchOptions.ApiOptions());
        using var match = new Match(api, player.Match, new MatchOptions { BotSeed = seed });
        using var closing = new CancellationTokenSource();
        var serving = match.RunAsync(closing.Token);
        var way = host.Ways[0]();
        await using var peer = way.Peer;
        using var client = new MatchClient(peer, way.Connect, player);
        var code = auto
            ? await PlayBotsAsync(client, host, player, seed, transport, console, cancellationToken)
            : await PlayHumanAsync(client, console, cancellationToken);
        await closing.CancelAsync();
        await serving;
        return code;
    }

    private static async Task<int> PlayHumanAsync(MatchClient client, InvocationConfiguration console, CancellationToken cancellationToken)
    {
        var isInvited = false;
        client.Changed += () =>
        {
            if (isInvited || client.Status != ClientStatus.Joined) return;
            isInvited = true;
            _ = client.InviteBotAsync();
        };
        return await ExitCode.FromAsync(client, await new HumanSeat(client, AnsiConsole.Console).RunAsync(cancellationToken), console);
    }

    private static async Task<int> PlayBotsAsync(
        MatchClient first, Host host, MatchClientOptions player, int seed, string transport, InvocationConfiguration console, CancellationToken cancellationToken)
    {
        await console.Output.WriteLineAsync($"Two bots play over {transport}, seed {seed}.");
        var way = host.Ways[^1]();
        await using var peer = way.Peer;
        using var second = new MatchClient(peer, way.Connect, player with { Name = player.Name == "Ben" ? "Ann" : "Ben" });
        _ = new BotDriver(first, new BotPlayer(seed));
        _ = new BotDriver(second, new BotPlayer(unchecked(seed + 1)));
        using var firstLeaves = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        using var secondLeaves = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        // The first in the match plays red, so the second comes when that seat is taken. Each leaves when it has seen the end itself.
        var joined = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        first.Changed += () =>
        {
            if (first.Status is ClientStatus.Joined or ClientStatus.Ended) joined.TrySetResult();
        };
        second.Changed += () =>
        {
            if (second.View.State.Ending != GameEnding.None) secondLeaves.Cancel();
            // Nobody comes: the first would wait for ever.
            if (second.End is { Kind: not ClientEndKind.Left }) firstLeaves.Cancel();
        };
        var playing = new LineSeat(first, console).RunOneGameAsync(firstLeaves.Token);
        await Task.WhenAny(playing, joined.Task);
        var other = second.RunAsync(secondLeaves.Token);
        var code = await playing;
        await secondLeaves.CancelAsync();
        await other;
        return code;
    }
}
