using Transport.WebSockets.Framing;
using Transport.WebSockets.Tests.Fixtures;

namespace Transport.WebSockets.Tests;

/// <summary>How a WebSocketPeer closes, and what it tells of its end.</summary>
internal sealed class WebSocketPeerCloseTests
{
    [TestCase(1000, "")]
    [TestCase(1001, "going away")]
    [TestCase(3000, "registered")]
    [TestCase(4999, "application")]
    public async Task BothEndsLearnCodeAndReason(int code, string reason)
    {
        using var pair = await PeerPair.OpenAsync();
        pair.Client.Close(code, reason);
        Assert.That(pair.Client.ReadyState, Is.EqualTo(WebSocketState.Closing));
        await pair.Until(() => pair.Client.ReadyState == WebSocketState.Closed && pair.Server.ReadyState == WebSocketState.Closed, "both ends");
        Assert.Multiple(() =>
        {
            Assert.That((pair.Server.CloseCode, pair.Server.CloseReason), Is.EqualTo((code, reason)));
            Assert.That((pair.Client.CloseCode, pair.Client.CloseReason), Is.EqualTo((code, reason)));
            Assert.That(pair.Server.DisconnectInfo, Is.EqualTo(new DisconnectInfo(DisconnectReason.Closed, DisconnectOrigin.Remote, code, reason, isClean: true)));
            Assert.That(pair.Client.DisconnectInfo, Is.EqualTo(new DisconnectInfo(DisconnectReason.Closed, DisconnectOrigin.Local, code, reason, isClean: true)));
        });
    }

    [Test]
    public async Task AReasonMayHave123Bytes()
    {
        using var pair = await PeerPair.OpenAsync();
        var reason = new string('x', 121) + "ž";
        Assert.That(() => pair.Server.Close(1000, reason + "x"), Throws.ArgumentException.With.Message.Contains("123"));
        Assert.That(pair.Server.ReadyState, Is.EqualTo(WebSocketState.Open));
        pair.Server.Close(1000, reason);
        await pair.Until(() => pair.Client.ReadyState == WebSocketState.Closed, "the end");
        Assert.That(pair.Client.CloseReason, Is.EqualTo(reason));
    }

    [TestCase(0)]
    [TestCase(999)]
    [TestCase(1004)]
    [TestCase(1005)]
    [TestCase(1006)]
    [TestCase(1012)]
    [TestCase(2999)]
    [TestCase(5000)]
    public async Task ACodeThatMustNotBeSentThrowsAndChangesNothing(int code)
    {
        using var pair = await PeerPair.OpenAsync();
        Assert.That(() => pair.Client.Close(code), Throws.InstanceOf<ArgumentException>().With.Message.Contains("close code"));
        Assert.That(() => pair.Client.Close(1000, null!), Throws.ArgumentNullException);
        Assert.That(pair.Client.ReadyState, Is.EqualTo(WebSocketState.Open));
        pair.Client.SendText("still open");
        await pair.Until(() => pair.Server.AvailablePacketCount == 1, "the text");
    }

    [Test]
    public async Task ANegativeCodeCutsAtOnce()
    {
        using var pair = await PeerPair.OpenAsync();
        pair.Client.SendText("never sent");
        pair.Client.Close(-1);
        Assert.That(pair.Client.ReadyState, Is.EqualTo(WebSocketState.Closed));
        Assert.That(pair.Client.CloseCode, Is.EqualTo(-1));
        Assert.That(pair.Client.DisconnectInfo?.Reason, Is.EqualTo(DisconnectReason.Aborted));
        await pair.Until(() => pair.Server.ReadyState == WebSocketState.Closed, "the other end");
        Assert.That(pair.Server.CloseCode, Is.EqualTo(-1));
        Assert.That(pair.Server.CloseReason, Is.Empty);
        Assert.That(pair.Server.AvailablePacketCount, Is.Zero);
    }

    [Test]
    public async Task TheCodeIsTheOneInTheRemotesCloseFrame()
    {
        var (near, far) = DuplexStream.Pair();
        using var client = new WebSocketPeer();
        client.ConnectOverStream(near, "ws://server.example/");
        using var wire = new RawEnd(far);
        await wire.AcceptUpgradeAsync();
        await Pump.Until(() => client.ReadyState == WebSocketState.Open, "the client to be open", client.Poll);
        client.Close(4000, "mine");
        await wire.ReadFrameAsync(Opcode.Close);
        await wire.SendAsync(RawFrame.Close(4999, "yours", masked: false));
        await Pump.Until(() => client.ReadyState == WebSocketState.Closed, "the end", client.Poll);
        Assert.That((client.CloseCode, client.CloseReason), Is.EqualTo((4999, "yours")));
        Assert.That(client.DisconnectInfo?.Code, Is.EqualTo(4000));
        Assert.That(client.DisconnectInfo?.Origin, Is.EqualTo(DisconnectOrigin.Local));
    }

