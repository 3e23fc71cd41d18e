using System.Text;
using Transport.WebSockets.Tests.Fixtures;

namespace Transport.WebSockets.Tests.Multiplayer;

/// <summary>Whom a server lets in, and what it tells the others.</summary>
internal sealed class ServerSessionAdmissionTests
{
    [Test]
    public async Task ServerLetsInAsManyClientsAsItsLimit()
    {
        using var session = new MemorySession(new WebSocketMultiplayerPeerOptions { MaxClients = 2 });
        var (first, _) = await session.ConnectAsync();
        await session.ConnectAsync();
        var third = session.Join(out _);
        await session.Until(() => third.Failures.Count > 0, "the refusal");
        Assert.Multiple(() =>
        {
            Assert.That(third.Failures[0].Reason, Is.EqualTo(DisconnectReason.Refused));
            Assert.That(third.Failures[0].Origin, Is.EqualTo(DisconnectOrigin.Remote));
            Assert.That(third.Failures[0].Code, Is.EqualTo(503));
            Assert.That(third.Failures[0].Text, Does.Contain("full"));
            Assert.That(session.Server.Joined, Has.Count.EqualTo(2));
            Assert.That(session.Server.Failures, Is.Empty);
        });
        first.Peer.Close();
        await session.Until(() => session.Server.Left.Count == 1, "a place");
        await session.ConnectAsync();
    }

    [Test]
    public async Task ServerThatRefusesKeepsThePeersItHas()
    {
        using var session = new MemorySession();
        var (inside, _) = await session.ConnectAsync();
        session.Server.Peer.RefuseNewConnections = true;
        var outside = session.Join(out _);
        await session.Until(() => outside.Failures.Count > 0, "the refusal");
        Assert.That(outside.Failures[0].Reason, Is.EqualTo(DisconnectReason.Refused));
        Assert.That(outside.Failures[0].Code, Is.EqualTo(503));
        Assert.That(outside.Failures[0].Text, Does.Contain("no new players"));
        inside.Send("still here");
        await session.Until(() => session.Server.Packets.Count == 1, "a packet of the peer inside");

        session.Server.Peer.RefuseNewConnections = false;
        await session.ConnectAsync();
    }

    [Test]
    public async Task AClientThatKnockedBeforeTheRefusalIsRefusedAsWell()
    {
        using var session = new MemorySession();
        var client = session.Knock(out var link);
        await client.SendAsync(RawEnd.Request[..^2]);
        session.Server.Peer.RefuseNewConnections = true;
        await client.SendAsync(RawEnd.Request[^2..]);
        Assert.That(await client.ReadHeadAsync(), Does.StartWith("HTTP/1.1 503 Service Unavailable\r\n"));
        await client.ReadToEndAsync();
        await Pump.Soon(link.Served, "the end of the stream");
        await session.Rounds();
        Assert.That(session.Server.Log, Is.Empty);
    }

    [Test]
    public async Task ServerTakesAsManyHandshakesAtOnceAsItsLimit()
    {
        using var session = new MemorySession(new WebSocketMultiplayerPeerOptions { MaxPendingHandshakes = 2 });
        var first = session.Knock(out _);
        var second = session.Knock(out _);
        var third = session.Knock(out var link);
        Assert.That(await third.ReadHeadAsync(), Does.StartWith("HTTP/1.1 503 Service Unavailable\r\n"));
        Assert.That(await third.ReadToEndAsync(), Is.Not.Empty);
        await Pump.Soon(link.Served, "the end of the stream");

        await second.UpgradeAsync();
        await session.Knock(out _).UpgradeAsync();
        await first.UpgradeAsync();
    }

    [Test]
    public async Task ABrokenOrLateHandshakeGivesItsPlaceBack()
    {
        using var session = new MemorySession(new WebSocketMultiplayerPeerOptions { MaxPendingHandshakes = 1 });
        var broken = session.Knock(out _);
        await broken.SendAsync("GET / HTTP/1.0\r\n\r\n");
        Assert.That(await broken.ReadHeadAsync(), Does.StartWith("HTTP/1.1 505 "));
        session.Knock(out var left);
        left.Client.Dispose();
        await Pump.Soon(left.Served, "the end of one who left");
        session.Knock(out var late);
        await session.Elapse(TimeSpan.FromSeconds(3));
        await Pump.Soon(late.Served, "the end of one who was late");
        await session.Knock(out _).UpgradeAsync();
    }

