using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using Transport.EndToEnd;
using Transport.Interop.Tests.Strangers;
using Transport.WebSockets;

namespace Transport.Interop.Tests;

/// <summary>ws is the server, and a <see cref="WebSocketPeer"/> its client.</summary>
[TestFixture]
internal sealed class ServerOfWebSocketPeerTests : InteropTests
{
    private const int DefaultLimit = 65_535;
    private const int OneMebibyte = 1 << 20;

    private NodeStranger _node = null!;

    [TestCase("hello")]
    [TestCase("Grüße, 世界, 🎲")]
    [TestCase("")]
    public async Task TextStaysText(string text)
    {
        var server = await _node.ListenAsync(new { }, Deadline);
        await using var client = await OpenAsync(server);
        client.Send(new Message(text));
        Assert.That(await client.ReceiveAsync(Deadline), Is.EqualTo(new Message(text)));
    }

    [TestCase(0)]
    [TestCase(1)]
    [TestCase(125)]
    [TestCase(126)]
    [TestCase(127)]
    [TestCase(DefaultLimit)]
    public async Task BinaryStaysBinary(int length)
    {
        var server = await _node.ListenAsync(new { }, Deadline);
        await using var client = await OpenAsync(server);
        client.Send(Message.Binary(length));
        Assert.That(await client.ReceiveAsync(Deadline), Is.EqualTo(Message.Binary(length)));
    }

    [Test]
    public async Task OneMebibyteComesBackWhenTheLimitIsRaised()
    {
        var server = await _node.ListenAsync(new { }, Deadline);
        await using var client = await OpenAsync(server, RaiseLimits);
        client.Send(Message.Binary(OneMebibyte));
        Assert.That(await client.ReceiveAsync(Deadline), Is.EqualTo(Message.Binary(OneMebibyte)));
    }

    [TestCase(true, false)]
    [TestCase(false, true)]
    public async Task FragmentsBecomeOneMessage(bool isText, bool pingsBetween)
    {
        var whole = isText ? new Message("Grüße, 世界") : Message.Binary(70);
        byte[][] fragments = [whole.Payload[..3], [], whole.Payload[3..9], whole.Payload[9..]];
        var server = await _node.ListenAsync(new { }, Deadline);
        await using var client = await OpenAsync(server);
        var (socket, _) = await server.AcceptAsync(Deadline);
        await socket.AskAsync("sendFragments", new() { ["fragments"] = fragments, ["binary"] = !isText, ["pings"] = pingsBetween }, Deadline);
        Assert.That(await client.ReceiveAsync(Deadline), Is.EqualTo(whole));
    }

    [Test]
    public async Task PingIsAnsweredWithTheSamePayload()
    {
        var server = await _node.ListenAsync(new { }, Deadline);
        await using var client = await OpenAsync(server);
        var (socket, _) = await server.AcceptAsync(Deadline);
        var answer = await socket.AskAsync("ping", new() { ["base64"] = "there?"u8.ToArray() }, Deadline);
        Assert.That(answer.GetProperty("base64").GetBytesFromBase64(), Is.EqualTo("there?"u8.ToArray()));
    }

    [Test]
    public async Task PongsOfTheServerGiveTheRoundTripTime()
    {
        var server = await _node.ListenAsync(new { }, Deadline);
        await using var client = await OpenAsync(server, static options => options.PingInterval = TimeSpan.FromMilliseconds(20));
        await UntilAsync(() => client.Use(static peer => peer.Statistics.RoundTripTime) is not null, "a pong came");
    }

    [Test]
    public async Task SubprotocolIsTheOneThatTheServerChose()
    {
        var server = await _node.ListenAsync(new { protocol = "chess" }, Deadline);
        await using var client = await OpenAsync(server, static options =>
        {
            options.SupportedProtocols.Add("checkers");
            options.SupportedProtocols.Add("chess");
        });
        Assert.That(client.Use(static peer => peer.SelectedProtocol), Is.EqualTo("chess"));
        Assert.That((await server.AcceptAsync(Deadline)).Request.Protocol, Is.EqualTo("chess"));
    }

