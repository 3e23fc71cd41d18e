using System.Net;
using System.Net.Sockets;
using Transport.Browser.App.Shared;
using Transport.EndToEnd;
using Transport.WebSockets;

namespace Transport.Browser.Tests;

/// <summary>Connections that do not come to be, and what a page is told of them.</summary>
internal sealed class ConnectingTests : BrowserTests
{
    private const string NoIdea =
        "A page is not told why: nobody listens, the server refused, or its certificate is not trusted. The browser's console may know.";

    [Test]
    public async Task NobodyListens()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var url = UrlOf(listener);
        listener.Stop();
        await AssertUnreachableAsync(url, "net::ERR_CONNECTION_REFUSED");
    }

    [Test]
    public Task PortThatBrowsersBlock() => AssertUnreachableAsync(new Uri("ws://localhost:6000"), "net::ERR_UNSAFE_PORT");

    [Test]
    public Task NameThatNobodyHas() => AssertUnreachableAsync(new Uri("ws://game.invalid:9080"), "net::ERR_NAME_NOT_RESOLVED");

    [TestCase(403)]
    [TestCase(404)]
    [TestCase(502)]
    public Task StatusOfAStranger(int status) =>
        AssertUnreachableAsync(new Uri(TestBrowser.Site.Url.Replace("http", "ws", StringComparison.Ordinal) + $"refuse/{status}"), $"response code: {status}");

    [Test]
    public async Task OriginThatIsNotAllowed()
    {
        await using var server = RunningMultiplayerPeer.Serve(options => options.AllowedOrigins.Add("https://game.example"));
        await AssertUnreachableAsync(server.Url, "response code: 403");
    }

    [Test]
    public async Task ServerThatRefusesNewConnections()
    {
        await using var server = RunningMultiplayerPeer.Serve();
        server.Do(server => server.RefuseNewConnections = true);
        await AssertUnreachableAsync(server.Url, "response code: 503");
    }

    [TestCase("chess")]
    [TestCase("")]
    public async Task SubprotocolsThatDoNotMeet(string supported)
    {
        await using var server = RunningMultiplayerPeer.Serve(options =>
        {
            if (supported.Length > 0) options.SupportedProtocols.Add(supported);
        });
        await AssertUnreachableAsync(server.Url, "response code: 400", new PagePeerOptions { Protocols = ["go"] });
    }

    [Test]
    public async Task SubprotocolThatBothSpeak()
    {
        await using var server = RunningMultiplayerPeer.Serve(options => options.SupportedProtocols.Add("chess"));
        var (_, id) = await JoinAsync(server, new PagePeerOptions { Protocols = [" go", "chess "] });
        Assert.That(server.Use(server => server.GetPeer(id).SelectedProtocol), Is.EqualTo("chess"));
    }

    [Test]
    public async Task UrlArrivesAsItWas()
    {
        await using var server = RunningMultiplayerPeer.Serve();
        var peer = await PagePeer.ConnectAsync(new Uri(server.Url, "/a%20b/ä?token=%E2%82%AC%26%3D%2B%2F%25%23%22%20%7B%7D"));
        await peer.ConnectedAsync();
        var id = await server.ConnectedAsync(Deadline);
        var url = new Uri(server.Use(server => server.GetPeer(id).RequestedUrl));
        Assert.That(Uri.UnescapeDataString(url.AbsolutePath), Is.EqualTo("/a b/ä"));
        Assert.That(Uri.UnescapeDataString(url.Query), Is.EqualTo("?token=€&=+/%#\" {}"));
    }

    [Test]
    public async Task ServerThatDoesNotAnswerIsGivenUpInTime()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var peer = await PagePeer.ConnectAsync(UrlOf(listener), new PagePeerOptions { HandshakeSeconds = 0.2 });
        await AssertTimedOutAsync(peer);
    }

    [Test]
    public async Task ServerThatSendsNoIdIsGivenUpInTime()
    {
        using var listener = new TcpServer();
        listener.Listen(0);
        var peer = await PagePeer.ConnectAsync(new Uri($"ws://localhost:{listener.LocalPort}"), new PagePeerOptions { HandshakeSeconds = 0.2 });
        await using var server = await AcceptAsync(listener);
        await AssertTimedOutAsync(peer);
        Assert.That((await server.EndedAsync(Deadline)).Reason, Is.EqualTo(DisconnectReason.ConnectionLost));
    }

    [Test]
    public async Task WrongFirstMessageIsAProtocolError()
    {
        using var listener = new TcpServer();
        listener.Listen(0);
        var peer = await PagePeer.ConnectAsync(new Uri($"ws://localhost:{listener.LocalPort}"));
        await using var server = await AcceptAsync(listener);
        await server.OpenedAsync(Deadline);
        server.Send(new Message("no id"));
        var end = await peer.EndedAsync();
        Assert.That((end.Reason, end.Text), Is.EqualTo((DisconnectReason.ProtocolError, "The first message is not a peer id.")));
        var info = await server.EndedAsync(Deadline);
        Assert.That((info.Reason, info.Code), Is.EqualTo((DisconnectReason.ProtocolError, 3002)));
    }

    [Test]
    public async Task ClosedWhileConnectingItIsOverAtOnceAndUsedAgain()
    {
        await using var server = RunningMultiplayerPeer.Serve();
        var peer = await PagePeer.CreateAsync();
        await peer.ConnectAndCloseAsync(server.Url);
        var report = await peer.ReportAsync();
        Assert.That((report.Status, report.Log), Is.EqualTo((ConnectionStatus.Disconnected, Array.Empty<string>())));
        await peer.ConnectAsync(server.Url);
        report = await peer.ConnectedAsync();
        Assert.That(report.Log, Is.EqualTo(new[] { "+1" }));
        Assert.That(server.Use(server => server.Peers), Does.Contain(report.Id));
    }

    [Test]
    public async Task PeerIsUsedAgainAfterAFailure()
    {
        await using var server = RunningMultiplayerPeer.Serve();
        server.Do(server => server.RefuseNewConnections = true);
        var peer = await PagePeer.ConnectAsync(server.Url);
        await peer.EndedAsync();
        server.Do(server => server.RefuseNewConnections = false);
        await peer.ConnectAsync(server.Url);
        await peer.ConnectedAsync();
        await peer.SendNumberedAsync(1, 64);
        Assert.That((await peer.ReceivedAsync(1)).Log, Is.EqualTo(new[] { "failed", "+1", "1: 64 bytes" }));
    }

    private static Uri UrlOf(TcpListener listener) => new($"ws://localhost:{((IPEndPoint)listener.LocalEndpoint).Port}");

    private async Task<RunningPeer> AcceptAsync(TcpServer listener)
    {
        Assert.That(await listener.WaitForConnectionAsync(Deadline), "The server was not stopped.");
        var peer = new WebSocketPeer();
        peer.AcceptStream(listener.TakeConnection()!);
        return new RunningPeer(peer, echoes: false);
    }

    private static async Task AssertUnreachableAsync(Uri url, string console, PagePeerOptions? options = null)
    {
        TestBrowser.Chromium.TakeConsole();
        var peer = await PagePeer.ConnectAsync(url, options);
        Assert.That(
            await peer.EndedAsync(), Is.EqualTo(new DisconnectInfo(DisconnectReason.Unreachable, DisconnectOrigin.Network, CloseCode.None, NoIdea)));
        Assert.That((await peer.ReportAsync()).Log, Is.EqualTo(new[] { "failed" }));
        Assert.That(TestBrowser.Chromium.TakeConsole(), Does.Contain(console), "What the browser knows, and does not tell the page.");
    }

    private static async Task AssertTimedOutAsync(PagePeer peer)
    {
        var end = await peer.EndedAsync();
        Assert.That(
            (end.Reason, end.Text), Is.EqualTo((DisconnectReason.HandshakeTimedOut, "The handshake took longer than 0.2 s.")));
    }
}
