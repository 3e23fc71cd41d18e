using System.Security.Cryptography.X509Certificates;
using Transport.EndToEnd;
using Transport.Interop.Tests.Strangers;
using Transport.WebSockets;

namespace Transport.Interop.Tests;

/// <summary>ws plays a Godot server: it sends an id, then bare packets. A <see cref="WebSocketMultiplayerPeer"/> is its client.</summary>
[TestFixture]
internal sealed class ServerOfMultiplayerClientTests : InteropTests
{
    private const int AnyId = 0x12345678;

    private static readonly object Greeting = new { greeting = new { base64 = BitConverter.GetBytes(AnyId) } };

    private NodeStranger _node = null!;

    [Test]
    public async Task IdIsTheOneThatTheServerSent()
    {
        var server = await _node.ListenAsync(Greeting, Deadline);
        await using var client = await JoinAsync(server);
        Assert.That(client.Use(static peer => (peer.UniqueId, peer.Status)), Is.EqualTo((AnyId, ConnectionStatus.Connected)));
        Assert.That(client.Use(static peer => peer.Peers), Is.EqualTo(new[] { MultiplayerPeer.TargetPeerServer }));
    }

    [TestCase(0)]
    [TestCase(4)]
    [TestCase(126)]
    [TestCase(65_535)]
    public async Task PacketComesBackFromTheServer(int length)
    {
        var server = await _node.ListenAsync(Greeting, Deadline);
        await using var client = await JoinAsync(server);
        client.Do(peer => peer.Send(Message.Binary(length).Payload, MultiplayerPeer.TargetPeerServer));
        var packet = await client.ReceiveAsync(Deadline);
        Assert.That(packet.Sender, Is.EqualTo(MultiplayerPeer.TargetPeerServer));
        Assert.That(packet.Payload, Is.EqualTo(Message.Binary(length).Payload));
    }

    [Test]
    public async Task TenThousandPacketsComeBackInOrder()
    {
        var server = await _node.ListenAsync(Greeting, Deadline);
        await using var client = await JoinAsync(server);
        client.Do(static peer =>
        {
            for (var number = 0; number < 10_000; number++) peer.Send(BitConverter.GetBytes(number), MultiplayerPeer.TargetPeerServer);
        });
        for (var number = 0; number < 10_000; number++)
            Assert.That(BitConverter.ToInt32((await client.ReceiveAsync(Deadline)).Payload), Is.EqualTo(number));
    }

    [Test]
    public async Task PacketsRightBehindTheIdAreNotLost()
    {
        var server = await _node.ListenAsync(new { greeting = new { base64 = BitConverter.GetBytes(AnyId) }, echo = false }, Deadline);
        await using var client = Connect(server.Url);
        var (socket, _) = await server.AcceptAsync(Deadline);
        await socket.SendNumberedAsync(100, 8, Deadline);
        for (var number = 0; number < 100; number++)
            Assert.That(BitConverter.ToInt32((await client.ReceiveAsync(Deadline)).Payload), Is.EqualTo(number));
    }

    [TestCase(new byte[] { 1, 0, 0, 0 })]
    [TestCase(new byte[] { 0, 0, 0, 0 })]
    [TestCase(new byte[] { 0, 0, 0, 0x80 })]
    [TestCase(new byte[] { 5, 0, 0 })]
    [TestCase(new byte[] { 5, 0, 0, 0, 0 })]
    [TestCase(new byte[0])]
    public async Task FirstMessageThatIsNoIdEndsTheConnectionWith1002(byte[] first)
    {
        var server = await _node.ListenAsync(new { greeting = new { base64 = first } }, Deadline);
        await AssertGreetingFailsAsync(server);
    }

    [Test]
    public async Task TextIsNoId()
    {
        var server = await _node.ListenAsync(new { greeting = new { text = "abcd" } }, Deadline);
        await AssertGreetingFailsAsync(server);
    }

    [Test]
    public async Task ServerThatSendsNoIdTimesOut()
    {
        var server = await _node.ListenAsync(new { }, Deadline);
        await using var client = Connect(server.Url, static options => options.HandshakeTimeout = TimeSpan.FromMilliseconds(500));
        var info = await client.FailedAsync(Deadline);
        Assert.That(info.Reason, Is.EqualTo(DisconnectReason.HandshakeTimedOut));
        Assert.That(client.Use(static peer => peer.Status), Is.EqualTo(ConnectionStatus.Disconnected));
    }

