using System.Runtime;
using Microsoft.Extensions.Logging;

namespace Transport.AspNetCore.Tests.Sessions;

/// <summary>A thousand matches of two on one host: all are played to their end, and nothing is left of them.</summary>
[NonParallelizable]
internal sealed class CrowdTests
{
    private const int Matches = 1000;
    private const int MovesOfEach = 20;

    // A session of two that stays holds some 30 KiB.
    private const long MostGrown = 8L << 20;

    private static readonly TimeSpan RestTime = TimeSpan.FromSeconds(3);

    [Test]
    public async Task AThousandMatchesOfTwoArePlayedToTheirEnd()
    {
        await using var host = await GameHost.StartAsync(new()
        {
            LogLevel = LogLevel.Warning,
            Game = static game =>
            {
                game.MaxPeersPerSession = 2;
                game.MaxPeersPerAddress = 2 * Matches;
                game.MaxHandshakesPerSecond = 10 * Matches;
                game.EmptyLinger = TimeSpan.Zero;
            },
        });
        // Each move goes to the other; the session ends with the last.
        host.Script.Packet = static (session, sender, payload) =>
        {
            session.Api.SendBytes(payload, -sender);
            if (GameScript.Text(payload) == $"{2 * MovesOfEach}") session.End(4000, "over");
        };
        // The first time buffers and code come to stay; what grows with each match would grow again.
        await RunMatches(host, () => Task.CompletedTask);
        await UntilAllAreGone(host, Matches);
        var before = Memory();
        await RunMatches(host, RestAsync);
        await UntilAllAreGone(host, 2 * Matches);
        // Kestrel lets its connections go behind the sessions, in its own time.
        var grown = long.MaxValue;
        await Waiting.Until(() => (grown = Memory() - before) < MostGrown, $"the memory of {Matches} more matches to come back");
        TestContext.Out.WriteLine($"After {Matches} more matches there were {grown / 1024:N0} KiB more in use.");
        var registry = host.Services.GetRequiredRegistry();
        Assert.Multiple(() =>
        {
            Assert.That(host.Script.Made, Is.EqualTo(2 * Matches));
            Assert.That(host.Script.Log.Count(line => line.EndsWith(": + True", StringComparison.Ordinal)), Is.EqualTo(4 * Matches));
            Assert.That(host.Script.Log.Count(line => line.Contains(": - True", StringComparison.Ordinal)), Is.EqualTo(4 * Matches));
            Assert.That(registry.Game.Limits.Addresses.Count, Is.Zero);
            Assert.That(host.Logs.Of(1405), Is.Empty);
        });
    }

    private static async Task RestAsync()
    {
        using var rounds = new RoundCounter();
        await rounds.UntilQuiet();
        await UntilNothingIsCompiled();
        var (before, cpu) = (rounds.Count, Environment.CpuUsage.TotalTime);
        await Task.Delay(RestTime);
        var used = Environment.CpuUsage.TotalTime - cpu;
        TestContext.Out.WriteLine($"{Matches} sessions of 2 at rest took {used.TotalMilliseconds:0} ms of processor time in {RestTime.TotalSeconds} s, their clients and pings included.");
        Assert.That(rounds.Count - before, Is.Zero, "A loop that has nothing to do sleeps.");
    }

    // What has run hot is compiled anew once it rests.
    private static async Task UntilNothingIsCompiled()
    {
        TimeSpan seen;
        do
        {
            seen = JitInfo.GetCompilationTime();
            await Task.Delay(500);
        }
        while (JitInfo.GetCompilationTime() - seen > TimeSpan.FromMilliseconds(5));
    }

    private static Task UntilAllAreGone(GameHost host, int disposed) =>
        Waiting.Until(() => host.Sessions.Count == 0 && host.Script.Disposed == disposed, "all sessions to be gone");

    private static async Task RunMatches(GameHost host, Func<Task> whileAllAreThere)
    {
        var matches = new List<(GameClient First, GameClient Second)>();
        foreach (var chunk in Enumerable.Range(0, Matches).Chunk(50))
        {
            matches.AddRange(await Task.WhenAll(chunk.Select(async match =>
            {
                var first = await host.JoinAsync($"match-{match}");
                return (first, await host.JoinAsync($"match-{match}"));
            })));
        }
        await Waiting.Until(() => host.Sessions.PeerCount == 2 * Matches, "all to be in");
        Assert.That(host.Sessions.Count, Is.EqualTo(Matches));
        await whileAllAreThere();

        // Two dozen threads would only take turns; one polls all, as fast as it can.
        foreach (var (first, _) in matches) first.Send("1");
        var moves = new int[2 * Matches];
        var open = 2 * Matches;
        await Waiting.Until(
            () => open == 0,
            "all matches to end",
            () =>
            {
                open = 0;
                for (var i = 0; i < matches.Count; i++)
                {
                    open += Play(matches[i].First, ref moves[2 * i]) + Play(matches[i].Second, ref moves[2 * i + 1]);
                }
            });
        Assert.That(matches.Select(match => match.First.Ending!.Value.Code).Concat(matches.Select(match => match.Second.Ending!.Value.Code)), Is.All.EqualTo(4000));
        Assert.That(moves.Sum(), Is.EqualTo(Matches * 2 * MovesOfEach));
        foreach (var (first, second) in matches)
        {
            first.Dispose();
            second.Dispose();
        }
    }

    // Answers each move by the next number.
    private static int Play(GameClient client, ref int seen)
    {
        if (client.Ending is not null) return 0;
        client.Api.Poll();
        while (seen < client.Packets.Count)
        {
            var move = int.Parse(client.Packets[seen++].Split(": ")[1], null);
            if (move < 2 * MovesOfEach) client.Send($"{move + 1}");
        }
        return client.Ending is null ? 1 : 0;
    }

    private static long Memory()
    {
        for (var i = 0; i < 3; i++)
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
        }
        return GC.GetTotalMemory(forceFullCollection: true);
    }
}
