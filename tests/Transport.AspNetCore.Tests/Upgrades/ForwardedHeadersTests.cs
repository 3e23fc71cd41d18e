using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.HttpOverrides;

namespace Transport.AspNetCore.Tests.Upgrades;

/// <summary>What a proxy says of the client is believed when the app knows the proxy, and not when the header comes from elsewhere.</summary>
internal sealed class ForwardedHeadersTests
{
    [Test]
    public async Task AKnownProxyIsBelieved()
    {
        var seen = await JoinAsync("127.0.0.1");
        Assert.That((seen.RemoteEndPoint!.Address.ToString(), seen.Scheme), Is.EqualTo(("203.0.113.9", "https")));
    }

    [Test]
    public async Task AnybodyElseIsNot()
    {
        var seen = await JoinAsync("192.0.2.1");
        Assert.That((seen.RemoteEndPoint!.Address.ToString(), seen.Scheme), Is.EqualTo(("127.0.0.1", "http")));
    }

    [Test]
    public async Task WithoutTheMiddlewareNobodyIs()
    {
        var seen = await JoinAsync(knownProxy: null);
        Assert.That((seen.RemoteEndPoint!.Address.ToString(), seen.Scheme), Is.EqualTo(("127.0.0.1", "http")));
    }

    [Test]
    public async Task LimitsPerAddressCountTheClientsAndNotTheProxy()
    {
        await using var host = await GameHost.StartAsync(Behind("127.0.0.1", static game => game.MaxPeersPerAddress = 1));
        using var first = await ConnectAsync(host, "203.0.113.9");
        using var second = await ConnectAsync(host, "203.0.113.10");
        Assert.That((await Http.AskAsync(host.Url(), ("X-Forwarded-For", "203.0.113.9"))).Status, Is.EqualTo(429));
    }

    [Test]
    public async Task TheSchemeOfTheClientMakesTheOwnOrigin()
    {
        await using var host = await GameHost.StartAsync(Behind("127.0.0.1", static _ => { }));
        Assert.That((await Http.AskAsync(host.Url(), ("Origin", $"https://{host.Authority}"), ("X-Forwarded-Proto", "https"))).Status, Is.EqualTo(101));
        Assert.That((await Http.AskAsync(host.Url(), ("Origin", $"http://{host.Authority}"), ("X-Forwarded-Proto", "https"))).Status, Is.EqualTo(403));
    }

    private static async Task<PeerContext> JoinAsync(string? knownProxy)
    {
        await using var host = await GameHost.StartAsync(Behind(knownProxy, static _ => { }));
        PeerContext? seen = null;
        host.Script.Connected = (session, id) => seen = session.FindPeer(id);
        using var client = await ConnectAsync(host, "203.0.113.9");
        await client.EchoAsync("x");
        return seen!;
    }

    private static Task<GameClient> ConnectAsync(GameHost host, string forwardedFor) => GameClient.ConnectAsync(
        host.Url(), options: new() { HandshakeHeaders = { $"X-Forwarded-For: {forwardedFor}", "X-Forwarded-Proto: https" } });

    private static GameHostSettings Behind(string? knownProxy, Action<MultiplayerOptions> game) => new()
    {
        Game = game,
        Middleware = app =>
        {
            if (knownProxy is null) return;
            var options = new ForwardedHeadersOptions { ForwardedHeaders = ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto };
            options.KnownProxies.Clear();
            options.KnownIPNetworks.Clear();
            options.KnownProxies.Add(IPAddress.Parse(knownProxy));
            app.UseForwardedHeaders(options);
        },
    };
}
