using System.Security.Claims;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Transport.AspNetCore.Tests.Upgrades;

/// <summary>What works on any endpoint works on this one.</summary>
internal sealed class ConventionTests
{
    [Test]
    public async Task WithoutATokenItIsAnswered401AndWithTheWrongRole403()
    {
        await using var host = await GameHost.StartAsync(WithUsers(static endpoint => endpoint.RequireAuthorization("Players")));
        string? name = null;
        host.Script.Connected = (session, id) => name = session.FindPeer(id)!.User.Identity!.Name;
        Assert.That((await Http.AskAsync(host.Url())).Status, Is.EqualTo(401));
        Assert.That((await Http.AskAsync(host.Url(), ("Authorization", "alice viewer"))).Status, Is.EqualTo(403));
        Assert.That(host.Script.Made, Is.Zero, "Nobody who may not play begins a session.");

        using var client = await GameClient.ConnectAsync(host.Url(), options: new() { HandshakeHeaders = { "Authorization: alice player" } });
        await client.EchoAsync("x");
        Assert.That(name, Is.EqualTo("alice"));
    }

    [Test]
    public async Task AnUnauthenticatedPeerIsNobody()
    {
        await using var host = await GameHost.StartAsync(WithUsers(static _ => { }));
        ClaimsPrincipal? user = null;
        host.Script.Connected = (session, id) => user = session.FindPeer(id)!.User;
        using var client = await host.JoinAsync();
        await client.EchoAsync("x");
        Assert.That(user!.Identity!.IsAuthenticated, Is.False);
    }

    [Test]
    public async Task RateLimitsOfTheAppCount()
    {
        await using var host = await GameHost.StartAsync(new()
        {
            Services = static services => services.AddRateLimiter(static limiter =>
            {
                limiter.RejectionStatusCode = 429;
                limiter.AddConcurrencyLimiter("two", static options => options.PermitLimit = 2);
            }),
            Middleware = static app => app.UseRateLimiter(),
            Endpoint = static endpoint => endpoint.RequireRateLimiting("two"),
        });
        using var one = await host.JoinAsync();
        using var two = await host.JoinAsync();
        Assert.That((await Http.AskAsync(host.Url())).Status, Is.EqualTo(429));
        two.Peer.Close();
        await Waiting.Until(() => host.Sessions.PeerCount == 1, "the second to leave");
        // Its request ends a moment later than its peer.
        await Waiting.Until(() => host.Services.GetRequiredRegistry().Find("one")!.ContextCount == 1, "its context to be gone");
        using var three = new GameClient();
        while (!three.IsConnected)
        {
            if (three.Peer.Status == ConnectionStatus.Disconnected) three.Peer.CreateClient(host.Url());
            await three.Peer.WaitForActivityAsync();
            three.Api.Poll();
        }
    }

    [Test]
    public async Task HostsOfTheEndpointCount()
    {
        await using var host = await GameHost.StartAsync(new() { Endpoint = static endpoint => endpoint.RequireHost("game.example") });
        Assert.That((await Http.AskAsync(host.Url())).Status, Is.EqualTo(404));
        Assert.That((await Http.AskAsync(host.Url(), ("Host", "game.example"))).Status, Is.EqualTo(101));
    }

    [Test]
    public async Task OriginsOfTheEndpointCountBesideThoseOfTheOptions()
    {
        await using var host = await GameHost.StartAsync(new()
        {
            Game = static game => game.AllowedOrigins.Add("https://a.example"),
            Endpoint = static endpoint => endpoint.AllowOrigins("https://b.example"),
            App = static app => app.MapMultiplayer<ScriptedSession>("/closed/{session}"),
        });
        Assert.That((await Http.AskAsync(host.Url(), ("Origin", "https://a.example"))).Status, Is.EqualTo(101));
        Assert.That((await Http.AskAsync(host.Url(), ("Origin", "https://b.example"))).Status, Is.EqualTo(101));
        Assert.That((await Http.AskAsync(host.Url(), ("Origin", host.Root))).Status, Is.EqualTo(101));
        Assert.That(
            await Http.AskAsync(host.Url(), ("Origin", "https://evil.example")),
            Is.EqualTo((403, "Pages from \"https://evil.example\" may not connect to this server.")));

        var closed = $"ws://{host.Authority}/closed/one";
        Assert.That((await Http.AskAsync(closed, ("Origin", "https://a.example"))).Status, Is.EqualTo(101));
        Assert.That((await Http.AskAsync(closed, ("Origin", "https://b.example"))).Status, Is.EqualTo(403));
    }

