using Transport.WebSockets.Tests.Fixtures;

namespace Transport.WebSockets.Tests;

/// <summary>A caller's mistakes throw at the call, say what is wrong, and change nothing.</summary>
internal sealed class WebSocketMultiplayerPeerBadUseTests
{
    [TestCase("", "empty")]
    [TestCase("ftp://server", "ftp")]
    [TestCase("http://server", "ws://")]
    [TestCase("https://server", "wss://")]
    [TestCase("ws://", "no host")]
    [TestCase("ws://:9080", "no host")]
    [TestCase("ws://server:0", "0")]
    [TestCase("ws://server:65536", "65536")]
    [TestCase("ws://server:port", "port")]
    [TestCase("ws://ser ver", "space")]
    [TestCase("ws://server/\r\nX: y", "position")]
    [TestCase("ws://::1:9080", "brackets")]
    public void ABadUrlIsToldClearly(string url, string text)
    {
        using var peer = new WebSocketMultiplayerPeer();
        using var bare = new WebSocketPeer();
        Assert.That(() => peer.CreateClient(url), Throws.ArgumentException.With.Message.Contains(text));
        Assert.That(() => bare.ConnectToUrl(url), Throws.ArgumentException.With.Message.Contains(text));
        Assert.That(peer.Status, Is.EqualTo(ConnectionStatus.Disconnected));
        Assert.That(bare.ReadyState, Is.EqualTo(WebSocketState.Closed));
    }

    [Test]
    public void NullIsToldClearly()
    {
        using var peer = new WebSocketMultiplayerPeer();
        using var bare = new WebSocketPeer();
        Assert.That(() => peer.CreateClient(null!), Throws.ArgumentNullException);
        Assert.That(() => peer.CreateStreamClient(null!, "ws://server"), Throws.ArgumentNullException);
        Assert.That(() => bare.ConnectToUrl(null!), Throws.ArgumentNullException);
        Assert.That(() => bare.AcceptStream(null!), Throws.ArgumentNullException);
    }

    [Test]
    public void AUsedPortIsToldClearly()
    {
        using var first = new WebSocketMultiplayerPeer();
        first.CreateServer(0, "127.0.0.1");
        using var second = new WebSocketMultiplayerPeer();
        Assert.That(
            () => second.CreateServer(first.LocalPort, "127.0.0.1"),
            Throws.InvalidOperationException.With.Message.EqualTo($"Port {first.LocalPort} is in use already."));
        Assert.That(second.Status, Is.EqualTo(ConnectionStatus.Disconnected));
        Assert.That(second.LocalPort, Is.Zero);
        second.CreateServer(0, "127.0.0.1");
        Assert.That(second.Status, Is.EqualTo(ConnectionStatus.Connected));
    }

    [TestCase(-1)]
    [TestCase(65536)]
    public void APortOutOfRangeIsToldClearly(int port)
    {
        using var peer = new WebSocketMultiplayerPeer();
        Assert.That(() => peer.CreateServer(port), Throws.InstanceOf<ArgumentOutOfRangeException>().With.Message.Contains("65535"));
        Assert.That(() => peer.CreateServer(0, "not an address"), Throws.ArgumentException.With.Message.Contains("not an address"));
        Assert.That(peer.Status, Is.EqualTo(ConnectionStatus.Disconnected));
    }

    [Test]
    public async Task ADoubleStartIsToldClearly()
    {
        using var server = new WebSocketMultiplayerPeer();
        server.CreateServer(0, "127.0.0.1");
        var port = server.LocalPort;
        Assert.That(() => server.CreateServer(0), Throws.InvalidOperationException.With.Message.Contains("Connected"));
        Assert.That(() => server.CreateStreamServer(), Throws.InvalidOperationException);
        Assert.That(() => server.CreateClient("ws://localhost"), Throws.InvalidOperationException);
        Assert.That(server.LocalPort, Is.EqualTo(port));
        using var client = new WebSocketMultiplayerPeer();
        client.CreateClient($"ws://127.0.0.1:{port}");
        Assert.That(() => client.CreateClient("ws://localhost"), Throws.InvalidOperationException.With.Message.Contains("Connecting"));
        Assert.That(() => client.CreateServer(0), Throws.InvalidOperationException);
        Assert.That(() => client.AcceptStreamAsync(Stream.Null), Throws.InvalidOperationException.With.Message.Contains("server"));
        await Pump.Until(() => client.Status == ConnectionStatus.Connected, "the client, which nothing has disturbed", client.Poll, server.Poll);

        using var pair = await PeerPair.OpenAsync();
        Assert.That(() => pair.Client.ConnectToUrl("ws://localhost"), Throws.InvalidOperationException.With.Message.Contains("Open"));
        Assert.That(() => pair.Server.AcceptStream(Stream.Null), Throws.InvalidOperationException.With.Message.Contains("Open"));
    }

