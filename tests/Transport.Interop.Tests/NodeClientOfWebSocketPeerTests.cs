using System.Text;
using Transport.EndToEnd;
using Transport.Interop.Tests.Strangers;
using Transport.WebSockets;

namespace Transport.Interop.Tests;

/// <summary>ws as the client of a <see cref="WebSocketPeer"/>.</summary>
[TestFixture]
internal sealed class NodeClientOfWebSocketPeerTests : ClientOfWebSocketPeerTests
{
    private NodeStranger _node = null!;

    protected override Stranger Client => _node;

    protected override object? TrustOptions => new { ca = Trusted.Pem };

    [TestCase(true, false)]
    [TestCase(false, false)]
    [TestCase(true, true)]
    [TestCase(false, true)]
    public async Task FragmentsBecomeOneMessage(bool isText, bool pingsBetween)
    {
        // The text is cut inside a character.
        var whole = isText ? new Message("Grüße, 世界") : Message.Binary(70);
        byte[][] fragments = [whole.Payload[..3], [], whole.Payload[3..9], whole.Payload[9..]];
        await using var server = new PeerServer();
        var client = await Client.OpenAsync(server.Url, Deadline);
        await client.AskAsync("sendFragments", new() { ["fragments"] = fragments, ["binary"] = !isText, ["pings"] = pingsBetween }, Deadline);
        await client.SendAsync("next", Deadline);
        Assert.That(await client.ReceiveAsync(Deadline), Is.EqualTo(whole));
        Assert.That(await client.ReceiveAsync(Deadline), Is.EqualTo(new Message("next")));
    }

    [Test]
    public async Task FragmentsThatAreTogetherAboveTheLimitAreAnsweredWith1009()
    {
        byte[][] fragments = [new byte[40_000], new byte[25_536], [1]];
        await using var server = new PeerServer();
        var client = await Client.OpenAsync(server.Url, Deadline);
        await client.AskAsync("sendFragments", new() { ["fragments"] = fragments, ["binary"] = true }, Deadline);
        Assert.That((await client.ClosedAsync(Deadline)).Code, Is.EqualTo(CloseCode.MessageTooBig));
    }

    [TestCase("")]
    [TestCase("are you there?")]
    [TestCase(125)]
    public async Task PingIsAnsweredWithTheSamePayload(object payload)
    {
        var bytes = payload is string text ? Encoding.UTF8.GetBytes(text) : Message.Binary((int)payload).Payload;
        await using var server = new PeerServer();
        var client = await Client.OpenAsync(server.Url, Deadline);
        var answer = await client.AskAsync("ping", new() { ["base64"] = bytes }, Deadline);
        Assert.That(answer.GetProperty("base64").GetBytesFromBase64(), Is.EqualTo(bytes));
    }

    [Test]
    public async Task PongThatNobodyAskedForChangesNothing()
    {
        await using var server = new PeerServer();
        var client = await Client.OpenAsync(server.Url, Deadline);
        await client.AskAsync("pong", [], Deadline);
        await client.SendAsync("still there", Deadline);
        Assert.That((await client.ReceiveAsync(Deadline)).Text, Is.EqualTo("still there"));
    }

    [Test]
    public async Task TextThatIsNotUtf8IsAnsweredWith1007()
    {
        await using var server = new PeerServer();
        var client = await Client.OpenAsync(server.Url, Deadline);
        var peer = await server.OpenedAsync(Deadline);
        await client.AskAsync("sendRawText", new() { ["base64"] = new byte[] { 0x68, 0xC3, 0x28 } }, Deadline);
        Assert.That((await client.ClosedAsync(Deadline)).Code, Is.EqualTo(CloseCode.InvalidPayload));
        Assert.That((await peer.EndedAsync(Deadline)).Reason, Is.EqualTo(DisconnectReason.ProtocolError));
    }

    [Test]
    public async Task HeadersOfBothSidesAreCarried()
    {
        await using var server = new PeerServer(static options => options.HandshakeHeaders.Add("X-Table: 3"));
        var client = await Client.OpenAsync(server.Url, Deadline, new { headers = new Dictionary<string, string> { ["X-Player"] = "Ada", ["Cookie"] = "a=b" } });
        var headers = await client.AskAsync("responseHeaders", [], Deadline);
        Assert.That(headers.GetProperty("x-table").GetString(), Is.EqualTo("3"));
    }

    [Test]
    public async Task ConnectionThatIsCutIsLostWithoutACode()
    {
        await using var server = new PeerServer();
        var client = await Client.OpenAsync(server.Url, Deadline);
        var peer = await server.OpenedAsync(Deadline);
        await client.AskAsync("terminate", [], Deadline);
        var info = await peer.EndedAsync(Deadline);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(info.Reason, Is.EqualTo(DisconnectReason.ConnectionLost));
            Assert.That(info.Origin, Is.EqualTo(DisconnectOrigin.Network));
            Assert.That(info.IsClean, Is.False);
            Assert.That(peer.Use(static p => p.CloseCode), Is.EqualTo(CloseCode.None));
        }
    }

    [Test]
    public async Task ServerStopsReadingFromAStrangerThatDoesNotReadAndLosesNothing()
    {
        const int Count = 600, Size = 60_000;
        await using var server = new PeerServer();
        var client = await Client.OpenAsync(server.Url, Deadline);
        var peer = await server.OpenedAsync(Deadline);
        await client.AskAsync("pause", [], Deadline);
        await client.SendNumberedAsync(Count, Size, Deadline);
        await UntilAsync(() => peer.IsHolding, "the server's outbound queue was full");
        Assert.That(peer.Use(static p => p.CurrentOutboundBufferedAmount), Is.LessThanOrEqualTo(new WebSocketOptions().OutboundQueueBytes));
        await client.AskAsync("resume", [], Deadline);
        await client.ReceiveNumberedAsync(Count, Size, Deadline);
    }

    [Test]
    public async Task StrangerThatDoesNotAnswerACloseIsWaitedForABoundedTime()
    {
        await using var server = new PeerServer(static options => options.CloseTimeout = TimeSpan.FromMilliseconds(100));
        var client = await Client.OpenAsync(server.Url, Deadline);
        var peer = await server.OpenedAsync(Deadline);
        await client.AskAsync("pause", [], Deadline);
        peer.Do(static p => p.Close(4000, "done"));
        var info = await peer.EndedAsync(Deadline);
        Assert.That(info, Is.EqualTo(new DisconnectInfo(DisconnectReason.Closed, DisconnectOrigin.Local, 4000, "done", isClean: false)));
    }

    [Test]
    public async Task StrangerRefusesACertificateForAnotherName()
    {
        using var other = new TestCertificate("chess.example");
        await using var server = new PeerServer(tls: TlsOptions.Server(other.Certificate));
        var opening = await Client.TryOpenAsync(server.Url, Deadline, new { ca = other.Pem });
        Assert.That(opening.Refusal?.Error, Does.Contain("altnames"));
    }

    [Test]
    public async Task PlainGetIsAnsweredWith426()
    {
        await using var server = new PeerServer();
        var answer = await _node.GetAsync(new Uri($"http://localhost:{server.Port}/"), Deadline);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(answer.Status, Is.EqualTo(426));
            Assert.That(answer.Headers["upgrade"].GetString(), Is.EqualTo("websocket"));
            Assert.That(answer.Body, Does.Contain("WebSocket"));
        }
    }

    protected override Task<Stranger> StartAsync() => Task.FromResult<Stranger>(_node = NodeStranger.Start());
}