    [Test]
    public async Task ClientFailsWhenTheServerChoosesNoneOfItsSubprotocols()
    {
        var server = await _node.ListenAsync(new { protocol = "chess" }, Deadline);
        await using var client = Connect(server, static options => options.SupportedProtocols.Add("checkers"));
        var info = await client.EndedAsync(Deadline);
        Assert.That(info.Reason, Is.EqualTo(DisconnectReason.ProtocolError), info.ToString());
        Assert.That(info.Text, Does.Contain("checkers"));
    }

    [Test]
    public async Task RequestIsWhatAServerExpects()
    {
        var server = await _node.ListenAsync(new { headers = new[] { "X-Table: 3" } }, Deadline);
        await using var client = await OpenAsync(server, static options => options.HandshakeHeaders.Add("X-Player: Ada"));
        var (_, request) = await server.AcceptAsync(Deadline);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(request.Url, Is.EqualTo("/game?table=3"));
            Assert.That(request.Headers["host"], Is.EqualTo($"localhost:{server.Port}"));
            Assert.That(request.Headers["x-player"], Is.EqualTo("Ada"));
            Assert.That(request.Headers, Does.Not.ContainKey("sec-websocket-extensions"));
            Assert.That(client.Use(static peer => peer.RequestedUrl), Is.EqualTo(server.Url));
            Assert.That(client.Use(static peer => peer.ConnectedPort), Is.EqualTo(server.Port));
        }
    }

    [TestCase(401)]
    [TestCase(503)]
    public async Task RefusalCarriesTheStatusAndTheServersWords(int status)
    {
        var server = await _node.ListenAsync(new { refuse = status }, Deadline);
        await using var client = Connect(server);
        var info = await client.EndedAsync(Deadline);
        using (Assert.EnterMultipleScope())
        {
            Assert.That((info.Reason, info.Origin, info.Code), Is.EqualTo((DisconnectReason.Refused, DisconnectOrigin.Remote, status)));
            Assert.That(info.Text, Does.Contain("Not today."));
            Assert.That(client.Use(static peer => peer.CloseCode), Is.EqualTo(CloseCode.None));
        }
    }

    [Test]
    public async Task PortWhereNobodyListensIsUnreachable()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var url = $"ws://127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}";
        listener.Stop();
        await using var client = Connect(url, null, null);
        Assert.That((await client.EndedAsync(Deadline)).Reason, Is.EqualTo(DisconnectReason.Unreachable));
    }

    [TestCase(1000, "")]
    [TestCase(4001, "Schachmatt – 将死")]
    public async Task ServerSeesCodeAndReasonOfTheClientsClose(int code, string reason)
    {
        var server = await _node.ListenAsync(new { }, Deadline);
        await using var client = await OpenAsync(server);
        var (socket, _) = await server.AcceptAsync(Deadline);
        client.Do(peer =>
        {
            peer.SendText("last words");
            peer.Close(code, reason);
        });
        Assert.That((await socket.ReceiveAsync(Deadline)).Text, Is.EqualTo("last words"));
        Assert.That(await socket.ClosedAsync(Deadline), Is.EqualTo(new StrangerSocket.Closed(code, reason, WasClean: true)));
        Assert.That(
            await client.EndedAsync(Deadline), Is.EqualTo(new DisconnectInfo(DisconnectReason.Closed, DisconnectOrigin.Local, code, reason, isClean: true)));
    }

    [TestCase(1000, "")]
    [TestCase(1012, "")]
    [TestCase(4002, "Schachmatt – 将死")]
    public async Task ClientSeesCodeAndReasonOfTheServersCloseAfterTheLastMessage(int code, string reason)
    {
        var server = await _node.ListenAsync(new { }, Deadline);
        await using var client = await OpenAsync(server);
        var (socket, _) = await server.AcceptAsync(Deadline);
        await socket.SendAsync("last words", Deadline);
        await socket.CloseAsync(code, reason, Deadline);
        Assert.That((await client.ReceiveAsync(Deadline)).Text, Is.EqualTo("last words"));
        Assert.That(
            await client.EndedAsync(Deadline), Is.EqualTo(new DisconnectInfo(DisconnectReason.Closed, DisconnectOrigin.Remote, code, reason, isClean: true)));
        Assert.That(client.Use(static peer => (peer.CloseCode, peer.CloseReason)), Is.EqualTo((code, reason)));
        Assert.That(await socket.ClosedAsync(Deadline), Is.EqualTo(new StrangerSocket.Closed(code, reason, WasClean: true)));
    }

    [Test]
    public async Task CloseWithoutACodeCountsAsNoStatus()
    {
        var server = await _node.ListenAsync(new { }, Deadline);
        await using var client = await OpenAsync(server);
        var (socket, _) = await server.AcceptAsync(Deadline);
        await socket.CloseWithoutCodeAsync(Deadline);
        var info = await client.EndedAsync(Deadline);
        Assert.That((info.Reason, info.Code, info.IsClean), Is.EqualTo((DisconnectReason.Closed, CloseCode.NoStatus, true)));
        Assert.That((await socket.ClosedAsync(Deadline)).Code, Is.EqualTo(CloseCode.NoStatus));
    }

    [Test]
    public async Task ConnectionThatIsCutIsLostWithoutACode()
    {
        var server = await _node.ListenAsync(new { }, Deadline);
        await using var client = await OpenAsync(server);
        var (socket, _) = await server.AcceptAsync(Deadline);
        await socket.AskAsync("terminate", [], Deadline);
        var info = await client.EndedAsync(Deadline);
        Assert.That((info.Reason, info.Code, info.IsClean), Is.EqualTo((DisconnectReason.ConnectionLost, CloseCode.None, false)));
    }

    [Test]
    public async Task MessageAboveOurLimitIsAnsweredWith1009()
    {
        var server = await _node.ListenAsync(new { }, Deadline);
        await using var client = await OpenAsync(server);
        var (socket, _) = await server.AcceptAsync(Deadline);
        await socket.SendAsync(Message.Binary(DefaultLimit + 1), Deadline);
        Assert.That((await client.EndedAsync(Deadline)).Reason, Is.EqualTo(DisconnectReason.PacketTooLarge));
        Assert.That((await socket.ClosedAsync(Deadline)).Code, Is.EqualTo(CloseCode.MessageTooBig));
    }

    [Test]
    public async Task MessageAboveTheServersLimitEndsWithItsCode()
    {
        var server = await _node.ListenAsync(new { maxPayload = 1000 }, Deadline);
        await using var client = await OpenAsync(server);
        client.Send(Message.Binary(1001));
        var info = await client.EndedAsync(Deadline);
        Assert.That(
            (info.Reason, info.Origin, info.Code), Is.EqualTo((DisconnectReason.PacketTooLarge, DisconnectOrigin.Remote, CloseCode.MessageTooBig)));
    }

    [Test]
    public async Task TenThousandMessagesComeBackInOrder()
    {
        var server = await _node.ListenAsync(new { }, Deadline);
        await using var client = await OpenAsync(server);
        for (var number = 0; number < 10_000; number++) client.Send(new Message($"number {number}"));
        for (var number = 0; number < 10_000; number++) Assert.That((await client.ReceiveAsync(Deadline)).Text, Is.EqualTo($"number {number}"));
    }

    [Test]
    public async Task SendSaysNoWhileTheServerDoesNotReadAndLosesNothing()
    {
        var server = await _node.ListenAsync(new { echo = false }, Deadline);
        await using var client = await OpenAsync(server);
        var (socket, _) = await server.AcceptAsync(Deadline);
        await socket.AskAsync("pause", [], Deadline);
        var sent = 0;
        await UntilAsync(() => !client.Use(peer => Send(peer)), "the outbound queue was full");
        await socket.AskAsync("resume", [], Deadline);
        await UntilAsync(() => client.Use(peer => Send(peer)), "there was room again");
        await socket.ReceiveNumberedAsync(sent, 60_000, Deadline);

        bool Send(WebSocketPeer peer)
        {
            var payload = new byte[60_000];
            payload.AsSpan().Fill((byte)sent);
            BitConverter.TryWriteBytes(payload, sent);
            if (!peer.Send(payload)) return false;
            sent++;
            return true;
        }
    }

    [Test]
    public async Task EchoesOverTlsWhenTheCertificateIsTrusted()
    {
        var server = await _node.ListenAsync(new { }, Deadline, Trusted);
        await using var client = await OpenAsync(server, RaiseLimits, TlsOptions.Client(Only(Trusted)));
        client.Send(new Message("secret"));
        client.Send(Message.Binary(OneMebibyte));
        Assert.That((await client.ReceiveAsync(Deadline)).Text, Is.EqualTo("secret"));
        Assert.That(await client.ReceiveAsync(Deadline), Is.EqualTo(Message.Binary(OneMebibyte)));
        client.Do(static peer => peer.Close(4000, "done"));
        Assert.That((await client.EndedAsync(Deadline)).IsClean);
    }

    [Test]
    public async Task CertificateThatIsNotTrustedIsRefused()
    {
        var server = await _node.ListenAsync(new { }, Deadline, Unknown);
        await AssertInsecureAsync(server, null);
        await AssertInsecureAsync(server, TlsOptions.Client(Only(Trusted)));
    }

    [Test]
    public async Task CertificateForAnotherNameIsRefusedUnlessThatNameIsMeant()
    {
        using var other = new TestCertificate("chess.example");
        var server = await _node.ListenAsync(new { }, Deadline, other);
        await AssertInsecureAsync(server, TlsOptions.Client(Only(other)));
        await using var client = await OpenAsync(server, tls: TlsOptions.Client(Only(other), "chess.example"));
        client.Send(new Message("secret"));
        Assert.That((await client.ReceiveAsync(Deadline)).Text, Is.EqualTo("secret"));
    }

    [Test]
    public async Task AnyCertificateIsTakenWhenItIsAskedForByName()
    {
        var server = await _node.ListenAsync(new { }, Deadline, Unknown);
        await using var client = await OpenAsync(server, tls: TlsOptions.ClientUnsafe());
    }

    [Test]
    public async Task TlsIsNotTakenForPlainNorPlainForTls()
    {
        var secure = await _node.ListenAsync(new { }, Deadline, Trusted);
        await using var plainClient = Connect($"ws://localhost:{secure.Port}/", null, null);
        Assert.That((await plainClient.EndedAsync(Deadline)).Reason, Is.Not.EqualTo(DisconnectReason.Closed));

        var plain = await _node.ListenAsync(new { }, Deadline);
        await using var secureClient = Connect($"wss://localhost:{plain.Port}/", null, TlsOptions.ClientUnsafe());
        Assert.That((await secureClient.EndedAsync(Deadline)).Reason, Is.EqualTo(DisconnectReason.SecurityFailed));
    }

    protected override Task<Stranger> StartAsync() => Task.FromResult<Stranger>(_node = NodeStranger.Start());

    private static X509Certificate2Collection Only(TestCertificate certificate) => [X509CertificateLoader.LoadCertificate(Encoding.ASCII.GetBytes(certificate.Pem))];

    private static void RaiseLimits(WebSocketOptions options)
    {
        options.MaxMessageBytes = OneMebibyte;
        options.OutboundQueueBytes = 2 * OneMebibyte;
    }

    private static RunningPeer Connect(string url, Action<WebSocketOptions>? configure, TlsOptions? tls)
    {
        var options = new WebSocketOptions { HandshakeTimeout = TimeSpan.FromSeconds(30) };
        configure?.Invoke(options);
        var peer = new WebSocketPeer(options);
        peer.ConnectToUrl(url, tls);
        return new RunningPeer(peer, echoes: false);
    }

    private static RunningPeer Connect(StrangerServer server, Action<WebSocketOptions>? configure = null, TlsOptions? tls = null) =>
        Connect(server.Url, configure, tls);

    private async Task<RunningPeer> OpenAsync(StrangerServer server, Action<WebSocketOptions>? configure = null, TlsOptions? tls = null)
    {
        var client = Connect(server, configure, tls);
        await client.OpenedAsync(Deadline);
        return client;
    }

    private async Task AssertInsecureAsync(StrangerServer server, TlsOptions? tls)
    {
        await using var client = Connect(server, tls: tls);
        Assert.That((await client.EndedAsync(Deadline)).Reason, Is.EqualTo(DisconnectReason.SecurityFailed));
    }
}
