using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Time.Testing;

namespace Transport.AspNetCore.Tests.Upgrades;

/// <summary>What a request is answered that does not get in, and that the one beside it does.</summary>
internal sealed class StatusTests
{
    [Test]
    public async Task ARequestThatIsNoWebSocketIsAnswered426()
    {
        await using var host = await GameHost.StartAsync();
        using var client = Http.Client();
        using var response = await client.GetAsync($"{host.Root}/play/one");
        Assert.Multiple(() =>
        {
            Assert.That((int)response.StatusCode, Is.EqualTo(426));
            Assert.That(response.Headers.GetValues("Upgrade"), Is.EqualTo(new[] { "websocket" }));
            Assert.That(response.Headers.GetValues("Sec-WebSocket-Version"), Is.EqualTo(new[] { "13" }));
            Assert.That(response.Headers.Connection, Does.Contain("Upgrade"));
            Assert.That(response.Content.Headers.ContentType!.ToString(), Is.EqualTo("text/plain; charset=utf-8"));
        });
        Assert.That(await response.Content.ReadAsStringAsync(), Is.EqualTo("This is a WebSocket server, and the request has no \"Upgrade: websocket\".\n"));
    }

    [TestCase("Sec-WebSocket-Version", "8", 426)]
    [TestCase("Sec-WebSocket-Key", null, 400)]
    [TestCase("Sec-WebSocket-Key", "short", 400)]
    [TestCase("Sec-WebSocket-Protocol", "chess", 400)]
    [TestCase("Origin", "https://evil.example", 403)]
    [TestCase("Origin", "null", 403)]
    [TestCase("User-Agent", "anything", 101)]
    public async Task TheRulesAreThoseOfAServerThatListens(string name, string? value, int status)
    {
        await using var host = await GameHost.StartAsync();
        Assert.That((await Http.AskAsync(host.Url(), (name, value))).Status, Is.EqualTo(status));
    }

    [Test]
    public async Task OverHttp2ARequestThatIsNoWebSocketIsAnswered400()
    {
        await using var host = await GameHost.StartAsync(new() { Protocols = HttpProtocols.Http2 });
        using var client = Http.Client(isHttp2: true);
        using var response = await client.GetAsync($"{host.Root}/play/one");
        Assert.That((int)response.StatusCode, Is.EqualTo(400));
        Assert.That(await response.Content.ReadAsStringAsync(), Does.Contain("extended CONNECT"));
    }

    [Test]
    public async Task AnotherMethodIsAnswered405()
    {
        await using var host = await GameHost.StartAsync();
        using var client = Http.Client();
        using var response = await client.PostAsync($"{host.Root}/play/one", null);
        Assert.That(response.StatusCode, Is.EqualTo(HttpStatusCode.MethodNotAllowed));
    }

    [Test]
    public async Task AnUnknownRouteIsAnswered404()
    {
        await using var host = await GameHost.StartAsync();
        Assert.That((await Http.AskAsync($"ws://{host.Authority}/elsewhere/one")).Status, Is.EqualTo(404));
    }

    [Test]
    public async Task TooLongANameIsAnswered404()
    {
        await using var host = await GameHost.StartAsync(new() { Game = game => game.MaxSessionNameChars = 8 });
        Assert.That((await Http.AskAsync(host.Url("12345678"))).Status, Is.EqualTo(101));
        Assert.That(await Http.AskAsync(host.Url("123456789")), Is.EqualTo((404, "There is no such session.")));
    }

    [Test]
    public async Task ANameWithControlCharactersIsAnswered404()
    {
        await using var host = await GameHost.StartAsync();
        Assert.That((await Http.AskAsync(host.Url("a%0Ab"))).Status, Is.EqualTo(404));
        Assert.That((await Http.AskAsync(host.Url("a%20b"))).Status, Is.EqualTo(101));
        Assert.That(host.Script.Made, Is.EqualTo(1));
    }

    // Kestrel's own limit: 32 KiB of headers.
    [Test]
    public async Task TooLargeAHeadIsAnswered431()
    {
        await using var host = await GameHost.StartAsync();
        Assert.That((await Http.AskAsync(host.Url(), ("X-Large", new string('x', 30_000)))).Status, Is.EqualTo(101));
        Assert.That((await Http.AskAsync(host.Url(), ("X-Large", new string('x', 33_000)))).Status, Is.EqualTo(431));
    }

