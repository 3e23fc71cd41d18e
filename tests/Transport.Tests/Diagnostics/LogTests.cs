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

    [Test]
    public void AMultiplexTellsOfItsMembers()
    {
        var logger = new ListLogger();
        using var client = new MultiplexMultiplayerPeer(logger: logger);
        var (udp, web) = (new ScriptedPeer("udp"), new ScriptedPeer("web"));
        client.Add(udp, peer => peer.AsClient());
        client.Add(web, peer => peer.AsClient());
        client.CreateClient();
        udp.Inbox.ConnectionFailed(new DisconnectInfo(DisconnectReason.Unreachable, DisconnectOrigin.Network, text: "nobody answers"));
        client.Poll();
        web.Inbox.ConnectedToServer(2);
        client.Poll();
        Assert.That(logger.Lines, Is.EqualTo(
        [
            "1004 Debug multiplex: trying the member udp",
            "1003 Warning multiplex: the member udp failed: Unreachable by the network: nobody answers",
            "1004 Debug multiplex: trying the member web",
            "1005 Information multiplex: connected by the member web",
            "1000 Information multiplex: peer 1 connected",
        ]));
    }

    [Test]
    public void AMultiplexTellsWhomItTurnsAway()
    {
        var logger = new ListLogger();
        using var server = new MultiplexMultiplayerPeer(new MultiplexOptions { MaxClients = 1 }, logger: logger);
        var web = new ScriptedPeer("web");
        server.Add(web, peer => peer.AsServer());
        server.CreateServer();
        web.Inbox.PeerConnected(2);
        web.Inbox.PeerConnected(3);
        server.Poll();
        Assert.That(logger.Lines[^1], Is.EqualTo("1006 Information multiplex: peer 3 of the member web was turned away: The server is full."));
    }
}