    [Test]
    public async Task ARefusedClientHoldsItsPlaceUntilItHangsUp()
    {
        using var server = new WatchedPeer(new WebSocketMultiplayerPeer(new WebSocketMultiplayerPeerOptions { MaxPendingHandshakes = 1 }));
        server.Peer.CreateServer(0, "127.0.0.1");
        var refused = await RawEnd.ConnectAsync(server.Peer.LocalPort);
        await refused.SendAsync("GET / HTTP/1.1\r\nHost: x\r\n\r\n");
        Assert.That(await refused.ReadHeadAsync(), Does.StartWith("HTTP/1.1 426 "));
        using (var second = await RawEnd.ConnectAsync(server.Peer.LocalPort)) Assert.That(await second.ReadHeadAsync(), Does.StartWith("HTTP/1.1 503 "));
        refused.Dispose();
        using var later = new WatchedPeer(new WebSocketMultiplayerPeer());
        await Pump.Until(
            () => later.IsConnected,
            "a place",
            () =>
            {
                if (later.Peer.Status == ConnectionStatus.Disconnected) later.Peer.CreateClient($"ws://127.0.0.1:{server.Peer.LocalPort}");
            },
            server.Poll,
            later.Poll);
    }

    [Test]
    public async Task FramesRightBehindTheRequestAreRead()
    {
        using var session = new MemorySession();
        var client = session.Knock(out _);
        await client.SendAsync([.. Encoding.ASCII.GetBytes(RawEnd.Request), .. RawFrame.Text("eager").ToBytes()]);
        await session.Until(() => session.Server.Packets.Count == 1, "the packet");
        Assert.That(session.Server.Texts, Is.EqualTo(new[] { "eager" }));
    }

    [Test]
    public async Task AClientThatLeftBeforeItWasAnnouncedIsGoneForWhoWritesToIt()
    {
        using var session = new MemorySession();
        var outcomes = new List<bool>();
        session.Server.Peer.PeerConnected += id =>
        {
            outcomes.Add(session.Server.Peer.TrySend([1], id));
            outcomes.Add(session.Server.Peer.TrySend([1], 0));
            session.Server.Peer.Send([1], id);
            outcomes.Add(session.Server.Peer.GetStatistics(id).PacketsSent > 0);
            outcomes.Add(session.Server.Peer.GetPeer(id).ReadyState != WebSocketState.Closed);
        };
        var client = session.Knock(out var link);
        await client.UpgradeAsync();
        client.Dispose();
        await Pump.Soon(link.Served, "the end, before the server is polled");
        session.Server.Poll();
        Assert.That(outcomes, Is.EqualTo(new[] { false, false, false, false }));
        Assert.That(session.Server.Left.Select(left => left.Info.Reason), Is.EqualTo(new[] { DisconnectReason.ConnectionLost }));
    }

    [Test]
    public async Task ConnectedPeersTakeNoPlaceOfAHandshake()
    {
        using var session = new MemorySession(new WebSocketMultiplayerPeerOptions { MaxPendingHandshakes = 1 });
        for (var i = 0; i < 5; i++) await session.ConnectAsync();
        Assert.That(session.Server.Joined, Has.Count.EqualTo(5));
    }

    [Test]
    public async Task ServerTakesAsManyHandshakesFromOneAddressAsItsLimit()
    {
        using var server = new WatchedPeer(new WebSocketMultiplayerPeer(new WebSocketMultiplayerPeerOptions { MaxPendingHandshakesPerAddress = 2 }));
        server.Peer.CreateServer(0, "127.0.0.1");
        using var first = await RawEnd.ConnectAsync(server.Peer.LocalPort);
        using var second = await RawEnd.ConnectAsync(server.Peer.LocalPort);
        using var third = await RawEnd.ConnectAsync(server.Peer.LocalPort);
        Assert.That(await third.ReadHeadAsync(), Does.StartWith("HTTP/1.1 503 Service Unavailable\r\n"));
        await third.ReadToEndAsync();

        await first.UpgradeAsync();
        await first.ReadAsync(6);
        using var fourth = await RawEnd.ConnectAsync(server.Peer.LocalPort);
        await fourth.UpgradeAsync();
        await second.UpgradeAsync();
        await Pump.Until(() => server.Joined.Count == 3, "three clients", server.Poll);
    }

    [Test]
    public async Task ATlsServerTurnsAwayWithoutAWord()
    {
        using var certificate = TestCertificate.Create("server.example");
        using var session = new MemorySession(new WebSocketMultiplayerPeerOptions { MaxPendingHandshakes = 1 }, TlsOptions.Server(certificate));
        session.Knock(out _);
        var second = session.Knock(out var link);
        Assert.That(await second.ReadToEndAsync(), Is.Empty);
        await Pump.Soon(link.Served, "the end of the stream");
    }

    [Test]
    public async Task AHostsUpgradedStreamIsTurnedAwayWithoutAWord()
    {
        using var session = new MemorySession(new WebSocketMultiplayerPeerOptions { MaxClients = 1 });
        await session.ConnectAsync();
        var link = session.Link(isUpgraded: true);
        using var second = new RawEnd(link.Client);
        Assert.That(await second.ReadToEndAsync(), Is.Empty);
        await Pump.Soon(link.Served, "the end of the stream");
        Assert.That(session.Server.Joined, Has.Count.EqualTo(1));
    }

