using System.Net;
using Transport.WebSockets.Tests.Fixtures;

namespace Transport.WebSockets.Tests;

/// <summary>A host does HTTP: the rules are those of a server that listens, and a place is given before the answer.</summary>
internal sealed class WebSocketUpgradeTests
{
    private static readonly IPEndPoint Remote = new(IPAddress.Parse("192.0.2.7"), 4711);

    [Test]
    public void ARequestInOrderIsAnsweredWith101()
    {
        using var upgrade = Check(new() { ["Sec-WebSocket-Protocol"] = "go, chess" }, Options(options =>
        {
            options.SupportedProtocols.Add("chess");
            options.HandshakeHeaders.Add("X-Game:  four in a row ");
        }));
        Assert.Multiple(() =>
        {
            Assert.That((upgrade.IsRefused, upgrade.RefusalText, upgrade.Status), Is.EqualTo((false, (string?)null, 101)));
            Assert.That(upgrade.ResponseHeaders, Is.EqualTo(new KeyValuePair<string, string>[]
            {
                new("Upgrade", "websocket"),
                new("Sec-WebSocket-Accept", "s3pPLMBiTxaQ9kYGzzhZRbK+xOo="),
                new("Sec-WebSocket-Protocol", "chess"),
                new("X-Game", "four in a row"),
            }));
            Assert.That((upgrade.SelectedProtocol, upgrade.RequestedUrl, upgrade.Origin), Is.EqualTo(("chess", "wss://game.example/play/7?a=b", (string?)null)));
            Assert.That((upgrade.RemoteEndPoint, upgrade.PeerId), Is.EqualTo((Remote, 0)));
        });
    }

    [Test]
    public void AnExtendedConnectIsAnsweredWith200AndNeedsNoKey()
    {
        using var upgrade = WebSocketUpgrade.Check(ExtendedConnect([new("Sec-WebSocket-Protocol", "chess")]), Options(options => options.SupportedProtocols.Add("chess")));
        Assert.That(upgrade.Status, Is.EqualTo(200), upgrade.RefusalText);
        Assert.That(upgrade.ResponseHeaders, Is.EqualTo(new KeyValuePair<string, string>[] { new("Sec-WebSocket-Protocol", "chess") }));
    }

    [TestCase("Upgrade", null, 426, "Upgrade: websocket")]
    [TestCase("Connection", "keep-alive", 426, "Connection: Upgrade")]
    [TestCase("Sec-WebSocket-Version", "8", 426, "version \"8\"")]
    [TestCase("Sec-WebSocket-Key", "short", 400, "Base64")]
    [TestCase("Host", null, 400, "Host is missing")]
    [TestCase("Content-Length", "5", 400, "body")]
    [TestCase("Sec-WebSocket-Protocol", "chess", 400, "no subprotocol")]
    public void TheRulesAreThoseOfAServerThatListens(string name, string? value, int status, string text)
    {
        using var upgrade = Check(new() { [name] = value });
        Assert.That((upgrade.IsRefused, upgrade.Status), Is.EqualTo((true, status)));
        Assert.That(upgrade.RefusalText, Does.Contain(text));
    }

    [Test]
    public void ARefusalBringsTheHeadersThatItsStatusNeeds()
    {
        using var upgrade = Check(new() { ["Upgrade"] = null });
        Assert.That(upgrade.ResponseHeaders, Is.EqualTo(new KeyValuePair<string, string>[] { new("Upgrade", "websocket"), new("Sec-WebSocket-Version", "13") }));
    }

    [Test]
    public void AHeaderThatIsThereTwiceIsRefused()
    {
        using var upgrade = WebSocketUpgrade.Check(Request("GET", new Version(1, 1), [.. Headers(), new("origin", "https://a.example"), new("Origin", "https://b.example")]), Options());
        Assert.That((upgrade.Status, upgrade.RefusalText), Is.EqualTo((400, "The header Origin is there more than once.")));
    }

    [TestCase("GET", "1.0", 505)]
    [TestCase("POST", "1.1", 405)]
    [TestCase("CONNECT", "1.1", 405)]
    [TestCase("GET", "2.0", 400)]
    public void MethodAndVersionAreThoseOfAWebSocket(string method, string version, int status)
    {
        using var upgrade = WebSocketUpgrade.Check(Request(method, Version.Parse(version), Headers()), Options());
        Assert.That(upgrade.Status, Is.EqualTo(status), upgrade.RefusalText);
    }

    [Test]
    public void OverHttp2ThereIsNo426()
    {
        using var upgrade = WebSocketUpgrade.Check(ExtendedConnect([], version: "8"), Options());
        Assert.That((upgrade.Status, upgrade.ResponseHeaders.Count), Is.EqualTo((400, 0)));
    }

