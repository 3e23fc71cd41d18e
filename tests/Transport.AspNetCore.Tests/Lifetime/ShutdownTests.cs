using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;

namespace Transport.AspNetCore.Tests.Lifetime;

/// <summary>The host goes down: nobody comes in, games save, peers are told, and all of it has an end.</summary>
internal sealed class ShutdownTests
{
    [Test]
    public async Task PeersAreToldCode1001AndTheReason()
    {
        await using var host = await GameHost.StartAsync(new() { Game = static game => game.ShutdownReason = "Back in five minutes." });
        using var one = await host.JoinAsync("one");
        using var two = await host.JoinAsync("two");
        var stopping = host.StopAsync();
        foreach (var client in new[] { one, two })
        {
            Assert.That(
                await client.UntilGoneAsync(),
                Is.EqualTo(new DisconnectInfo(DisconnectReason.Closed, DisconnectOrigin.Remote, 1001, "Back in five minutes.", isClean: true)));
        }
        await Waiting.Soon(stopping, "the host to stop");
        Assert.That(host.Script.Log, Does.Contain("one: ended HostStopping").And.Contain("two: ended HostStopping"));
        Assert.That((host.Script.Disposed, host.Sessions.Count), Is.EqualTo((2, 0)));
        Assert.That(host.Logs.Of(1408).Single(), Is.EqualTo("ScriptedSession: going down with 2 sessions"));
        Assert.That(host.Logs.Of(1409).Count(), Is.EqualTo(1));
    }

    [Test]
    public async Task WhileGamesSaveNobodyComesInAndThoseWhoAreThereStay()
    {
        await using var host = await GameHost.StartAsync();
        var saved = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        host.Script.ShuttingDown = async (session, _) =>
        {
            session.Api.SendBytes("saving"u8);
            await saved.Task;
            session.Api.SendBytes("saved"u8);
        };
        using var client = await host.JoinAsync();
        var stopping = host.StopAsync();
        await client.Until(() => client.Packets.Contains("1: saving"), "the game to be told");
        await client.EchoAsync("it goes on meanwhile");
        using (var http = Http.Client())
        {
            foreach (var session in new[] { "one", "two" })
            {
                using var response = await http.SendAsync(Http.Upgrade(host.Url(session)));
                Assert.That(((int)response.StatusCode, response.Headers.RetryAfter?.ToString()), Is.EqualTo((503, "10")));
                Assert.That(await response.Content.ReadAsStringAsync(), Is.EqualTo("The server is going down.\n"));
            }
        }
        Assert.That((stopping.IsCompleted, client.Ending), Is.EqualTo((false, (DisconnectInfo?)null)));
        saved.SetResult();
        await client.UntilGoneAsync();
        Assert.That(client.Packets[^1], Is.EqualTo("1: saved"), "The last words come before the close.");
        await Waiting.Soon(stopping, "the host to stop");
    }

    [TestCase(true)]
    [TestCase(false)]
    public async Task AGameThatDoesNotSaveInTimeIsNotWaitedFor(bool heedsToken)
    {
        await using var host = await GameHost.StartAsync(new() { Game = static game => game.ShutdownTimeout = TimeSpan.FromMilliseconds(100) });
        host.Script.ShuttingDown = async (_, token) => await Task.Delay(Timeout.Infinite, heedsToken ? token : default);
        using var client = await host.JoinAsync();
        var stopping = host.StopAsync();
        Assert.That((await client.UntilGoneAsync()).Code, Is.EqualTo(1001));
        await Waiting.Soon(stopping, "the host to stop");
        Assert.That(host.Logs.Of(1407).Single(), Does.Contain("OnShutdownAsync"));
    }

    [Test]
    public async Task AGameThatThrowsWhileItSavesEndsLikeTheOthers()
    {
        await using var host = await GameHost.StartAsync();
        host.Script.ShuttingDown = static (_, _) => throw new InvalidTimeZoneException();
        using var client = await host.JoinAsync();
        var stopping = host.StopAsync();
        Assert.That((await client.UntilGoneAsync()).Code, Is.EqualTo(1001));
        await Waiting.Soon(stopping, "the host to stop");
        Assert.That(host.Logs.Of(1405).Count(), Is.EqualTo(1));
    }

