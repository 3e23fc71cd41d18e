using Transport.EndToEnd;
using Transport.Interop.Tests.Strangers;
using Transport.WebSockets;

namespace Transport.Interop.Tests;

/// <summary>ws as the client of a <see cref="WebSocketMultiplayerPeer"/>.</summary>
[TestFixture]
internal sealed class NodeClientOfMultiplayerServerTests : ClientOfMultiplayerServerTests
{
    private NodeStranger _node = null!;

    protected override Stranger Client => _node;

    protected override object? TrustOptions => new { ca = Trusted.Pem };

    [Test]
    public async Task OriginCountsAndItsAbsencePasses()
    {
        await using var server = RunningMultiplayerPeer.Serve(static options => options.AllowedOrigins.Add("https://game.example"));
        await JoinAsync(server, new { origin = "https://game.example" });
        await JoinAsync(server);
        var opening = await Client.TryOpenAsync(server.Url, Deadline, new { origin = "https://evil.example" });
        Assert.That(opening.Refusal?.Error, Does.Contain("403"));
    }

    [Test]
    public async Task FragmentsBecomeOnePacket()
    {
        await using var server = RunningMultiplayerPeer.Serve();
        var (client, _) = await JoinAsync(server);
        byte[][] fragments = [[1, 2], [], [3]];
        await client.AskAsync("sendFragments", new() { ["fragments"] = fragments, ["binary"] = true, ["pings"] = true }, Deadline);
        Assert.That((await client.ReceiveAsync(Deadline)).Payload, Is.EqualTo(new byte[] { 1, 2, 3 }));
    }

    [Test]
    public async Task PingIsAnsweredWithTheSamePayload()
    {
        await using var server = RunningMultiplayerPeer.Serve();
        var (client, _) = await JoinAsync(server);
        var answer = await client.AskAsync("ping", new() { ["base64"] = "there?"u8.ToArray() }, Deadline);
        Assert.That(answer.GetProperty("base64").GetBytesFromBase64(), Is.EqualTo("there?"u8.ToArray()));
    }

    [Test]
    public async Task ConnectionThatIsCutIsLost()
    {
        await using var server = RunningMultiplayerPeer.Serve();
        var (client, id) = await JoinAsync(server);
        await client.AskAsync("terminate", [], Deadline);
        var (gone, info) = await server.DisconnectedAsync(Deadline);
        Assert.That((gone, info.Reason, info.Code, info.IsClean), Is.EqualTo((id, DisconnectReason.ConnectionLost, CloseCode.None, false)));
    }

    [Test]
    public async Task StrangerThatDoesNotReadIsDisconnectedAsASlowConsumer()
    {
        await using var server = RunningMultiplayerPeer.Serve(static options => options.CloseTimeout = TimeSpan.FromSeconds(30), echoes: false);
        var (client, id) = await JoinAsync(server);
        var (other, otherId) = await JoinAsync(server);
        await client.AskAsync("pause", [], Deadline);
        var packet = new byte[60_000];
        await UntilAsync(() => server.Use(peer => !peer.TrySend(packet, id)), "the queue was full");
        Assert.That(server.Use(static peer => peer.Peers), Does.Contain(id), "TrySend leaves the peer connected");

        server.Do(peer => peer.Send(packet, id));
        var (gone, info) = await server.DisconnectedAsync(Deadline);
        await client.AskAsync("resume", [], Deadline);
        var closed = await client.ClosedAsync(Deadline);
        server.Do(peer => peer.Send([7], otherId));
        using (Assert.EnterMultipleScope())
        {
            Assert.That((gone, info.Reason), Is.EqualTo((id, DisconnectReason.SlowConsumer)));
            Assert.That(closed.Code, Is.EqualTo(CloseCode.PolicyViolation));
            Assert.That((await other.ReceiveAsync(Deadline)).Payload, Is.EqualTo(new byte[] { 7 }));
        }
    }

    [Test]
    public async Task PlainGetIsAnsweredWith426()
    {
        await using var server = RunningMultiplayerPeer.Serve();
        var answer = await _node.GetAsync(new Uri($"http://localhost:{server.Url.Port}/"), Deadline);
        Assert.That(answer.Status, Is.EqualTo(426));
    }

    [Test]
    public async Task StrangerRefusesACertificateForAnotherName()
    {
        using var other = new TestCertificate("chess.example");
        await using var server = RunningMultiplayerPeer.Serve(tls: TlsOptions.Server(other.Certificate));
        var opening = await Client.TryOpenAsync(server.Url, Deadline, new { ca = other.Pem });
        Assert.That(opening.Refusal?.Error, Does.Contain("altnames"));
    }

    [Test]
    public async Task RefusalIsReadOverTlsToo()
    {
        await using var server = RunningMultiplayerPeer.Serve(tls: TlsOptions.Server(Trusted.Certificate));
        server.Do(static peer => peer.RefuseNewConnections = true);
        var opening = await Client.TryOpenAsync(server.Url, Deadline, TrustOptions);
        Assert.That(opening.Refusal?.Error, Does.Contain("503"));
    }

    protected override Task<Stranger> StartAsync() => Task.FromResult<Stranger>(_node = NodeStranger.Start());
}