    [Test]
    public async Task AFullSessionIsAnswered503()
    {
        await using var host = await GameHost.StartAsync(new() { Game = game => game.MaxPeersPerSession = 2 });
        using var first = await host.JoinAsync();
        using var second = await host.JoinAsync();
        var refused = await GameClient.RefusedAsync(host.Url());
        Assert.That((refused.Reason, refused.Code), Is.EqualTo((DisconnectReason.Refused, 503)));
        Assert.That(await Http.AskAsync(host.Url()), Is.EqualTo((503, "The server is full.")));

        using var elsewhere = await host.JoinAsync("two");
        second.Peer.Close();
        await Waiting.Until(() => host.Sessions.Find("one")!.PeerCount == 1, "a place");
        using var third = await host.JoinAsync();
    }

    [Test]
    public async Task ASessionThatRefusesIsAnswered503()
    {
        await using var host = await GameHost.StartAsync();
        using var inside = await host.JoinAsync();
        await host.Sessions.Find("one")!.InvokeAsync(() => host.Sessions.Find("one")!.Api.RefuseNewConnections = true);
        Assert.That(await Http.AskAsync(host.Url()), Is.EqualTo((503, "The server takes no new players.")));
        await inside.EchoAsync("still here");
    }

    // Kestrel's own limit, of all its connections that were taken over.
    [Test]
    public async Task TooManyConnectionsOfTheServerAreAnswered503()
    {
        await using var host = await GameHost.StartAsync(new()
        {
            Kestrel = static kestrel => kestrel.Limits.MaxConcurrentUpgradedConnections = 1,
            Game = static game => game.MaxPeersPerSession = 2,
        });
        using (var first = await host.JoinAsync())
        {
            Assert.That(await Http.AskAsync(host.Url()), Is.EqualTo((503, "The server has no room for more connections.")));
            await first.EchoAsync("unharmed");
            await first.Peer.CloseAsync();
        }
        await Waiting.Until(() => host.Services.GetRequiredRegistry().JoinsOf("one") == 0, "the first to be gone");
        Assert.That(host.Services.GetRequiredRegistry().Find("one")!.ContextCount, Is.Zero);
        DisconnectInfo? refused;
        do
        {
            // Kestrel counts a connection a moment longer than its request.
            using var second = new GameClient();
            second.Peer.CreateClient(host.Url());
            await second.Until(() => second.IsConnected || second.Ending is not null, "an answer");
            refused = second.Ending;
        }
        while (refused is not null);
    }

    [Test]
    public async Task AServerThatDoesNotLetConnectionsBeTakenOverAnswers501()
    {
        await using var host = await GameHost.StartAsync(new()
        {
            Middleware = static app => app.Use(static (context, next) =>
            {
                context.Features.Set<IHttpUpgradeFeature>(null);
                return next(context);
            }),
        });
        Assert.That(await Http.AskAsync(host.Url()), Is.EqualTo((501, "This server does not let its connections be taken over.")));
    }

    [Test]
    public async Task TooManySessionsAreAnswered503()
    {
        await using var host = await GameHost.StartAsync(new() { Game = game => game.MaxSessions = 2 });
        using var one = await host.JoinAsync("one");
        using var two = await host.JoinAsync("two");
        Assert.That(await Http.AskAsync(host.Url("three")), Is.EqualTo((503, "There are too many sessions.")));
        using var more = await host.JoinAsync("two");
    }

    [Test]
    public async Task TooManyPeersOfOneAddressAreAnswered429()
    {
        await using var host = await GameHost.StartAsync(new() { Game = game => game.MaxPeersPerAddress = 2 });
        using var one = await host.JoinAsync("one");
        using var two = await host.JoinAsync("two");
        Assert.That(await Http.AskAsync(host.Url("three")), Is.EqualTo((429, "Too many players from one address.")));
        Assert.That(await Http.AskAsync(host.Url("one")), Is.EqualTo((429, "Too many players from one address.")));

        two.Peer.Close();
        await Waiting.Until(() => host.Sessions.PeerCount == 1, "a place");
        await Waiting.Until(
            () => host.Services.GetRequiredRegistry().Game.Limits.Addresses.TryTake(IPAddress.Loopback), "the address to have its place back");
    }