    [Test]
    public async Task ServerTakesAHeadAsLongAsItsLimit()
    {
        using var session = new MemorySession();
        var client = session.Knock(out _);
        await client.SendAsync(RequestOf(8192));
        Assert.That(await client.ReadHeadAsync(), Does.StartWith("HTTP/1.1 101 "));
    }

    [Test]
    public async Task ServerRefusesAHeadAboveItsLimit()
    {
        using var session = new MemorySession();
        var client = session.Knock(out var link);
        await client.SendAsync(RequestOf(8193));
        Assert.That(await client.ReadHeadAsync(), Does.StartWith("HTTP/1.1 431 Request Header Fields Too Large\r\n"));
        await client.ReadToEndAsync();
        await Pump.Soon(link.Served, "the end of the stream");
    }

    [Test]
    public async Task ServerCutsAClientThatSendsItsHandshakeOneByteASecond()
    {
        using var session = new MemorySession();
        var client = session.Knock(out var link);
        for (var second = 0; second < 3; second++)
        {
            Assert.That(link.Served.IsCompleted, Is.False, $"after {second} s");
            await client.SendAsync(RawEnd.Request[second].ToString());
            await session.Elapse(TimeSpan.FromSeconds(1));
        }
        await Pump.Soon(link.Served, "the cut");
        Assert.That(session.Server.Log, Is.Empty);
        Assert.That(await client.ReadToEndAsync(), Is.Empty);
    }

    [Test]
    public async Task AClientMayTakeAllTheTimeThereIsForItsHandshake()
    {
        using var session = new MemorySession();
        var client = session.Knock(out var link);
        await client.SendAsync(RawEnd.Request[..^1]);
        await session.Elapse(TimeSpan.FromMilliseconds(2900));
        await client.SendAsync(RawEnd.Request[^1..]);
        Assert.That(await client.ReadHeadAsync(), Does.StartWith("HTTP/1.1 101 "));
        await session.Elapse(TimeSpan.FromSeconds(3));
        Assert.That(link.Served.IsCompleted, Is.False);
    }

    [Test]
    public async Task ServerCutsAClientThatDoesNotReadItsRefusal()
    {
        using var session = new MemorySession();
        var client = session.Knock(out var link, capacity: 64);
        await client.SendAsync("GET / HTTP/1.1\r\nHost: x\r\n\r\n");
        await session.Elapse(TimeSpan.FromMilliseconds(2900));
        Assert.That(link.Served.IsCompleted, Is.False);
        await session.Elapse(TimeSpan.FromMilliseconds(100));
        await Pump.Soon(link.Served, "the cut");
    }

    [Test]
    public async Task ServerTurnsAwayPagesOfOtherOrigins()
    {
        var options = new WebSocketMultiplayerPeerOptions();
        options.AllowedOrigins.Add("https://game.example");
        using var session = new MemorySession(options);
        var stranger = session.Knock(out _);
        await stranger.SendAsync(RawEnd.Request[..^2] + "Origin: https://evil.example\r\n\r\n");
        Assert.That(await stranger.ReadHeadAsync(), Does.StartWith("HTTP/1.1 403 Forbidden\r\n"));
        var page = session.Knock(out _);
        await page.SendAsync(RawEnd.Request[..^2] + "Origin: https://game.example\r\n\r\n");
        Assert.That(await page.ReadHeadAsync(), Does.StartWith("HTTP/1.1 101 "));
        await session.Knock(out _).UpgradeAsync();
    }

    [Test]
    public async Task AFailedHandshakeIsNoEventOfTheServer()
    {
        using var session = new MemorySession();
        var client = session.Knock(out var link);
        await client.SendAsync("not http\r\n");
        await client.ReadToEndAsync();
        await Pump.Soon(link.Served, "the end of the stream");
        await session.Rounds();
        Assert.That(session.Server.Log, Is.Empty);
        Assert.That(session.Server.Peer.Status, Is.EqualTo(ConnectionStatus.Connected));
    }

    [Test]
    public async Task AStreamByteByByteIsAStream()
    {
        using var session = new MemorySession();
        var client = session.Join(out var link);
        link.Client.MaxReadBytes = link.Server.MaxReadBytes = 1;
        await session.Until(() => client.IsConnected, "the client to be connected");
        var payload = TestSeed.NewRandom().NextBytes(70_000 - 5_000);
        client.Peer.Send(payload, 1);
        session.Server.Peer.Send(payload, client.Peer.UniqueId);
        await session.Until(() => client.Packets.Count == 1 && session.Server.Packets.Count == 1, "both packets");
        Assert.That(client.Packets[0].Payload, Is.EqualTo(payload));
        Assert.That(session.Server.Packets[0].Payload, Is.EqualTo(payload));
    }

    private static string RequestOf(int bytes)
    {
        var start = RawEnd.Request[..^2] + "X-Long: ";
        return start + new string('x', bytes - start.Length - 4) + "\r\n\r\n";
    }
}
