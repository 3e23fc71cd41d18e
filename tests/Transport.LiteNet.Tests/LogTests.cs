using Microsoft.Extensions.Logging;
using Transport.LiteNet.Tests.Fixtures;
using Transport.LiteNet.Wire;

namespace Transport.LiteNet.Tests;

/// <summary>What an operator reads.</summary>
internal sealed class LogTests : LiteNetFixture
{
    private EventLogger _log = null!;
    private LiteNetMultiplayerPeer _server = null!;

    [SetUp]
    public void StartLoggingServer()
    {
        _log = new EventLogger();
        _server = new LiteNetMultiplayerPeer(new LiteNetMultiplayerPeerOptions { HandshakeTimeout = TimeSpan.FromMilliseconds(300) }, logger: _log);
        _server.CreateServer(0, "127.0.0.1");
    }

    [TearDown]
    public void DisposeServer() => _server.Dispose();

    [Test]
    public async Task ARefusedHandshakeIsLogged()
    {
        _server.RefuseNewConnections = true;
        await UntilFailed(StartClient(_server.LocalPort));
        await Until(() => _log.Has(1200), "the line");
        var (level, text) = _log.Find(1200);
        Assert.That(level, Is.EqualTo(LogLevel.Information));
        Assert.That(text, Does.Contain("127.0.0.1").And.Contain("503").And.Contain("no new players"));
    }

    [Test]
    public async Task AHandshakeThatIsNotFinishedIsLogged()
    {
        using var stranger = new RawClient(_server.LocalPort);
        stranger.Join();
        await Until(() => _log.Has(1200), "the line");
        Assert.That(_log.Find(1200).Text, Does.Contain("HandshakeTimedOut"));
    }

    [Test]
    public void WhoHasNotProvedHisAddressFillsNoLog()
    {
        using var stranger = new RawClient(_server.LocalPort) { Version = 7 };
        stranger.Send(stranger.CreateKnock());
        stranger.Receive(datagram => datagram[0] == DatagramKind.Refusal);
        stranger.Send(stranger.CreateJoin(new byte[Protocol.CookieBytes]));
        stranger.Send([1, 2, 3]);
        stranger.Send(stranger.CreateKnock());
        stranger.Receive(datagram => datagram[0] == DatagramKind.Refusal);
        Assert.That(_log.Has(1200), Is.False);
    }

    [Test]
    public async Task EveryEndIsLoggedForWhoLooksClosely()
    {
        var client = StartClient(_server.LocalPort);
        await Until(() => { _server.Poll(); return client.IsConnected && _server.Peers.Count == 1; }, "a client");
        client.Peer.Close(4005, "done for today");
        await Until(() => _log.Has(1201), "the line");
        var (level, text) = _log.Find(1201);
        Assert.That(level, Is.EqualTo(LogLevel.Debug));
        Assert.That(text, Does.Contain("4005").And.Contain("done for today"));
    }
}
