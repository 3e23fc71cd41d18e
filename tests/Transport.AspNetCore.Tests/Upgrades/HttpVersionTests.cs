using System.Net.WebSockets;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace Transport.AspNetCore.Tests.Upgrades;

/// <summary>The same behaviour by an upgrade of HTTP/1.1 and by an extended CONNECT of HTTP/2 (RFC 8441), with TLS and without.</summary>
[TestFixture(HttpProtocols.Http1, false)]
[TestFixture(HttpProtocols.Http1, true)]
[TestFixture(HttpProtocols.Http2, false)]
[TestFixture(HttpProtocols.Http2, true)]
internal sealed class HttpVersionTests(HttpProtocols protocols, bool isSecure)
{
    private GameHost _host = null!;

    private bool IsHttp2 => protocols == HttpProtocols.Http2;

    [SetUp]
    public async Task StartHost() => _host = await GameHost.StartAsync(new()
    {
        Protocols = protocols,
        Certificate = isSecure ? Certificates.Local : null,
        Game = static game =>
        {
            game.WebSockets.SupportedProtocols.Add("four.v1");
            game.WebSockets.HandshakeHeaders.Add("X-Game: four");
        },
    });

    [TearDown]
    public async Task StopHost() => await _host.DisposeAsync();

    [Test]
    public async Task APlayerPlays()
    {
        await using var client = await ConnectAsync();
        Assert.That(client.Socket.SubProtocol, Is.EqualTo("four.v1"));
        await client.EchoAsync("hello");
        await client.EchoAsync(new string('x', 65_000));
        for (var i = 0; i < 100; i++) await client.SendAsync($"{i}");
        for (var i = 0; i < 100; i++) Assert.That(await client.ReceiveTextAsync(), Is.EqualTo($"{i}"));
        Assert.That(client.Id, Is.GreaterThan(1));
    }

    [Test]
    public async Task TheSessionKnowsWhoHasCome()
    {
        PeerContext? seen = null;
        _host.Script.Connected = (session, id) => seen = session.FindPeer(id);
        await using var client = await ConnectAsync("?name=eve");
        await client.EchoAsync("x");
        Assert.Multiple(() =>
        {
            Assert.That(seen!.Id, Is.EqualTo(client.Id));
            Assert.That(seen.RouteValues["session"], Is.EqualTo("one"));
            Assert.That(seen.Query["name"].ToString(), Is.EqualTo("eve"));
            Assert.That(seen.Protocol, Is.EqualTo(IsHttp2 ? "HTTP/2" : "HTTP/1.1"));
            Assert.That(seen.Scheme, Is.EqualTo(isSecure ? "https" : "http"));
            Assert.That(seen.Host, Is.EqualTo(_host.Authority));
            Assert.That(seen.RemoteEndPoint!.ToString(), Is.EqualTo(client.Tcp!.LocalEndPoint!.ToString()));
            Assert.That(seen.Subprotocol, Is.EqualTo("four.v1"));
            Assert.That(seen.Origin, Is.Null);
        });
    }

    [Test]
    public async Task TheCarrierKnowsItToo()
    {
        await using var client = await ConnectAsync("?a=b");
        await client.EchoAsync("x");
        var session = _host.Sessions.Find("one")!;
        await session.InvokeAsync(() =>
        {
            var peer = (WebSocketMultiplayerPeer)session.Peer;
            Assert.That(peer.GetPeer(client.Id).RequestedUrl, Is.EqualTo(_host.Url() + "?a=b"));
            Assert.That(peer.GetPeerAddress(client.Id)!.ToString(), Is.EqualTo("127.0.0.1"));
        });
    }

    [Test]
    public async Task ACloseOfTheServerComesBehindWhatItSent()
    {
        _host.Script.Packet = (session, sender, _) =>
        {
            for (var i = 0; i < 50; i++) session.Api.SendBytes("last words"u8, sender);
            session.Api.DisconnectPeer(sender, 4001, "enough");
        };
        await using var client = await ConnectAsync();
        await client.SendAsync("x");
        for (var i = 0; i < 50; i++) Assert.That(await client.ReceiveTextAsync(), Is.EqualTo("last words"));
        Assert.That(await client.UntilClosedAsync(), Is.EqualTo((4001, "enough")));
        await Waiting.Until(() => _host.Script.Has("one: - True Closed 4001"), "the end at the server");
    }