    [TestCase(1000, "")]
    [TestCase(4003, "kicked")]
    public async Task ClientIsToldCodeAndReasonAfterTheLastPacket(int code, string reason)
    {
        var server = await _node.ListenAsync(Greeting, Deadline);
        await using var client = await JoinAsync(server);
        var (socket, _) = await server.AcceptAsync(Deadline);
        await socket.SendAsync([9], Deadline);
        await socket.CloseAsync(code, reason, Deadline);
        Assert.That((await client.ReceiveAsync(Deadline)).Payload, Is.EqualTo(new byte[] { 9 }));
        var (id, info) = await client.DisconnectedAsync(Deadline);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(id, Is.EqualTo(MultiplayerPeer.TargetPeerServer));
            Assert.That(info, Is.EqualTo(new DisconnectInfo(DisconnectReason.Closed, DisconnectOrigin.Remote, code, reason, isClean: true)));
            Assert.That(client.Use(static peer => (peer.Status, peer.UniqueId)), Is.EqualTo((ConnectionStatus.Disconnected, 0)));
            Assert.That(await socket.ClosedAsync(Deadline), Is.EqualTo(new StrangerSocket.Closed(code, reason, WasClean: true)));
        }
    }

    [TestCase(true)]
    [TestCase(false)]
    public async Task ServerSeesCodeAndReasonAfterWhatWasQueued(bool closesAll)
    {
        var server = await _node.ListenAsync(Greeting, Deadline);
        await using var client = await JoinAsync(server);
        var (socket, _) = await server.AcceptAsync(Deadline);
        client.Do(peer =>
        {
            peer.Send("bye"u8, MultiplayerPeer.TargetPeerServer);
            if (closesAll) peer.Close(4004, "resign");
            else peer.DisconnectPeer(MultiplayerPeer.TargetPeerServer, 4004, "resign");
        });
        Assert.That((await socket.ReceiveAsync(Deadline)).Text, Is.EqualTo("bye"));
        Assert.That(await socket.ClosedAsync(Deadline), Is.EqualTo(new StrangerSocket.Closed(4004, "resign", WasClean: true)));
        var (_, info) = await client.DisconnectedAsync(Deadline);
        Assert.That(info, Is.EqualTo(new DisconnectInfo(DisconnectReason.Closed, DisconnectOrigin.Local, 4004, "resign", isClean: true)));
    }

    [Test]
    public async Task RefusedClientIsToldTheStatus()
    {
        var server = await _node.ListenAsync(new { refuse = 403 }, Deadline);
        await using var client = Connect(server.Url);
        var info = await client.FailedAsync(Deadline);
        Assert.That((info.Reason, info.Origin, info.Code), Is.EqualTo((DisconnectReason.Refused, DisconnectOrigin.Remote, 403)));
    }

    [Test]
    public async Task PingIsAnsweredBeforeAndAfterTheId()
    {
        var server = await _node.ListenAsync(new { echo = false }, Deadline);
        await using var client = Connect(server.Url);
        var (socket, _) = await server.AcceptAsync(Deadline);
        await AssertPongAsync();
        await socket.SendAsync(BitConverter.GetBytes(AnyId), Deadline);
        await client.ConnectedAsync(Deadline);
        await AssertPongAsync();

        async Task AssertPongAsync()
        {
            var answer = await socket.AskAsync("ping", new() { ["base64"] = "there?"u8.ToArray() }, Deadline);
            Assert.That(answer.GetProperty("base64").GetBytesFromBase64(), Is.EqualTo("there?"u8.ToArray()));
        }
    }

    [Test]
    public async Task PlaysOverTlsWhenTheCertificateIsTrustedOnly()
    {
        var server = await _node.ListenAsync(Greeting, Deadline, Trusted);
        using var certificate = X509CertificateLoader.LoadCertificate(Trusted.Certificate.RawData);
        await using var client = await JoinAsync(server, TlsOptions.Client([certificate]));
        Assert.That(client.Use(static peer => peer.UniqueId), Is.EqualTo(AnyId));

        await using var careful = Connect(server.Url);
        Assert.That((await careful.FailedAsync(Deadline)).Reason, Is.EqualTo(DisconnectReason.SecurityFailed));
    }

    [Test]
    public async Task ClientCanJoinAgainAfterItWasDisconnected()
    {
        var server = await _node.ListenAsync(Greeting, Deadline);
        await using var client = await JoinAsync(server);
        var (socket, _) = await server.AcceptAsync(Deadline);
        await socket.CloseAsync(1000, "", Deadline);
        await client.DisconnectedAsync(Deadline);
        client.Do(peer => peer.CreateClient(server.Url));
        Assert.That(await client.ConnectedAsync(Deadline), Is.EqualTo(MultiplayerPeer.TargetPeerServer));
    }

    protected override Task<Stranger> StartAsync() => Task.FromResult<Stranger>(_node = NodeStranger.Start());

    private static RunningMultiplayerPeer Connect(string url, Action<WebSocketMultiplayerPeerOptions>? configure = null) =>
        RunningMultiplayerPeer.Connect(url, configure);

    private async Task<RunningMultiplayerPeer> JoinAsync(StrangerServer server, TlsOptions? tls = null)
    {
        var client = RunningMultiplayerPeer.Connect(server.Url, tls: tls);
        Assert.That(await client.ConnectedAsync(Deadline), Is.EqualTo(MultiplayerPeer.TargetPeerServer));
        return client;
    }

    private async Task AssertGreetingFailsAsync(StrangerServer server)
    {
        await using var client = Connect(server.Url);
        var (socket, _) = await server.AcceptAsync(Deadline);
        var info = await client.FailedAsync(Deadline);
        Assert.That(info.Reason, Is.EqualTo(DisconnectReason.ProtocolError), info.ToString());
        Assert.That((await socket.ClosedAsync(Deadline)).Code, Is.EqualTo(CloseCode.ProtocolError));
    }
}
