using System.Net.Security;
using System.Security.Cryptography.X509Certificates;
using Transport.WebSockets.Tests.Fixtures;

namespace Transport.WebSockets.Tests;

/// <summary>TLS over real sockets: who is trusted, and what is told when it fails.</summary>
internal sealed class TlsOptionsTests
{
    private X509Certificate2 _certificate = null!;

    [OneTimeSetUp]
    public void MakeCertificate() => _certificate = TestCertificate.Create("localhost", "127.0.0.1");

    [OneTimeTearDown]
    public void DropCertificate() => _certificate.Dispose();

    [Test]
    public async Task ATrustedCertificateWorks()
    {
        using var server = StartServer(_certificate);
        using var client = Connect(server, "wss://localhost", TlsOptions.Client([_certificate]));
        await Until(server, client, () => client.IsConnected);
        client.Send("secret");
        server.Send("also secret");
        await Until(server, client, () => client.Packets.Count == 1 && server.Packets.Count == 1);
        await Pump.Soon(client.Peer.CloseAsync(4000, "done").AsTask(), "the close");
        await Pump.Until(() => server.Left.Count == 1, "the server to know", server.Poll);
        Assert.That(server.Left[0].Info, Is.EqualTo(new DisconnectInfo(DisconnectReason.Closed, DisconnectOrigin.Remote, 4000, "done", isClean: true)));
    }

    [Test]
    public async Task AnAddressCanBeTheName()
    {
        using var server = StartServer(_certificate);
        using var client = Connect(server, "wss://127.0.0.1", TlsOptions.Client([_certificate]));
        await Until(server, client, () => client.IsConnected);
    }

    [Test]
    public async Task TheDefaultRefusesASelfSignedCertificate()
    {
        using var server = StartServer(_certificate);
        using var client = Connect(server, "wss://localhost", tls: null);
        await Until(server, client, () => client.Failures.Count > 0);
        AssertSecurityFailed(client);
    }

    [Test]
    public async Task AnotherTrustedCertificateIsNotTheServers()
    {
        using var other = TestCertificate.Create("localhost");
        using var server = StartServer(_certificate);
        using var client = Connect(server, "wss://localhost", TlsOptions.Client([other]));
        await Until(server, client, () => client.Failures.Count > 0);
        AssertSecurityFailed(client);
    }

    [Test]
    public async Task AWrongNameIsRefused()
    {
        using var certificate = TestCertificate.Create("server.example");
        using var server = StartServer(certificate);
        using var client = Connect(server, "wss://localhost", TlsOptions.Client([certificate]));
        await Until(server, client, () => client.Failures.Count > 0);
        AssertSecurityFailed(client);
    }

    [Test]
    public async Task TheNameToCheckCanBeGiven()
    {
        using var certificate = TestCertificate.Create("server.example");
        using var server = StartServer(certificate);
        using var client = Connect(server, "wss://localhost", TlsOptions.Client([certificate], targetHost: "server.example"));
        await Until(server, client, () => client.IsConnected);
    }

    [Test]
    public async Task ACertificateSignedByATrustedRootWorks()
    {
        using var root = TestCertificate.Create("root.example");
        using var signed = TestCertificate.CreateSigned(root, "localhost");
        using var server = StartServer(signed);
        using var client = Connect(server, "wss://localhost", TlsOptions.Client([root]));
        await Until(server, client, () => client.IsConnected);
        using var stranger = TestCertificate.Create("localhost");
        using var other = Connect(server, "wss://localhost", TlsOptions.Client([stranger]));
        await Until(server, other, () => other.Failures.Count > 0);
        AssertSecurityFailed(other);
    }

    [Test]
    public async Task AnUnsafeClientTakesAnything()
    {
        using var certificate = TestCertificate.Create("server.example");
        using var server = StartServer(certificate);
        using var client = Connect(server, "wss://localhost", TlsOptions.ClientUnsafe());
        await Until(server, client, () => client.IsConnected);
    }