    [TestCase("https://game.example", true, 101)]
    [TestCase("https://evil.example", true, 403)]
    [TestCase("https://evil.example", false, 101)]
    [TestCase("https://friend.example", true, 101, "https://friend.example")]
    [TestCase("https://game.example", true, 101, "https://friend.example")]
    [TestCase("https://game.example", false, 403, "https://friend.example")]
    [TestCase("https://evil.example", true, 101, "*")]
    [TestCase("null", true, 403)]
    public void OriginsAreThoseOfTheListAndMaybeTheServersOwn(string origin, bool isForOwn, int status, params string[] allowed)
    {
        var request = new WebSocketUpgradeRequest("GET", "https", "/", new Version(1, 1), [.. Headers(), new("Origin", origin)]) { IsForOwnOrigin = isForOwn };
        using var upgrade = WebSocketUpgrade.Check(request, Options(options =>
        {
            foreach (var each in allowed) options.AllowedOrigins.Add(each);
        }));
        Assert.That((upgrade.Status, upgrade.Origin), Is.EqualTo((status, origin)), upgrade.RefusalText);
    }

    [Test]
    public async Task AnAdmittedClientHasItsIdBeforeItsStream()
    {
        using var session = new MemorySession(new() { SupportedProtocols = { "chess" } });
        using var upgrade = Check(new() { ["Sec-WebSocket-Protocol"] = "chess" }, session.Server.Peer.Options);
        Assert.That(session.Server.Peer.TryAdmit(upgrade), Is.True);
        var id = upgrade.PeerId;
        Assert.That(id, Is.GreaterThan(1));

        var (near, far) = DuplexStream.Pair();
        var served = upgrade.AcceptAsync(far);
        using var client = new RawEnd(near);
        Assert.That(BitConverter.ToInt32((await client.ReadFrameAsync()).Payload), Is.EqualTo(id));
        await session.Until(() => session.Server.Joined.Contains(id), "the peer");
        var peer = session.Server.Peer.GetPeer(id);
        Assert.Multiple(() =>
        {
            Assert.That((peer.SelectedProtocol, peer.RequestedUrl), Is.EqualTo(("chess", "wss://game.example/play/7?a=b")));
            Assert.That((session.Server.Peer.GetPeerAddress(id), session.Server.Peer.GetPeerPort(id)), Is.EqualTo((Remote.Address, Remote.Port)));
        });
        await client.SendAsync(RawFrame.Close(1000));
        await session.Until(() => session.Server.Left.Count == 1, "the end of the peer");
        await Pump.Soon(served, "the end of the stream");
        Assert.That(far.IsDisposed, Is.True);
    }

    [Test]
    public async Task ItsPlaceIsTakenUntilItLeavesOrGivesUp()
    {
        using var session = new MemorySession(new() { MaxClients = 1 });
        using var first = Check();
        Assert.That(session.Server.Peer.TryAdmit(first), Is.True);
        using var second = Check();
        Assert.That(session.Server.Peer.TryAdmit(second), Is.False);
        Assert.That((second.Status, second.RefusalText, second.PeerId), Is.EqualTo((503, "The server is full.", 0)));

        first.Dispose();
        using var third = Check();
        Assert.That(session.Server.Peer.TryAdmit(third), Is.True, "The first has given its place back.");
        var (near, far) = DuplexStream.Pair();
        _ = third.AcceptAsync(far);
        third.Dispose();
        await session.Until(() => session.Server.Joined.Count == 1, "the third");
        Assert.That(session.Server.Peer.TryAdmit(Check()), Is.False, "A place whose stream was handed in is not given back by Dispose.");
        near.Dispose();
        await session.Until(() => session.Server.Left.Count == 1, "the third to leave");
        await session.Until(() => session.Server.Peer.TryAdmit(Check()), "its place");
    }

    [Test]
    public void ARefusalOfTheHostGivesThePlaceBack()
    {
        using var session = new MemorySession(new() { MaxClients = 1 });
        using var upgrade = Check();
        session.Server.Peer.TryAdmit(upgrade);
        upgrade.Refuse(404, "No such\nsession.");
        Assert.That((upgrade.Status, upgrade.RefusalText, upgrade.PeerId), Is.EqualTo((404, "No such session.", 0)));
        Assert.That(session.Server.Peer.TryAdmit(Check()), Is.True);
    }

    [Test]
    public void TooManyHandshakesOfOneAddressAreRefused()
    {
        using var session = new MemorySession(new() { MaxPendingHandshakesPerAddress = 1 });
        Assert.That(session.Server.Peer.TryAdmit(Check()), Is.True);
        using var second = Check();
        Assert.That(session.Server.Peer.TryAdmit(second), Is.False);
        Assert.That((second.Status, second.RefusalText), Is.EqualTo((503, "Too many handshakes at once. Try again.")));
    }

    [Test]
    public void AServerThatRefusesOrIsClosedAdmitsNobody()
    {
        using var session = new MemorySession();
        session.Server.Peer.RefuseNewConnections = true;
        using var refused = Check();
        Assert.That(session.Server.Peer.TryAdmit(refused), Is.False);
        Assert.That((refused.Status, refused.RefusalText), Is.EqualTo((503, "The server takes no new players.")));

        session.Server.Peer.Close();
        using var late = Check();
        Assert.That(session.Server.Peer.TryAdmit(late), Is.False);
        Assert.That((late.Status, late.RefusalText), Is.EqualTo((503, "The session is over.")));
    }