    [Test]
    public async Task ACloseOfTheClientComesBehindWhatItSent()
    {
        var packets = 0;
        _host.Script.Packet = (_, _, _) => packets++;
        await using var client = await ConnectAsync();
        for (var i = 0; i < 50; i++) await client.SendAsync("last words");
        await client.CloseAsync(4002, "bye");
        Assert.That((int)client.Socket.CloseStatus!, Is.EqualTo(4002), "The close is answered.");
        await Waiting.Until(() => _host.Script.Has("one: - True Closed 4002"), "the end at the server");
        Assert.That(packets, Is.EqualTo(50));
    }

    [TestCase(true)]
    [TestCase(false)]
    public async Task APeerThatIsCutLosesItsConnectionAtOnce(bool isInItsOwnPacket)
    {
        await using var client = await ConnectAsync();
        await client.EchoAsync("x");
        var session = _host.Sessions.Find("one")!;
        if (isInItsOwnPacket)
        {
            _host.Script.Packet = static (session, sender, _) => session.Peer.DisconnectPeer(sender, force: true);
            await client.SendAsync("x");
        }
        else
        {
            await session.InvokeAsync(() => session.Peer.DisconnectPeer(client.Id, force: true));
        }
        await Assert.ThrowsAsync<WebSocketException>(client.UntilClosedAsync);
        Assert.That(client.Socket.CloseStatus, Is.Null);
        await Waiting.Until(() => _host.Script.Has("one: - True Aborted -1"), "the end at the server");
    }

    [Test]
    public async Task AConnectionThatBreaksIsNoticed()
    {
        await using var client = await ConnectAsync();
        await client.EchoAsync("x");
        client.Tcp!.LingerState = new System.Net.Sockets.LingerOption(true, 0);
        client.Tcp.Dispose();
        await Waiting.Until(() => _host.Script.Log.Any(line => line.StartsWith("one: - True ConnectionLost", StringComparison.Ordinal)), "the end at the server");
    }

    [Test]
    public async Task AMessageAboveTheLimitIsRefusedWith1009()
    {
        await using var client = await ConnectAsync();
        await client.Socket.SendAsync(new byte[1_000_000], WebSocketMessageType.Binary, true, CancellationToken.None);
        Assert.That((await client.UntilClosedAsync()).Code, Is.EqualTo(1009));
        await Waiting.Until(() => _host.Script.Has("one: - True PacketTooLarge 1009"), "the end at the server");
    }

    [Test]
    public async Task AClientThatSpeaksNoneOfTheSubprotocolsIsRefused()
    {
        var thrown = await Assert.ThrowsAsync<WebSocketException>(
            async () => await FrameworkClient.ConnectAsync(_host.Url(), IsHttp2, options => options.AddSubProtocol("chess")));
        Assert.That(thrown!.Message, Does.Contain("400"));
    }

    [Test]
    public async Task AForeignOriginIsRefused()
    {
        var thrown = await Assert.ThrowsAsync<WebSocketException>(async () => await FrameworkClient.ConnectAsync(_host.Url(), IsHttp2, options =>
        {
            options.AddSubProtocol("four.v1");
            options.SetRequestHeader("Origin", "https://evil.example");
        }));
        Assert.That(thrown!.Message, Does.Contain("403"));
    }

    [Test]
    public async Task ThisServersOwnPagesAreLetIn()
    {
        await using var client = await FrameworkClient.ConnectAsync(_host.Url(), IsHttp2, options =>
        {
            options.AddSubProtocol("four.v1");
            options.SetRequestHeader("Origin", _host.Root);
        });
        await client.EchoAsync("x");
    }

    [Test]
    public async Task ManyPlayersShareASession()
    {
        var clients = new List<FrameworkClient>();
        for (var i = 0; i < 10; i++) clients.Add(await ConnectAsync());
        for (var i = 0; i < clients.Count; i++) await clients[i].SendAsync($"from {i}");
        for (var i = 0; i < clients.Count; i++)
        {
            // A server tells each of the others who have come before.
            string text;
            do text = await clients[i].ReceiveTextAsync();
            while (!text.StartsWith("from", StringComparison.Ordinal));
            Assert.That(text, Is.EqualTo($"from {i}"));
        }
        Assert.That(clients.Select(client => client.Id).Distinct().Count(), Is.EqualTo(clients.Count));
        foreach (var client in clients) await client.DisposeAsync();
        await Waiting.Until(() => _host.Sessions.PeerCount == 0, "all to be gone");
    }

    private Task<FrameworkClient> ConnectAsync(string query = "") =>
        FrameworkClient.ConnectAsync(_host.Url() + query, IsHttp2, static options => options.AddSubProtocol("four.v1"));
}