    [Test]
    public async Task ACloseThatIsNotAnsweredHasNoCode()
    {
        using var pair = await PeerPair.OpenAsync();
        pair.ServerLink.StopReading();
        pair.Client.Close(4000, "mine");
        await pair.Elapse(TimeSpan.FromMilliseconds(1900));
        Assert.That(pair.Client.ReadyState, Is.EqualTo(WebSocketState.Closing));
        await pair.Elapse(TimeSpan.FromMilliseconds(200));
        Assert.That(pair.Client.ReadyState, Is.EqualTo(WebSocketState.Closed));
        Assert.That(pair.Client.CloseCode, Is.EqualTo(-1));
        Assert.That(pair.Client.DisconnectInfo?.IsClean, Is.False);
    }

    [Test]
    public async Task ACloseWithoutACodeIsNoStatus()
    {
        var (near, far) = DuplexStream.Pair();
        using var server = new WebSocketPeer();
        server.AcceptStream(far);
        using var raw = new RawEnd(near);
        await raw.UpgradeAsync();
        await raw.SendAsync(new RawFrame(Opcode.Close, [], IsMasked: true));
        await Pump.Until(() => server.ReadyState == WebSocketState.Closed && server.DisconnectInfo is not null, "the end", server.Poll);
        Assert.That(server.CloseCode, Is.EqualTo(CloseCode.NoStatus));
        Assert.That(server.DisconnectInfo?.IsClean, Is.True);
    }

    [Test]
    public async Task AFaultOfTheRemoteHasTheCodeItWasAnsweredWith()
    {
        var (near, far) = DuplexStream.Pair();
        using var server = new WebSocketPeer();
        server.AcceptStream(far);
        using var raw = new RawEnd(near);
        await raw.UpgradeAsync();
        await raw.SendAsync(RawFrame.Text("unmasked", masked: false));
        await Pump.Until(() => server.DisconnectInfo is not null, "the end", server.Poll);
        Assert.That(server.CloseCode, Is.EqualTo(CloseCode.ProtocolError));
        Assert.That(server.CloseReason, Does.Contain("mask"));
    }

    [Test]
    public async Task CloseWhileConnectingGivesUp()
    {
        var (near, far) = DuplexStream.Pair();
        using var client = new WebSocketPeer();
        client.ConnectOverStream(near, "ws://server.example/");
        client.Close(4000, "changed my mind");
        Assert.That(client.ReadyState, Is.EqualTo(WebSocketState.Closed));
        Assert.That(client.CloseCode, Is.EqualTo(-1));
        using var wire = new RawEnd(far);
        Assert.That(await wire.ReadToEndAsync(), Has.Length.GreaterThan(100));
    }

    [Test]
    public async Task CloseWhenClosingOrClosedDoesNothing()
    {
        using var pair = await PeerPair.OpenAsync();
        pair.Client.Close(4000);
        pair.Client.Close(4001);
        await pair.Until(() => pair.Client.ReadyState == WebSocketState.Closed && pair.Server.ReadyState == WebSocketState.Closed, "both ends");
        pair.Client.Close(4002);
        pair.Client.Close(-1);
        Assert.That((pair.Client.CloseCode, pair.Server.CloseCode), Is.EqualTo((4000, 4000)));
    }

    [Test]
    public async Task ACloseCanBeCutShort()
    {
        using var pair = await PeerPair.OpenAsync();
        pair.ServerLink.StopReading();
        pair.Client.Close(4000);
        pair.Client.Close(-1);
        Assert.That(pair.Client.ReadyState, Is.EqualTo(WebSocketState.Closed));
        Assert.That(pair.ClientLink.IsDisposed, Is.True);
    }

    [Test]
    public async Task ACutConnectionHasNoCode()
    {
        using var pair = await PeerPair.OpenAsync();
        pair.ClientLink.Cut();
        await pair.Until(() => pair.Client.ReadyState == WebSocketState.Closed && pair.Server.ReadyState == WebSocketState.Closed, "both ends");
        Assert.That((pair.Client.CloseCode, pair.Server.CloseCode), Is.EqualTo((-1, -1)));
        Assert.That(pair.Client.DisconnectInfo?.Reason, Is.EqualTo(DisconnectReason.ConnectionLost));
    }

    [Test]
    public async Task BothMayCloseAtOnce()
    {
        using var pair = await PeerPair.OpenAsync();
        pair.ClientLink.StopReading();
        pair.ServerLink.StopReading();
        pair.Client.Close(4001);
        pair.Server.Close(4002);
        pair.ClientLink.ReadAgain();
        pair.ServerLink.ReadAgain();
        await pair.Until(() => pair.Client.ReadyState == WebSocketState.Closed && pair.Server.ReadyState == WebSocketState.Closed, "both ends");
        Assert.That((pair.Client.CloseCode, pair.Server.CloseCode), Is.EqualTo((4002, 4001)));
    }
}