    [Test]
    public async Task TooManyHandshakesPerSecondAreAnswered503AndWhenToTryAgain()
    {
        var time = new FakeTimeProvider();
        await using var host = await GameHost.StartAsync(new() { Time = time, Game = game => game.MaxHandshakesPerSecond = 2 });
        using var one = await host.JoinAsync();
        using var two = await host.JoinAsync();
        using var client = Http.Client();
        using var response = await client.SendAsync(Http.Upgrade(host.Url()));
        Assert.That(((int)response.StatusCode, response.Headers.RetryAfter?.ToString()), Is.EqualTo((503, "1")));
        time.Advance(TimeSpan.FromSeconds(0.5));
        using var three = await host.JoinAsync();
        Assert.That((await Http.AskAsync(host.Url())).Status, Is.EqualTo(503));
    }

    [TestCase(404)]
    [TestCase(403)]
    [TestCase(503)]
    [TestCase(402)]
    public async Task TheGameSaysWhetherThereIsASession(int status)
    {
        await using var host = await GameHost.StartAsync();
        host.Script.Creating = (_, request, _) => new(request.SessionName == "no" ? new JoinRefusal(status, "The game says no.") : null);
        Assert.That(await Http.AskAsync(host.Url("no")), Is.EqualTo((status, "The game says no.")));
        Assert.That((host.Sessions.Count, host.Script.Made, host.Script.Disposed), Is.EqualTo((0, 1, 1)));
        using var yes = await host.JoinAsync("yes");
    }

    [Test]
    public async Task TheGameSaysWhetherAPeerIsLetIn()
    {
        await using var host = await GameHost.StartAsync(new() { Game = game => game.MaxPeersPerSession = 2 });
        host.Script.Joining = (_, request, _) => new(request.Peer.Query["name"] == "mallory" ? JoinRefusal.Forbidden() : null);
        using var alice = await GameClient.ConnectAsync($"{host.Url()}?name=alice");
        for (var i = 0; i < 3; i++)
            Assert.That(await Http.AskAsync($"{host.Url()}?name=mallory"), Is.EqualTo((403, "This session is not for you.")));
        using var bob = await GameClient.ConnectAsync($"{host.Url()}?name=bob");
        Assert.That(host.Script.CountOf("one: + True"), Is.EqualTo(2));
    }

    [TestCase(true)]
    [TestCase(false)]
    public async Task AGameThatThrowsIsAnswered500(bool isCreating)
    {
        await using var host = await GameHost.StartAsync();
        if (isCreating) host.Script.Creating = (_, _, _) => throw new InvalidOperationException("creating");
        else host.Script.Joining = (_, _, _) => throw new InvalidOperationException("joining");
        Assert.That((await Http.AskAsync(host.Url())).Status, Is.EqualTo(500));
        Assert.That(host.Logs.Entries.Single(entry => entry.Id == 1405).Exception!.Message, Is.EqualTo(isCreating ? "creating" : "joining"));

        host.Script.Creating = host.Script.Joining = (_, _, _) => default;
        using var client = await host.JoinAsync();
    }

    [TestCase(true, false)]
    [TestCase(true, true)]
    [TestCase(false, false)]
    [TestCase(false, true)]
    public async Task AGameThatTakesTooLongIsAnswered503(bool isCreating, bool heedsToken)
    {
        var time = new FakeTimeProvider();
        await using var host = await GameHost.StartAsync(new() { Time = time, Game = game => game.AdmissionTimeout = TimeSpan.FromSeconds(5) });
        var asked = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var released = new TaskCompletionSource<JoinRefusal?>(TaskCreationOptions.RunContinuationsAsynchronously);
        async ValueTask<JoinRefusal?> Stall(ScriptedSession session, JoinRequest request, CancellationToken token)
        {
            asked.TrySetResult();
            return heedsToken ? await released.Task.WaitAsync(token) : await released.Task;
        }
        if (isCreating) host.Script.Creating = Stall;
        else host.Script.Joining = Stall;

        var answer = Http.AskAsync(host.Url());
        await Waiting.Soon(asked.Task, "the game to be asked");
        time.Advance(TimeSpan.FromSeconds(4.9));
        Assert.That(answer.IsCompleted, Is.False);
        time.Advance(TimeSpan.FromSeconds(0.2));
        Assert.That((await Waiting.Soon(answer, "the answer")).Status, Is.EqualTo(503));

        released.TrySetResult(null);
        await Waiting.Until(() => host.Script.Disposed == 1 && host.Sessions.Count == 0, "the session to be released");
        host.Script.Creating = host.Script.Joining = (_, _, _) => default;
        using var client = await host.JoinAsync();
    }
}
