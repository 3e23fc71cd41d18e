namespace Transport.WebSockets.Tests;

internal sealed class WebSocketOptionsTests
{
    [Test]
    public void DefaultsAreThoseOfTheDesign()
    {
        var options = new WebSocketOptions();
        var multiplayer = new WebSocketMultiplayerPeerOptions();
        Assert.Multiple(() =>
        {
            Assert.That(options.MaxMessageBytes, Is.EqualTo(65_535));
            Assert.That(options.InboundQueueBytes, Is.EqualTo(65_535));
            Assert.That(options.InboundQueuePackets, Is.EqualTo(4096));
            Assert.That(options.OutboundQueueBytes, Is.EqualTo(1024 * 1024));
            Assert.That(options.OutboundQueuePackets, Is.EqualTo(16_384));
            Assert.That(options.MaxHandshakeHeadBytes, Is.EqualTo(8192));
            Assert.That(options.HandshakeTimeout, Is.EqualTo(TimeSpan.FromSeconds(3)));
            Assert.That(options.CloseTimeout, Is.EqualTo(TimeSpan.FromSeconds(2)));
            Assert.That(options.DrainTimeout, Is.EqualTo(TimeSpan.FromSeconds(5)));
            Assert.That(options.PingInterval, Is.EqualTo(TimeSpan.Zero));
            Assert.That(options.SilenceLimit, Is.EqualTo(TimeSpan.FromSeconds(30)));
            Assert.That(options.SupportedProtocols, Is.Empty);
            Assert.That(options.HandshakeHeaders, Is.Empty);
            Assert.That(multiplayer.PingInterval, Is.EqualTo(TimeSpan.FromSeconds(10)));
            Assert.That(multiplayer.MaxClients, Is.Null);
            Assert.That(multiplayer.MaxPendingHandshakes, Is.EqualTo(1024));
            Assert.That(multiplayer.MaxPendingHandshakesPerAddress, Is.EqualTo(64));
            Assert.That(multiplayer.AllowedOrigins, Is.Empty);
        });
    }

    private static IEnumerable<TestCaseData> Wrong()
    {
        yield return Case(nameof(WebSocketOptions.MaxMessageBytes), options => options.MaxMessageBytes = 0);
        yield return Case(nameof(WebSocketOptions.InboundQueueBytes), options => options.InboundQueueBytes = 0);
        yield return Case(nameof(WebSocketOptions.InboundQueuePackets), options => options.InboundQueuePackets = -1);
        yield return Case(nameof(WebSocketOptions.OutboundQueueBytes), options => options.OutboundQueueBytes = 0);
        yield return Case(nameof(WebSocketOptions.OutboundQueuePackets), options => options.OutboundQueuePackets = 0);
        yield return Case(nameof(WebSocketOptions.MaxHandshakeHeadBytes), options => options.MaxHandshakeHeadBytes = 0);
        yield return Case(nameof(WebSocketOptions.HandshakeTimeout), options => options.HandshakeTimeout = TimeSpan.Zero);
        yield return Case(nameof(WebSocketOptions.CloseTimeout), options => options.CloseTimeout = TimeSpan.FromSeconds(-1));
        yield return Case(nameof(WebSocketOptions.DrainTimeout), options => options.DrainTimeout = TimeSpan.Zero);
        yield return Case(nameof(WebSocketOptions.PingInterval), options => options.PingInterval = TimeSpan.FromSeconds(-1));
        yield return Case(nameof(WebSocketOptions.SilenceLimit), options => options.SilenceLimit = options.PingInterval);
        yield return Case(nameof(WebSocketMultiplayerPeerOptions.MaxClients), options => options.MaxClients = 0);
        yield return Case(nameof(WebSocketMultiplayerPeerOptions.MaxPendingHandshakes), options => options.MaxPendingHandshakes = 0);
        yield return Case(nameof(WebSocketMultiplayerPeerOptions.MaxPendingHandshakesPerAddress), options => options.MaxPendingHandshakesPerAddress = 0);

        static TestCaseData Case(string name, Action<WebSocketMultiplayerPeerOptions> set) => new TestCaseData(name, set).SetArgDisplayNames(name);
    }

    [TestCaseSource(nameof(Wrong))]
    public void AValueThatMakesNoSenseIsToldAtTheStart(string name, Action<WebSocketMultiplayerPeerOptions> set)
    {
        var options = new WebSocketMultiplayerPeerOptions();
        set(options);
        using var peer = new WebSocketMultiplayerPeer(options);
        Assert.That(() => peer.CreateStreamServer(), Throws.InstanceOf<ArgumentOutOfRangeException>().With.Message.Contains(name));
        Assert.That(() => peer.CreateClient("ws://localhost"), Throws.InstanceOf<ArgumentOutOfRangeException>().With.Message.Contains(name));
        Assert.That(peer.Status, Is.EqualTo(ConnectionStatus.Disconnected));
    }

    [Test]
    public void WithoutPingsTheSilenceLimitMeansNothing()
    {
        var options = new WebSocketMultiplayerPeerOptions { PingInterval = TimeSpan.Zero, SilenceLimit = TimeSpan.Zero };
        using var peer = new WebSocketMultiplayerPeer(options);
        Assert.That(() => peer.CreateStreamServer(), Throws.Nothing);
    }
}
