using Microsoft.Extensions.Time.Testing;

namespace Transport.AspNetCore.Tests.Sessions;

/// <summary>When a session ends, what is told then, and what is kept until when.</summary>
internal sealed class SessionEndingTests
{
    [Test]
    public async Task AnEmptySessionIsKeptForAWhile()
    {
        var time = new FakeTimeProvider();
        await using var host = await GameHost.StartAsync(new() { Time = time, Game = static game => game.EmptyLinger = TimeSpan.FromSeconds(30) });
        using (var client = await host.JoinAsync()) await client.Peer.CloseAsync();
        await Waiting.Until(() => IsWaitingForOthers(host), "the session to be empty");
        time.Advance(TimeSpan.FromSeconds(29.9));
        Assert.That(host.Sessions.Count, Is.EqualTo(1));

        using (var again = await host.JoinAsync())
        {
            await again.EchoAsync("back in time");
            time.Advance(TimeSpan.FromSeconds(60));
            await again.EchoAsync("somebody is here");
            await again.Peer.CloseAsync();
        }
        Assert.That(host.Script.Made, Is.EqualTo(1));
        await Waiting.Until(() => IsWaitingForOthers(host), "the session to be empty again");
        time.Advance(TimeSpan.FromSeconds(30));
        await Waiting.Until(() => host.Sessions.Count == 0, "the end");
        Assert.That(host.Script.Log, Does.Contain("one: ended Empty"));
    }

    [Test]
    public async Task ASessionThatNobodyHasJoinedIsNotKept()
    {
        await using var host = await GameHost.StartAsync(new() { Game = static game => game.EmptyLinger = TimeSpan.FromHours(1) });
        host.Script.Joining = static (_, _, _) => new(JoinRefusal.Forbidden());
        Assert.That((await Http.AskAsync(host.Url())).Status, Is.EqualTo(403));
        await Waiting.Until(() => host.Sessions.Count == 0 && host.Script.Disposed == 1, "the end");
    }

    [Test]
    public async Task TheGameEndsASessionWithCodeAndReason()
    {
        await using var host = await GameHost.StartAsync();
        using var one = await host.JoinAsync();
        using var two = await host.JoinAsync();
        using var elsewhere = await host.JoinAsync("two");
        var session = host.Sessions.Find("one")!;
        var endingWasFirst = false;
        session.Ending.Register(() => endingWasFirst = !host.Script.Log.Any(line => line.StartsWith("one: -", StringComparison.Ordinal)));
        session.End(4100, "checkmate");
        session.End(4101, "a second end does nothing");
        Assert.That((await one.UntilGoneAsync()).ToString(), Is.EqualTo("Closed by the other end, code 4100: checkmate"));
        Assert.That((await two.UntilGoneAsync()).Code, Is.EqualTo(4100));
        await Waiting.Until(() => host.Script.Has("one: ended Ended") && host.Sessions.Count == 1, "the end");
        Assert.That(host.Script.CountOf("one: - True Closed 4100"), Is.EqualTo(2));
        Assert.That(endingWasFirst, Is.True);
        await elsewhere.EchoAsync("unharmed");
        Assert.That(() => session.End(1006), Throws.InstanceOf<ArgumentOutOfRangeException>());
        Assert.That(() => session.End(1000, new string('x', 124)), Throws.ArgumentException);
        Assert.That(async () => await session.InvokeAsync(() => { }), Throws.InvalidOperationException);
    }

    [Test]
    public async Task WhatWasSentBeforeTheEndArrives()
    {
        await using var host = await GameHost.StartAsync();
        host.Script.Packet = static (session, _, _) =>
        {
            for (var i = 0; i < 100; i++) session.Api.SendBytes("result"u8);
            session.End();
        };
        using var client = await host.JoinAsync();
        client.Send("x");
        await client.UntilGoneAsync();
        Assert.That(client.Packets, Has.Count.EqualTo(100));
    }

