using System.CommandLine;
using Samples.CommandLine;

namespace Ludus.Commands;

/// <summary>No command: a table and all its players in this process, each a peer of its own, with real connections between them.</summary>
internal static class PlayCommand
{
    public static void AddTo(RootCommand root)
    {
        var auto = SharedOptions.Auto("Bots play all seats, and what happens is printed. Needs no terminal.");
        var transport = LudusOptions.Transport();
        var players = LudusOptions.Players();
        var rolls = LudusOptions.Rolls();
        foreach (var option in (Option[])[auto, transport, players, rolls]) root.Options.Add(option);
        root.SetAction((parsed, cancellationToken) => RunAsync(
            parsed.GetValue(auto), parsed.GetRequiredValue(transport), parsed.GetValue(players), parsed.GetValue(rolls), parsed.InvocationConfiguration, cancellationToken));
    }

    private static async Task<int> RunAsync(
        bool auto, string transport, int players, int rolls, InvocationConfiguration console, CancellationToken cancellationToken)
    {
        if (!auto && !await Seat.HasTerminalAsync(console)) return ExitCode.Failure;
        var (server, url) = Carriers.Open(transport, port: 0, isPublic: false);
        await using var table = new Table(server, "Host", Random.Shared.Next());
        await console.Output.WriteLineAsync($"{players} bots and the host play over {server.Carrier}.");
        using var closing = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var bots = Enumerable.Range(1, players).Select(number => Task.Run(() => JoinAsync(url, $"Bot {number}", rolls, closing.Token))).ToArray();
        var hosted = await Seat.PlayAsync(table, auto, isServer: true, rolls, console, cancellationToken);
        if (!auto) await closing.CancelAsync();
        var ends = await Task.WhenAll(bots);
        return hosted == ExitCode.Success && (!auto || ends.All(static isDone => isDone)) ? ExitCode.Success : ExitCode.Failure;
    }

    private static async Task<bool> JoinAsync(string url, string name, int rolls, CancellationToken cancellationToken)
    {
        await using var table = new Table(Carriers.Join(url), name, seed: 0);
        var bot = new Bot(table, rolls);
        await table.RunAsync(bot.TickAtClient, cancellationToken);
        return bot.IsDone && table.Failures == 0;
    }
}