    // The client is not polled and does not answer; a game never saves: whatever hangs, the host's own limit counts.
    [Test]
    public async Task TheHostsOwnLimitIsKept()
    {
        await using var host = await GameHost.StartAsync(new()
        {
            Game = static game =>
            {
                game.ShutdownTimeout = TimeSpan.FromHours(1);
                game.WebSockets.DrainTimeout = game.WebSockets.CloseTimeout = TimeSpan.FromHours(1);
            },
            Services = static services => services.Configure<HostOptions>(static options => options.ShutdownTimeout = TimeSpan.FromSeconds(1)),
        });
        host.Script.ShuttingDown = static async (_, _) => await new TaskCompletionSource().Task;
        using var client = await host.JoinAsync();
        await Waiting.Soon(host.StopAsync(), "the host to stop");
        await client.UntilGoneAsync();
    }

    [Test]
    public async Task AnImpatientHostCutsWhatHasNotEnded()
    {
        await using var host = await GameHost.StartAsync(new() { Game = static game => game.ShutdownTimeout = TimeSpan.FromHours(1) });
        host.Script.ShuttingDown = static async (_, _) => await new TaskCompletionSource().Task;
        using var client = await host.JoinAsync();
        using var now = new CancellationTokenSource();
        await now.CancelAsync();
        await Waiting.Soon(host.StopAsync(now.Token), "the host to stop");
        Assert.That(host.Logs.Of(1410).Single(), Does.Contain("1 sessions"));
        Assert.That((await client.UntilGoneAsync()).Reason, Is.Not.EqualTo(DisconnectReason.TimedOut));
        await Waiting.Until(() => host.Script.Disposed == 1, "the session to be released");
    }

    [Test]
    public async Task ASessionThatBeginsMeanwhileDoesNotBegin()
    {
        await using var host = await GameHost.StartAsync();
        var begin = new TaskCompletionSource<JoinRefusal?>(TaskCreationOptions.RunContinuationsAsynchronously);
        host.Script.Creating = async (_, _, _) => await begin.Task;
        var asking = Http.AskAsync(host.Url());
        await Waiting.Until(() => host.Script.Made == 1, "the session to be made");
        var stopping = host.StopAsync();
        await Waiting.Until(() => host.Services.GetRequiredRegistry().IsStopping, "the host to go down");
        begin.SetResult(null);
        Assert.That(await asking, Is.EqualTo((503, "The server is going down.")));
        await Waiting.Soon(stopping, "the host to stop");
        Assert.That(host.Script.Disposed, Is.EqualTo(1));
    }

    [Test]
    public async Task AnEmptyHostStopsAtOnce()
    {
        await using var host = await GameHost.StartAsync();
        await Waiting.Soon(host.StopAsync(), "the host to stop");
    }

    [Test]
    public async Task TheCheckOfHealthTellsSessionsAndWhenTheHostGoesDown()
    {
        await using var host = await GameHost.StartAsync(new()
        {
            Game = static game => game.MaxSessions = 10,
            Services = static services => services.AddHealthChecks().AddMultiplayerCheck(),
        });
        var checks = host.Services.GetRequiredService<HealthCheckService>();
        async Task<HealthReportEntry> Check() => (await checks.CheckHealthAsync()).Entries["multiplayer"];
        var clients = new List<GameClient>();
        for (var i = 0; i < 8; i++) clients.Add(await host.JoinAsync($"{i}"));
        await Waiting.Until(() => host.Sessions.PeerCount == 8, "all to be in");
        var healthy = await Check();
        Assert.That((healthy.Status, healthy.Data["ScriptedSession.sessions"], healthy.Data["ScriptedSession.peers"]), Is.EqualTo((HealthStatus.Healthy, 8, 8)));

        clients.Add(await host.JoinAsync("8"));
        var full = await Check();
        Assert.That((full.Status, full.Description), Is.EqualTo((HealthStatus.Degraded, "ScriptedSession has 9 of at most 10 sessions.")));

        var saved = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        host.Script.ShuttingDown = async (_, _) => await saved.Task;
        var stopping = host.StopAsync();
        await Waiting.Until(() => host.Services.GetRequiredRegistry().IsStopping, "the host to go down");
        Assert.That((await Check()).Status, Is.EqualTo(HealthStatus.Unhealthy));
        saved.SetResult();
        await Waiting.Soon(stopping, "the host to stop");
        foreach (var client in clients) client.Dispose();
    }
}