    [Test]
    public async Task ThePlatformsOptionsAreUsedAsTheyAre()
    {
        var asked = 0;
        using var server = new WatchedPeer(new WebSocketMultiplayerPeer());
        server.Peer.CreateServer(0, "127.0.0.1", TlsOptions.Server(new SslServerAuthenticationOptions { ServerCertificate = _certificate }));
        var options = new SslClientAuthenticationOptions
        {
            RemoteCertificateValidationCallback = (_, certificate, _, _) =>
            {
                Interlocked.Increment(ref asked);
                return certificate!.GetCertHashString() == _certificate.GetCertHashString();
            },
        };
        using var client = Connect(server, "wss://localhost", TlsOptions.Client(options));
        await Until(server, client, () => client.IsConnected);
        Assert.That(asked, Is.EqualTo(1));
    }

    [Test]
    public async Task APlainClientOfATlsServerFailsWithAReason()
    {
        using var server = StartServer(_certificate);
        using var client = Connect(server, "ws://localhost", tls: null);
        await Until(server, client, () => client.Failures.Count > 0);
        TestContext.Out.WriteLine(client.Failures[0].ToString());
        Assert.That(client.Failures[0].Reason, Is.AnyOf(DisconnectReason.ProtocolError, DisconnectReason.ConnectionLost));
        Assert.That(client.Failures[0].Text, Is.Not.Empty);
        Assert.That(server.Log, Is.Empty);
    }

    [Test]
    public async Task ATlsClientOfAPlainServerFailsWithAReason()
    {
        using var server = new WatchedPeer(new WebSocketMultiplayerPeer());
        server.Peer.CreateServer(0, "127.0.0.1");
        using var client = Connect(server, "wss://localhost", TlsOptions.ClientUnsafe());
        await Until(server, client, () => client.Failures.Count > 0);
        TestContext.Out.WriteLine(client.Failures[0].ToString());
        AssertSecurityFailed(client);
        Assert.That(server.Log, Is.Empty);
    }

    [Test]
    public async Task AServerGoesOnAfterFailedHandshakes()
    {
        using var server = StartServer(_certificate);
        for (var i = 0; i < 3; i++)
        {
            using var raw = await RawEnd.ConnectAsync(server.Peer.LocalPort);
            await raw.SendAsync("GET / HTTP/1.1\r\n\r\n");
        }
        using var client = Connect(server, "wss://localhost", TlsOptions.Client([_certificate]));
        await Until(server, client, () => client.IsConnected);
        Assert.That(server.Joined, Has.Count.EqualTo(1));
    }

    [Test]
    public async Task AClientThatIsSilentDuringTlsIsCutInTime()
    {
        using var session = new MemorySession(tls: TlsOptions.Server(_certificate));
        session.Knock(out var link);
        await session.Elapse(TimeSpan.FromMilliseconds(2900));
        Assert.That(link.Served.IsCompleted, Is.False);
        await session.Elapse(TimeSpan.FromMilliseconds(100));
        await Pump.Soon(link.Served, "the cut");
        Assert.That(link.Server.IsDisposed, Is.True);
    }

    [Test]
    public async Task AHostsStreamThatIgnoresTokensIsCutInTimeToo()
    {
        using var session = new MemorySession(tls: TlsOptions.Server(_certificate));
        var (near, far) = DuplexStream.Pair();
        far.IgnoresTokens = true;
        var served = session.Server.Peer.AcceptStreamAsync(far);
        await session.Elapse(TimeSpan.FromSeconds(3));
        await Pump.Soon(served, "the cut");
        near.Dispose();
    }

    [Test]
    public async Task TlsWorksOverAHostsStreamToo()
    {
        using var session = new MemorySession(tls: TlsOptions.Server(_certificate));
        using var client = new WatchedPeer(new WebSocketMultiplayerPeer(timeProvider: session.Time));
        var link = session.Link();
        client.Peer.CreateStreamClient(link.Client, "wss://localhost/", TlsOptions.Client([_certificate]));
        await Pump.Until(() => client.IsConnected && session.Server.Joined.Count == 1, "the client", session.Poll, client.Poll);
        client.Send("secret");
        await Pump.Until(() => session.Server.Packets.Count == 1, "the packet", session.Poll, client.Poll);
        var closing = session.Server.Peer.CloseAsync(4000, "bye").AsTask();
        await Pump.Until(() => client.Left.Count == 1, "the close", session.Poll, client.Poll);
        await Pump.Soon(closing, "the close, while time stands still");
        await Pump.Soon(link.Served, "the end of the stream");
    }

