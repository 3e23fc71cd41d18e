using Microsoft.Extensions.Time.Testing;

namespace Transport.AspNetCore.Tests.Sessions;

/// <summary>What runs on a session's loop, in which order, and when it sleeps.</summary>
[NonParallelizable]
internal sealed class SessionLoopTests
{
    [Test]
    public async Task EverythingOfASessionIsDoneOneAfterAnother()
    {
        await using var host = await GameHost.StartAsync(new() { Game = static game => game.TickInterval = TimeSpan.FromMilliseconds(1) });
        var inside = 0;
        var overlaps = 0;
        void Enter()
        {
            if (Interlocked.Increment(ref inside) != 1) Interlocked.Increment(ref overlaps);
            Thread.SpinWait(200);
            Interlocked.Decrement(ref inside);
        }
        host.Script.Joining = (_, _, _) =>
        {
            Enter();
            return default;
        };
        host.Script.Connected = (_, _) => Enter();
        host.Script.Disconnected = (_, _, _) => Enter();
        host.Script.Tick = (_, _) => Enter();
        host.Script.Packet = (session, sender, payload) =>
        {
            Enter();
            session.Api.SendBytes(payload, sender);
        };
        using var first = await host.JoinAsync();
        var session = host.Sessions.Find("one")!;
        var players = Enumerable.Range(0, 8).Select(async _ =>
        {
            using var client = await host.JoinAsync();
            for (var i = 0; i < 50; i++)
            {
                await client.EchoAsync($"{i}");
                await session.InvokeAsync(Enter);
            }
        });
        await Waiting.Soon(Task.WhenAll(players), "all to play");
        Assert.That(overlaps, Is.Zero);
    }

    [Test]
    public async Task AnAwaitComesBackToTheLoop()
    {
        await using var host = await GameHost.StartAsync();
        host.Script.Packet = static async (session, sender, payload) =>
        {
            var before = SynchronizationContext.Current;
            await Task.Yield();
            await Task.Run(static () => { });
            session.Api.SendBytes(SynchronizationContext.Current == before && before is not null ? payload : "elsewhere"u8, sender);
        };
        using var client = await host.JoinAsync();
        await client.EchoAsync("same");
    }

    [Test]
    public async Task WhatIsInvokedRunsOnTheLoopAndTellsItsResult()
    {
        await using var host = await GameHost.StartAsync();
        using var client = await host.JoinAsync();
        var session = host.Sessions.Find("one")!;
        Assert.That(await session.InvokeAsync(() => session.Api.Peers.Single()), Is.EqualTo(client.Id));
        Assert.That(await session.InvokeAsync(() => session.InvokeAsync(() => 3).IsCompleted), Is.True, "At once, from the loop itself.");
        await session.InvokeAsync(async () =>
        {
            await Task.Yield();
            session.Api.SendBytes("later"u8);
        });
        await client.Until(() => client.Packets.Contains("1: later"), "the packet");
        Assert.That(async () => await session.InvokeAsync(static () => throw new InvalidTimeZoneException()), Throws.InstanceOf<InvalidTimeZoneException>());
        Assert.That(async () => await session.InvokeAsync(static () => Task.FromCanceled(new CancellationToken(true))), Throws.InstanceOf<OperationCanceledException>());
        Assert.That(host.Logs.Of(1405), Is.Empty, "It is the caller's.");
        Assert.That(() => session.InvokeAsync((Action)null!), Throws.ArgumentNullException);
        Assert.That(() => session.InvokeAsync((Func<Task>)null!), Throws.ArgumentNullException);
        Assert.That(() => session.InvokeAsync((Func<int>)null!), Throws.ArgumentNullException);
    }

    [Test]
    public async Task TicksComeAtTheirIntervalAndMissedOnesAreLeftOut()
    {
        var time = new FakeTimeProvider();
        await using var host = await GameHost.StartAsync(new() { Time = time, Game = static game => game.TickInterval = TimeSpan.FromMilliseconds(100) });
        var ticks = new List<TimeSpan>();
        host.Script.Tick = (_, elapsed) =>
        {
            lock (ticks) ticks.Add(elapsed);
        };
        int Count()
        {
            lock (ticks) return ticks.Count;
        }
        using var client = await host.JoinAsync();
        async Task AdvanceAsync(int milliseconds, int count, string what)
        {
            // Its answer comes from a round behind the one of the last tick: by then the next one is waited for. It makes no tick itself.
            await client.EchoAsync("x");
            time.Advance(TimeSpan.FromMilliseconds(milliseconds));
            await Waiting.Until(() => Count() == count, what);
        }
        for (var i = 1; i <= 5; i++) await AdvanceAsync(100, i, $"tick {i}");
        await AdvanceAsync(350, 6, "one tick for those that were missed");
        await AdvanceAsync(50, 7, "the next, on the grid of the first");
        await client.EchoAsync("x");
        Assert.That(ticks.Select(tick => tick.TotalMilliseconds), Is.EqualTo(new[] { 100, 100, 100, 100, 100, 350, 50 }));
    }