    [Test]
    public async Task AStreamThatComesAfterTheEndIsToldSoAndReleased()
    {
        using var session = new MemorySession();
        using var upgrade = Check();
        session.Server.Peer.TryAdmit(upgrade);
        session.Server.Peer.Close(4000, "over");
        var (near, far) = DuplexStream.Pair();
        await Pump.Soon(upgrade.AcceptAsync(far), "the end");
        using var client = new RawEnd(near);
        var close = await client.ReadFrameAsync();
        Assert.That((close.CloseCode, close.CloseReason, far.IsDisposed), Is.EqualTo((4000, "over", true)));
        Assert.That(await client.ReadToEndAsync(), Is.Empty);
    }

    [Test]
    public async Task AStreamThatComesAfterACutIsCut()
    {
        using var session = new MemorySession();
        using var upgrade = Check();
        session.Server.Peer.TryAdmit(upgrade);
        session.Server.Peer.Close(force: true);
        var (near, far) = DuplexStream.Pair();
        await Pump.Soon(upgrade.AcceptAsync(far), "the end");
        using var client = new RawEnd(near);
        Assert.That(await client.ReadToEndAsync(), Is.Empty);
    }

    [Test]
    public async Task TheHostHearsHowTheConnectionHasEnded()
    {
        using var session = new MemorySession();
        using var upgrade = Check();
        session.Server.Peer.TryAdmit(upgrade);
        var (near, far) = DuplexStream.Pair();
        var served = upgrade.AcceptAsync(far);
        using var client = new RawEnd(near);
        Assert.That(upgrade.Ending, Is.Null);
        await client.SendAsync(RawFrame.Binary([1], masked: false));
        await Pump.Soon(served, "the end");
        Assert.That((upgrade.Ending!.Value.Reason, upgrade.Ending.Value.Origin), Is.EqualTo((DisconnectReason.ProtocolError, DisconnectOrigin.Local)));
    }

    [Test]
    public void MistakesOfTheHostThrow()
    {
        using var session = new MemorySession();
        var (_, far) = DuplexStream.Pair();
        using var upgrade = Check();
        Assert.That(() => WebSocketUpgrade.Check(null!, Options()), Throws.ArgumentNullException);
        Assert.That(() => WebSocketUpgrade.Check(Request("GET", new Version(1, 1), []), null!), Throws.ArgumentNullException);
        Assert.That(() => Check(options: Options(options => options.HandshakeHeaders.Add("none"))), Throws.ArgumentException);
        Assert.That(() => upgrade.AcceptAsync(far), Throws.InvalidOperationException, "It was not admitted.");
        Assert.That(() => upgrade.Refuse(200, "ok"), Throws.InstanceOf<ArgumentOutOfRangeException>());
        Assert.That(session.Server.Peer.TryAdmit(upgrade), Is.True);
        Assert.That(() => session.Server.Peer.TryAdmit(upgrade), Throws.InvalidOperationException);
        Assert.That(() => upgrade.AcceptAsync(null!), Throws.ArgumentNullException);
        _ = upgrade.AcceptAsync(far);
        Assert.That(() => upgrade.AcceptAsync(far), Throws.InvalidOperationException);
        Assert.That(() => upgrade.Refuse(503, "late"), Throws.InvalidOperationException);
    }

    private static WebSocketMultiplayerPeerOptions Options(Action<WebSocketMultiplayerPeerOptions>? configure = null)
    {
        var options = new WebSocketMultiplayerPeerOptions();
        configure?.Invoke(options);
        return options;
    }

    private static WebSocketUpgrade Check(Dictionary<string, string?>? changes = null, WebSocketMultiplayerPeerOptions? options = null)
    {
        var headers = Headers().ToDictionary(header => header.Key, header => (string?)header.Value);
        foreach (var change in changes ?? []) headers[change.Key] = change.Value;
        return WebSocketUpgrade.Check(
            Request("GET", new Version(1, 1), headers.Where(header => header.Value is not null).Select(header => KeyValuePair.Create(header.Key, header.Value!))),
            options ?? Options());
    }

    private static KeyValuePair<string, string>[] Headers() =>
    [
        new("Host", "game.example"),
        new("Upgrade", "websocket"),
        new("Connection", "keep-alive, Upgrade"),
        new("Sec-WebSocket-Key", "dGhlIHNhbXBsZSBub25jZQ=="),
        new("Sec-WebSocket-Version", "13"),
    ];

    private static WebSocketUpgradeRequest Request(string method, Version version, IEnumerable<KeyValuePair<string, string>> headers) =>
        new(method, "https", "/play/7?a=b", version, headers) { RemoteEndPoint = Remote };

    private static WebSocketUpgradeRequest ExtendedConnect(KeyValuePair<string, string>[] headers, string version = "13") =>
        new("CONNECT", "https", "/play/7", new Version(2, 0), [new("Host", "game.example"), new("Sec-WebSocket-Version", version), .. headers])
        {
            IsExtendedConnect = true,
        };
}
