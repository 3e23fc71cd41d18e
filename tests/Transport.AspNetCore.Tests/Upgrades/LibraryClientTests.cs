namespace Transport.AspNetCore.Tests.Upgrades;

/// <summary>This library's own client, by HTTP/1.1, with TLS and without.</summary>
[TestFixture(false)]
[TestFixture(true)]
internal sealed class LibraryClientTests(bool isSecure)
{
    private static readonly TlsOptions Trust = TlsOptions.Client([Certificates.Local]);

    private GameHost _host = null!;

    [SetUp]
    public async Task StartHost() => _host = await GameHost.StartAsync(new() { Certificate = isSecure ? Certificates.Local : null });

    [TearDown]
    public async Task StopHost() => await _host.DisposeAsync();

    [Test]
    public async Task TwoPlayersOfOneSessionReachEachOther()
    {
        using var alice = await ConnectAsync("one");
        using var bob = await ConnectAsync("one");
        using var carol = await ConnectAsync("two");
        await Waiting.Until(() => alice.Api.Peers.Contains(bob.Id) && bob.Api.Peers.Contains(alice.Id), "each to know the other", () => Poll(alice, bob, carol));
        alice.Api.SendBytes("psst"u8, bob.Id);
        await Waiting.Until(() => bob.Packets.Contains($"{alice.Id}: psst"), "a packet", () => Poll(alice, bob, carol));
        Assert.That(carol.Api.Peers, Is.EqualTo(new[] { 1 }), "Another session is another world.");
    }

    [Test]
    public async Task EachEndHearsHowTheOtherHasEnded()
    {
        using var client = await ConnectAsync("one");
        _host.Script.Packet = static (session, sender, _) => session.Api.DisconnectPeer(sender, 4003, "away with you");
        client.Send("x");
        var info = await client.UntilGoneAsync();
        Assert.That(info, Is.EqualTo(new DisconnectInfo(DisconnectReason.Closed, DisconnectOrigin.Remote, 4003, "away with you", isClean: true)));

        using var second = await ConnectAsync("one");
        second.Peer.Close(4004, "I go");
        await Waiting.Until(() => _host.Script.Has("one: - True Closed 4004"), "the end at the server", second.Api.Poll);
    }

    [Test]
    public async Task AClientLeavesWithoutDelay()
    {
        using var client = await ConnectAsync("one");
        await client.EchoAsync("x");
        await Waiting.Soon(client.Peer.CloseAsync().AsTask(), "the close");
        // Were the server to keep its stream open, the client would wait in vain and cut.
        await Waiting.Until(() => _host.Services.GetRequiredRegistry().Loops.Length == 1 && _host.Sessions.PeerCount == 0, "the end at the server");
    }

    [Test]
    public async Task PingsGoBothWays()
    {
        await using var host = await GameHost.StartAsync(new()
        {
            Game = static game =>
            {
                game.WebSockets.PingInterval = TimeSpan.FromMilliseconds(50);
                game.WebSockets.SilenceLimit = Waiting.Cap;
            },
        });
        using var client = await host.JoinAsync();
        await client.EchoAsync("x");
        var session = host.Sessions.Find("one")!;
        TimeSpan? measured = null;
        while (measured is null) measured = await session.InvokeAsync(() => session.Peer.GetStatistics(client.Id).RoundTripTime);
        Assert.That(measured, Is.GreaterThan(TimeSpan.Zero));
    }

    private Task<GameClient> ConnectAsync(string session) => _host.JoinAsync(session, isSecure ? Trust : null);

    private static void Poll(params GameClient[] clients)
    {
        foreach (var client in clients) client.Api.Poll();
    }
}