    [Test]
    public async Task AStarLetsEveryOriginIn()
    {
        await using var host = await GameHost.StartAsync(new() { Game = static game => game.AllowedOrigins.Add("*") });
        Assert.That((await Http.AskAsync(host.Url(), ("Origin", "https://anywhere.example"))).Status, Is.EqualTo(101));
    }

    [Test]
    public async Task GroupsHandTheirConventionsDown()
    {
        await using var host = await GameHost.StartAsync(new()
        {
            App = static app => app.MapGroup("/games/{kind}").AllowOrigins("https://a.example").MapMultiplayer("/{session}"),
        });
        object? kind = null;
        host.Script.Joining = (_, request, _) =>
        {
            kind = request.Peer.RouteValues["kind"];
            return default;
        };
        Assert.That((await Http.AskAsync($"ws://{host.Authority}/games/chess/one", ("Origin", "https://a.example"))).Status, Is.EqualTo(101));
        Assert.That(kind, Is.EqualTo("chess"));
    }

    [Test]
    public async Task ARouteWithADefaultHasOneSession()
    {
        await using var host = await GameHost.StartAsync(new() { App = static app => app.MapMultiplayer("/lobby/{session=lobby}") });
        using var client = await GameClient.ConnectAsync($"ws://{host.Authority}/lobby");
        Assert.That(host.Sessions.All.Single().Name, Is.EqualTo("lobby"));
    }

    [Test]
    public async Task MistakesThrowWhereTheyAreMade()
    {
        await using var app = WebApplication.CreateBuilder().Build();
        Assert.That(() => app.MapMultiplayer("/play/{session}"), Throws.InvalidOperationException.With.Message.Contains("AddMultiplayer"));
        Assert.That(() => app.MapMultiplayer<ScriptedSession>("/play/{session}"), Throws.InvalidOperationException.With.Message.Contains("ScriptedSession"));
        Assert.That(() => app.MapMultiplayer<ScriptedSession>("/play"), Throws.ArgumentException.With.Message.Contains("session"));
        Assert.That(() => app.MapGroup("/").AllowOrigins(" "), Throws.ArgumentException);

        var builder = WebApplication.CreateBuilder();
        builder.Services.AddMultiplayer<ScriptedSession>();
        builder.Services.AddMultiplayer<OtherSession>();
        await using var two = builder.Build();
        Assert.That(() => two.MapMultiplayer("/play/{session}"), Throws.InvalidOperationException.With.Message.Contains("ScriptedSession, OtherSession"));
        Assert.That(() => two.MapMultiplayer<OtherSession>("/play/{session}"), Throws.Nothing);
    }

    private static GameHostSettings WithUsers(Action<IEndpointConventionBuilder> endpoint) => new()
    {
        Services = static services =>
        {
            services.AddAuthentication("Test").AddScheme<AuthenticationSchemeOptions, TestAuthentication>("Test", null);
            services.AddAuthorizationBuilder().AddPolicy("Players", static policy => policy.RequireRole("player"));
        },
        Middleware = static app => app.UseAuthentication().UseAuthorization(),
        Endpoint = endpoint,
    };

    private sealed class OtherSession : MultiplayerSession;

    /// <summary>Believes every header <c>Authorization: name role</c>.</summary>
    private sealed class TestAuthentication(IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory logger, UrlEncoder encoder)
        : AuthenticationHandler<AuthenticationSchemeOptions>(options, logger, encoder)
    {
        protected override Task<AuthenticateResult> HandleAuthenticateAsync()
        {
            var words = Request.Headers.Authorization.ToString().Split(' ');
            if (words.Length != 2) return Task.FromResult(AuthenticateResult.NoResult());
            var identity = new ClaimsIdentity([new Claim(ClaimTypes.Name, words[0]), new Claim(ClaimTypes.Role, words[1])], Scheme.Name);
            return Task.FromResult(AuthenticateResult.Success(new AuthenticationTicket(new ClaimsPrincipal(identity), Scheme.Name)));
        }
    }
}