    [Test]
    public async Task ATickSendsAtOnce()
    {
        await using var host = await GameHost.StartAsync(new() { Game = static game => game.TickInterval = TimeSpan.FromMilliseconds(5) });
        host.Script.Tick = static (session, _) => session.Api.SendBytes("tick"u8);
        using var client = await host.JoinAsync();
        await client.Until(() => client.Packets.Count >= 3, "three ticks");
    }

    [Test]
    public async Task WhenNothingHappensNothingRuns()
    {
        using var rounds = new RoundCounter();
                await using var host = await GameHost.StartAsync();
        var clients = new List<GameClient>();
        for (var i = 0; i < 20; i++) clients.Add(await host.JoinAsync($"{i}"));
        foreach (var client in clients) await client.EchoAsync("x");
        await rounds.UntilQuiet();
        var before = rounds.Count;
        // An idle second, in which a loop that does not sleep would go round a thousand times.
        await Task.Delay(TimeSpan.FromSeconds(1));
        Assert.That(rounds.Count, Is.EqualTo(before));

        await clients[0].EchoAsync("x");
        Assert.That(rounds.Count, Is.GreaterThan(before), "The counter counts.");
        foreach (var client in clients) client.Dispose();
    }

    [TestCase(true)]
    [TestCase(false)]
    public async Task WhileTheGameSavesTheLoopSleeps(bool isGoingDown)
    {
        using var rounds = new RoundCounter();
        await using var host = await GameHost.StartAsync(new()
        {
            Game = static game =>
            {
                game.EmptyLinger = TimeSpan.Zero;
                game.ShutdownTimeout = TimeSpan.FromHours(1);
                game.TickInterval = TimeSpan.FromMilliseconds(1);
            },
        });
        var saved = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var ticksBehindTheEnd = 0;
        host.Script.Tick = (_, _) => ticksBehindTheEnd += host.Script.Has("one: ended Empty") ? 1 : 0;
        host.Script.Ended = async (_, _, _) => await saved.Task;
        using (var client = await host.JoinAsync()) await client.Peer.CloseAsync();
        await Waiting.Until(() => host.Script.Has("one: ended Empty"), "the game to save");
        var stopping = isGoingDown ? host.StopAsync() : Task.CompletedTask;
        await rounds.UntilQuiet();
        var before = rounds.Count;
        await Task.Delay(200);
        Assert.That((rounds.Count - before, ticksBehindTheEnd), Is.EqualTo((0, 0)));
        saved.SetResult();
        await Waiting.Until(() => host.Sessions.Count == 0, "the end");
        await Waiting.Soon(stopping, "the host to stop");
    }

    [Test]
    public async Task WhileTheGameSavesBeforeTheHostGoesDownTheLoopSleeps()
    {
        using var rounds = new RoundCounter();
        await using var host = await GameHost.StartAsync(new()
        {
            Game = static game =>
            {
                game.EmptyLinger = TimeSpan.FromMilliseconds(1);
                game.ShutdownTimeout = TimeSpan.FromHours(1);
            },
        });
        var saved = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        host.Script.ShuttingDown = async (_, _) => await saved.Task;
        using var client = await host.JoinAsync();
        var stopping = host.StopAsync();
        await Waiting.Until(() => host.Services.GetRequiredRegistry().IsStopping, "the host to go down");
        await client.Peer.CloseAsync();
        await Waiting.Until(() => host.Services.GetRequiredRegistry().JoinsOf("one") == 0, "the session to be empty");
        await rounds.UntilQuiet();
        var before = rounds.Count;
        await Task.Delay(200);
        Assert.That(rounds.Count - before, Is.Zero);
        saved.SetResult();
        await Waiting.Soon(stopping, "the host to stop");
    }

    [Test]
    public async Task ADeadlineOfTheApiWakesTheLoop()
    {
        var time = new FakeTimeProvider();
        await using var host = await GameHost.StartAsync(new() { Time = time });
        host.Script.Creating = static (session, _, _) =>
        {
            session.Api.AuthCallback = static (_, _) => { };
            return default;
        };
        using var client = new GameClient();
        client.Peer.CreateClient(host.Url());
        await client.Until(() => client.Api.AuthenticatingPeers.Count == 1 || client.Peer.Peers.Count == 1, "the authentication");
        var session = host.Sessions.Find("one")!;
        await Waiting.Until(() => session.PeerCount == 1, "the peer at the server");
        await Waiting.Until(
            () =>
            {
                time.Advance(TimeSpan.FromSeconds(1));
                client.Api.Poll();
                return client.Peer.Status == ConnectionStatus.Disconnected;
            },
            "the peer that did not authenticate to be put out");
    }
}