    [Test]
    public async Task AGameThatClosesItsPeerEndsItsSession()
    {
        await using var host = await GameHost.StartAsync();
        host.Script.Packet = static (session, _, _) => session.Peer.Close(4005, "closed");
        using var client = await host.JoinAsync();
        client.Send("x");
        Assert.That((await client.UntilGoneAsync()).Code, Is.EqualTo(4005));
        await Waiting.Until(() => host.Script.Has("one: ended Ended") && host.Sessions.Count == 0, "the end");
    }

    [Test]
    public async Task AGameThatDisposesItsPeerHurtsNobodyElse()
    {
        await using var host = await GameHost.StartAsync();
        host.Script.Packet = static (session, _, _) => session.Peer.Dispose();
        using var elsewhere = await host.JoinAsync("two");
        using (var client = await host.JoinAsync())
        {
            client.Send("x");
            await client.UntilGoneAsync();
        }
        await Waiting.Until(() => host.Sessions.Count == 1, "the end");
        host.Script.Packet = static (session, sender, payload) => session.Api.SendBytes(payload, sender);
        await elsewhere.EchoAsync("unharmed");
        using var again = await host.JoinAsync();
        await again.EchoAsync("anew");
    }

    [Test]
    public async Task UntilTheGameHasSavedNobodyBeginsAnew()
    {
        await using var host = await GameHost.StartAsync();
        var saved = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        host.Script.Ended = async (_, _, _) => await saved.Task;
        using var first = await host.JoinAsync();
        host.Sessions.Find("one")!.End();
        await first.UntilGoneAsync();
        await Waiting.Until(() => host.Script.Has("one: ended Ended"), "the game to save");
        Assert.That(host.Sessions.Find("one"), Is.Null);

        var second = host.JoinAsync();
        for (var i = 0; i < 100; i++) await Task.Yield();
        Assert.That((host.Script.Made, second.IsCompleted), Is.EqualTo((1, false)));
        saved.SetResult();
        using var client = await second;
        Assert.That(host.Script.Made, Is.EqualTo(2));
    }

    [Test]
    public async Task AGameThatDoesNotSaveInTimeIsNotWaitedFor()
    {
        var time = new FakeTimeProvider();
        await using var host = await GameHost.StartAsync(new() { Time = time, Game = static game => game.ShutdownTimeout = TimeSpan.FromSeconds(5) });
        host.Script.Ended = static async (_, _, _) => await new TaskCompletionSource().Task;
        using var first = await host.JoinAsync();
        host.Sessions.Find("one")!.End();
        await first.UntilGoneAsync();
        await Waiting.Until(() => host.Script.Has("one: ended Ended"), "the game to save");
        await Waiting.Until(
            () =>
            {
                time.Advance(TimeSpan.FromSeconds(1));
                return host.Sessions.Count == 0;
            },
            "the end");
        Assert.That(host.Logs.Of(1407).Single(), Does.Contain("OnEndedAsync"));
    }

    [Test]
    public async Task AContextIsKeptUntilEverybodyWasToldThatThePeerIsGone()
    {
        await using var host = await GameHost.StartAsync();
        var registry = host.Services.GetRequiredRegistry();
        for (var i = 0; i < 10; i++)
        {
            using var client = await host.JoinAsync();
            await client.EchoAsync("x");
            client.Peer.Close();
            await Waiting.Until(() => host.Sessions.PeerCount == 0, "the peer to be gone", client.Api.Poll);
        }
        await Waiting.Until(() => registry.Find("one")!.ContextCount == 0, "no context to be left");
        Assert.That(host.Script.CountOf("one: + True"), Is.EqualTo(10));
        Assert.That(host.Script.Log.Count(line => line.StartsWith("one: - True", StringComparison.Ordinal)), Is.EqualTo(10));
    }

    private static bool IsWaitingForOthers(GameHost host) =>
        host.Services.GetRequiredRegistry() is var registry && registry.JoinsOf("one") == 0 && registry.Find("one") is { PeerCount: 0, IsWaitingForOthers: true };
}
