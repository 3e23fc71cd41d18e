using Transport.ContractTests;

namespace Transport.Tests.Diagnostics;

[TestFixture]
public sealed class LogTests
{
    [Test]
    public void ConnectsDisconnectsAndFailuresAreLogged()
    {
        var logger = new ListLogger();
        using var peer = new ScriptedPeer("scripted", logger: logger).AsServer(2);
        peer.Inbox.PeerDisconnected(2, new DisconnectInfo(DisconnectReason.Closed, DisconnectOrigin.Remote, 1000, "bye", isClean: true));
        peer.Poll();
        peer.Close();
        peer.AsClient();
        peer.Inbox.ConnectionFailed(new DisconnectInfo(DisconnectReason.Unreachable, DisconnectOrigin.Network, text: "nobody answers"));
        peer.Poll();
        Assert.That(logger.Lines, Is.EqualTo(
        [
            "1000 Information scripted: peer 2 connected",
            "1001 Information scripted: peer 2 disconnected: Closed by the other end, code 1000: bye",
            "1002 Warning scripted: connection failed: Unreachable by the network: nobody answers",
        ]));
    }

    [Test]
    public void LineIsWrittenBeforeTheHandlerRuns()
    {
        var logger = new ListLogger();
        using var peer = new ScriptedPeer(logger: logger).AsServer();
        peer.PeerConnected += _ => throw new InvalidTimeZoneException();
        peer.Inbox.PeerConnected(2);
        Assert.That(peer.Poll, Throws.TypeOf<InvalidTimeZoneException>());
        Assert.That(logger.Lines, Has.Count.EqualTo(1));
    }
}