    [Test]
    public async Task AWebSocketPeerDoesTlsAsWell()
    {
        using var server = new TcpServer();
        server.Listen(0, "127.0.0.1");
        using var client = new WebSocketPeer();
        using var accepted = new WebSocketPeer();
        client.ConnectToUrl($"wss://localhost:{server.LocalPort}/x", TlsOptions.Client([_certificate]));
        await WebSocketPeerStateTests.Accept(server, accepted, client, TlsOptions.Server(_certificate));
        Assert.That(accepted.RequestedUrl, Is.EqualTo($"wss://localhost:{server.LocalPort}/x"));
        client.SendText("secret");
        await Pump.Until(() => accepted.AvailablePacketCount == 1, "the text", client.Poll, accepted.Poll);
    }

    [Test]
    public void OptionsOfTheWrongSideAreToldClearly()
    {
        using var peer = new WebSocketMultiplayerPeer();
        using var bare = new WebSocketPeer();
        var server = TlsOptions.Server(_certificate);
        var client = TlsOptions.Client();
        Assert.Multiple(() =>
        {
            Assert.That(server.IsServer, Is.True);
            Assert.That(client.IsServer || TlsOptions.ClientUnsafe().IsServer, Is.False);
            Assert.That(() => peer.CreateServer(0, tls: client), Throws.ArgumentException.With.Message.Contains("TLS options of a client"));
            Assert.That(() => peer.CreateStreamServer(client), Throws.ArgumentException.With.Message.Contains("TlsOptions.Server"));
            Assert.That(() => peer.CreateClient("wss://localhost", server), Throws.ArgumentException.With.Message.Contains("TLS options of a server"));
            Assert.That(() => bare.ConnectToUrl("wss://localhost", server), Throws.ArgumentException.With.Message.Contains("TlsOptions.Client"));
            Assert.That(() => bare.AcceptStream(Stream.Null, client), Throws.ArgumentException.With.Message.Contains("TLS options of a client"));
        });
        Assert.That(peer.Status, Is.EqualTo(ConnectionStatus.Disconnected));
        Assert.That(bare.ReadyState, Is.EqualTo(WebSocketState.Closed));
    }

    [Test]
    public void AServersCertificateNeedsItsPrivateKey()
    {
        using var bare = TestCertificate.WithoutKey(_certificate);
        Assert.That(() => TlsOptions.Server(bare), Throws.ArgumentException.With.Message.Contains("private key"));
        Assert.That(() => TlsOptions.Server((X509Certificate2)null!), Throws.ArgumentNullException);
        Assert.That(() => TlsOptions.Server((SslServerAuthenticationOptions)null!), Throws.ArgumentNullException);
        Assert.That(() => TlsOptions.Client((SslClientAuthenticationOptions)null!), Throws.ArgumentNullException);
    }

    private static WatchedPeer StartServer(X509Certificate2 certificate)
    {
        var server = new WatchedPeer(new WebSocketMultiplayerPeer());
        server.Peer.CreateServer(0, "127.0.0.1", TlsOptions.Server(certificate));
        return server;
    }

    private static WatchedPeer Connect(WatchedPeer server, string url, TlsOptions? tls)
    {
        var client = new WatchedPeer(new WebSocketMultiplayerPeer());
        client.Peer.CreateClient($"{url}:{server.Peer.LocalPort}", tls);
        return client;
    }

    private static Task Until(WatchedPeer server, WatchedPeer client, Func<bool> isReached) =>
        Pump.Until(isReached, () => $"it; the client has seen [{string.Join("; ", client.Log)}]", server.Poll, client.Poll);

    private static void AssertSecurityFailed(WatchedPeer client)
    {
        Assert.That(client.Failures[0].Reason, Is.EqualTo(DisconnectReason.SecurityFailed), client.Failures[0].ToString());
        Assert.That(client.Failures[0].Text, Is.Not.Empty);
        Assert.That(client.Peer.Status, Is.EqualTo(ConnectionStatus.Disconnected));
    }
}