    [TestCase("X-Bad: a\r\nInjected: yes")]
    [TestCase("X-Bad: a\nInjected: yes")]
    [TestCase("X-Bad")]
    [TestCase("X Bad: a")]
    [TestCase("Host: other")]
    public void ABadHeaderLineIsToldClearly(string line)
    {
        var options = new WebSocketMultiplayerPeerOptions();
        options.HandshakeHeaders.Add(line);
        using var peer = new WebSocketMultiplayerPeer(options);
        using var bare = new WebSocketPeer(options);
        Assert.Multiple(() =>
        {
            Assert.That(() => peer.CreateClient("ws://localhost"), Throws.ArgumentException.With.Message.Contains("header"));
            Assert.That(() => peer.CreateServer(0, "127.0.0.1"), Throws.ArgumentException.With.Message.Contains("header"));
            Assert.That(() => peer.CreateStreamServer(), Throws.ArgumentException.With.Message.Contains("header"));
            Assert.That(() => bare.ConnectToUrl("ws://localhost"), Throws.ArgumentException.With.Message.Contains("header"));
            Assert.That(() => bare.AcceptStream(Stream.Null), Throws.ArgumentException.With.Message.Contains("header"));
        });
        Assert.That(peer.Status, Is.EqualTo(ConnectionStatus.Disconnected));
        Assert.That(bare.ReadyState, Is.EqualTo(WebSocketState.Closed));
    }

    [TestCase("two words")]
    [TestCase("")]
    [TestCase("a,b")]
    public void ABadSubprotocolIsToldClearly(string protocol)
    {
        var options = new WebSocketMultiplayerPeerOptions();
        options.SupportedProtocols.Add(protocol);
        using var peer = new WebSocketMultiplayerPeer(options);
        Assert.That(() => peer.CreateClient("ws://localhost"), Throws.ArgumentException.With.Message.Contains("subprotocol"));
        Assert.That(() => peer.CreateServer(0, "127.0.0.1"), Throws.ArgumentException.With.Message.Contains("subprotocol"));
        Assert.That(peer.Status, Is.EqualTo(ConnectionStatus.Disconnected));
    }

    [Test]
    public void AStartThatFailsLeavesThePortFree()
    {
        using var finder = new TcpServer();
        finder.Listen(0, "127.0.0.1");
        var port = finder.LocalPort;
        finder.Stop();
        var options = new WebSocketMultiplayerPeerOptions();
        options.HandshakeHeaders.Add("not a header line");
        using var peer = new WebSocketMultiplayerPeer(options);
        Assert.That(() => peer.CreateServer(port, "127.0.0.1"), Throws.ArgumentException);
        options.HandshakeHeaders.Clear();
        Assert.That(() => peer.CreateServer(port, "127.0.0.1"), Throws.Nothing);
    }

    [Test]
    public async Task APacketTooLargeIsToldClearlyAndNothingIsSent()
    {
        using var session = new MemorySession(new WebSocketMultiplayerPeerOptions { MaxMessageBytes = 10 });
        var (client, _) = await session.ConnectAsync();
        var id = client.Peer.UniqueId;
        Assert.That(
            () => session.Server.Peer.Send(new byte[11], id),
            Throws.ArgumentException.With.Message.Contains("11 bytes").And.Message.Contains("10 bytes"));
        Assert.That(() => session.Server.Peer.TrySend(new byte[11], 0), Throws.ArgumentException);
        session.Server.Peer.Send(new byte[10], id);
        await session.Until(() => client.Packets.Count == 1, "the packet of the largest size");
        Assert.That(client.Packets[0].Payload, Has.Length.EqualTo(10));
    }

    [Test]
    public async Task ATargetThatIsNotThereIsToldClearly()
    {
        using var session = new MemorySession();
        var (client, _) = await session.ConnectAsync();
        var (other, _) = await session.ConnectAsync();
        Assert.Multiple(() =>
        {
            Assert.That(() => session.Server.Send("x", 12345), Throws.ArgumentException.With.Message.Contains("no connected peer 12345"));
            Assert.That(() => session.Server.Send("x", 1), Throws.ArgumentException.With.Message.Contains("own id"));
            Assert.That(() => client.Send("x", other.Peer.UniqueId), Throws.ArgumentException.With.Message.Contains($"{other.Peer.UniqueId}"));
            Assert.That(() => session.Server.Peer.DisconnectPeer(12345), Throws.ArgumentException.With.Message.Contains("12345"));
            Assert.That(() => session.Server.Peer.GetStatistics(12345), Throws.ArgumentException.With.Message.Contains("12345"));
        });
        await session.Rounds();
        Assert.That(session.Server.Packets, Is.Empty);
    }
}
