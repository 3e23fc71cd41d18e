using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace Transport.AspNetCore.Tests.Sessions;

/// <summary>How a session comes to be, and who is waited for.</summary>
internal sealed class SessionBeginningTests
{
    [Test]
    public async Task ManyWhoAskAtOnceBeginOneSession()
    {
        await using var host = await GameHost.StartAsync();
        var clients = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => host.JoinAsync()));
        Assert.That((host.Script.Made, host.Sessions.Count), Is.EqualTo((1, 1)));
        await Waiting.Until(() => host.Sessions.PeerCount == 20, "all to be in");
        foreach (var client in clients) client.Dispose();
    }

    [Test]
    public async Task NamesAreCaseSensitive()
    {
        await using var host = await GameHost.StartAsync();
        using var lower = await host.JoinAsync("abc");
        using var upper = await host.JoinAsync("ABC");
        Assert.That(host.Sessions.All.Select(session => session.Name), Is.EquivalentTo(new[] { "abc", "ABC" }));
        Assert.That(host.Sessions.Find("Abc"), Is.Null);
    }

    [Test]
    public async Task WhoeverAsksMeanwhileWaits()
    {
        await using var host = await GameHost.StartAsync();
        var begin = new TaskCompletionSource<JoinRefusal?>(TaskCreationOptions.RunContinuationsAsynchronously);
        host.Script.Creating = async (_, _, _) => await begin.Task;
        var first = host.JoinAsync();
        await Waiting.Until(() => host.Script.Made == 1, "the first to ask");
        var second = host.JoinAsync();
        await Waiting.Until(() => host.Services.GetRequiredRegistry().JoinsOf("one") == 2, "the second to ask");
        Assert.That(first.IsCompleted || second.IsCompleted, Is.False);
        begin.SetResult(null);
        using var one = await first;
        using var two = await second;
        Assert.That(host.Script.Made, Is.EqualTo(1));
    }

    [Test]
    public async Task ARefusalIsForTheOneWhoAskedAndTheNextIsAskedAbout()
    {
        await using var host = await GameHost.StartAsync();
        var begin = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        host.Script.Creating = async (_, request, _) =>
        {
            await begin.Task;
            return request.Peer.Query["name"] == "mallory" ? JoinRefusal.Forbidden() : null;
        };
        var mallory = Http.AskAsync($"{host.Url()}?name=mallory");
        await Waiting.Until(() => host.Script.Made == 1, "the first to ask");
        var alice = GameClient.ConnectAsync($"{host.Url()}?name=alice");
        await Waiting.Until(() => host.Services.GetRequiredRegistry().JoinsOf("one") == 2, "the second to ask");
        begin.SetResult();
        Assert.That((await mallory).Status, Is.EqualTo(403));
        using var client = await alice;
        Assert.That((host.Script.Made, host.Script.Disposed), Is.EqualTo((2, 1)));
    }

    [Test]
    public async Task AClientThatLeavesWhileItsSessionBeginsTakesNobodyAlong()
    {
        await using var host = await GameHost.StartAsync();
        var isFirst = true;
        var asked = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        host.Script.Creating = async (_, _, token) =>
        {
            if (!isFirst) return null;
            isFirst = false;
            asked.SetResult();
            await Task.Delay(Timeout.Infinite, token);
            return null;
        };
        using var first = new GameClient();
        first.Peer.CreateClient(host.Url());
        await Waiting.Soon(asked.Task, "the first to ask");
        var second = host.JoinAsync();
        await Waiting.Until(() => host.Services.GetRequiredRegistry().JoinsOf("one") == 2, "the second to ask");
        first.Peer.Close(force: true);
        using var client = await second;
        await client.EchoAsync("x");
    }

    [Test]
    public async Task ASessionIsMadeInAScopeThatLivesAsLongAsItself()
    {
        await using var host = await GameHost.StartAsync(new()
        {
            Services = static services => services.AddScoped<Scoped>(),
            Game = static game => game.EmptyLinger = TimeSpan.Zero,
        });
        var scoped = new List<Scoped>();
        host.Script.Creating = (session, _, _) =>
        {
            scoped.Add(session.Services.GetRequiredService<Scoped>());
            return default;
        };
        using var one = await host.JoinAsync("one");
        using var two = await host.JoinAsync("two");
        Assert.That(scoped.Distinct().Count(), Is.EqualTo(2));
        Assert.That(scoped.Select(each => each.IsDisposed), Is.All.False);
        one.Peer.Close();
        await Waiting.Until(() => scoped[0].IsDisposed, "the first scope to be disposed");
        Assert.That((scoped[1].IsDisposed, host.Script.Disposed), Is.EqualTo((false, 1)));
        await two.EchoAsync("still here");
    }

    [Test]
    public async Task ARegisteredSessionIsMadeByItsRegistration()
    {
        await using var host = await GameHost.StartAsync(new()
        {
            Services = static services => services.AddScoped(static provider =>
            {
                provider.GetRequiredService<GameScript>().Write("made by the app");
                return new ScriptedSession(provider.GetRequiredService<GameScript>());
            }),
        });
        using var client = await host.JoinAsync();
        Assert.That(host.Script.Has("made by the app"), Is.True);
        var session = host.Sessions.Find("one")!;
        session.End();
        await Waiting.Until(() => host.Script.Disposed > 0 && host.Sessions.Count == 0, "the session to be disposed by its scope");
        Assert.That(host.Script.Disposed, Is.EqualTo(1));
    }

    [Test]
    public async Task ASingletonIsAMistakeThatIsTold()
    {
        await using var host = await GameHost.StartAsync(new()
        {
            Services = static services => services.AddSingleton(static provider => new ScriptedSession(provider.GetRequiredService<GameScript>())),
        });
        using var one = await host.JoinAsync("one");
        Assert.That((await Http.AskAsync(host.Url("two"))).Status, Is.EqualTo(500));
        Assert.That(host.Logs.Entries.Single(entry => entry.Id == 1405).Exception!.Message, Does.Contain("singleton"));
        await one.EchoAsync("unharmed");
    }

    [Test]
    public async Task TheLoopHasNothingOfTheRequestThatBeganIt()
    {
        await using var host = await GameHost.StartAsync(new()
        {
            Middleware = static app => app.Use(static (context, next) =>
            {
                Ambient.Value = "request";
                return next(context);
            }),
        });
        string? inCreating = null;
        string? inPacket = null;
        host.Script.Creating = (_, _, _) =>
        {
            inCreating = Ambient.Value;
            return default;
        };
        host.Script.Packet = (session, sender, payload) =>
        {
            inPacket = Ambient.Value ?? "nothing";
            session.Api.SendBytes(payload, sender);
        };
        using var client = await host.JoinAsync();
        await client.EchoAsync("x");
        Assert.That((inCreating, inPacket), Is.EqualTo(("request", "nothing")));
    }

    [Test]
    public void AMemberOfASessionThatWasNotMadeByTheHostThrows()
    {
        using var session = new ScriptedSession(new GameScript());
        Assert.That(() => session.Name, Throws.InvalidOperationException);
        Assert.That(() => session.End(), Throws.InvalidOperationException);
    }

    private static readonly AsyncLocal<string?> Ambient = new();

    private sealed class Scoped : IDisposable
    {
        public bool IsDisposed { get; private set; }

        public void Dispose() => IsDisposed = true;
    }
}
