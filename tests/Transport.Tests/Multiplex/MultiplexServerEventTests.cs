using Transport.ContractTests;

namespace Transport.Tests.Multiplex;

/// <summary>What a server's user sees, in which order, whatever handlers do.</summary>
[TestFixture]
public sealed class MultiplexServerEventTests : MultiplexServerFixture
{
    [Test]
    public void DisconnectWaitsForPacketsThatTheMemberHasGivenAway()
    {
        StartWithPeers();
        var block = new ScriptedBlock(2, 10);
        Udp.Inbox.Packets(block);
        Udp.Inbox.PeerDisconnected(2, MultiplexFixture.Lost("cable"));
        Server.Poll();
        Assert.That((Udp.Peers.Count, Server.Peer.Peers.Contains(2), Server.Log.Gone(2)), Is.EqualTo((0, true, (DisconnectInfo?)null)));
        Assert.That(Server.Peer.TrySend([1], 2), Is.False, "It is gone, and not told so yet.");
        Assert.That(() => Server.Peer.Send([1], 2), Throws.Nothing);
        Assert.That(() => Server.Peer.GetStatistics(2), Throws.Nothing);
        Assert.That(() => Server.Peer.DisconnectPeer(2), Throws.Nothing);
        Assert.That(block.Releases, Is.EqualTo(1), "Disconnected by hand, its packets are dropped.");
        Server.Poll();
        Assert.That(Server.Log.Gone(2), Is.EqualTo(MultiplexFixture.Lost("cable")));
    }

    [Test]
    public void MembersOwnEventsAreRaised()
    {
        var seen = new List<string>();
        Udp.PeerConnected += id => seen.Add($"+{id}");
        Udp.PeerDisconnected += (id, _) => seen.Add($"-{id}");
        StartWithPeers();
        Udp.Inbox.PeerDisconnected(2, default);
        Server.Poll();
        Assert.That(seen, Is.EqualTo(["+2", "-2"]));
    }

    [Test]
    public void HandlersOfMembersMayThrowAndNothingIsLost()
    {
        Udp.PeerConnected += _ => throw new HandlerException();
        Server.Peer.CreateServer();
        Udp.Inbox.PeerConnected(2);
        Udp.Inbox.Packets(new ScriptedBlock(2, 1));
        Udp.Inbox.PeerConnected(4);
        Web.Inbox.PeerConnected(3);
        Server.Poll();
        Assert.That(Server.Log.Thrown, Has.Count.EqualTo(1));
        Assert.That(Server.Peer.WaitForActivityAsync().AsTask().IsCompleted, Is.True);
        Server.Poll();
        Assert.That(Server.Log.Thrown, Has.Count.EqualTo(2), "One Poll throws once for each.");
        Server.Poll();
        Assert.That(Server.Peer.Peers, Is.EquivalentTo([2, 3, 4]));
        Server.Log.TakeAll();
        Assert.That(Server.Log.Packets.Count(), Is.EqualTo(1));
    }

    [Test]
    public void AMemberWhoseEventsAlwaysThrowDoesNotHoldUpTheOthers()
    {
        Udp.PeerConnected += _ => throw new HandlerException();
        Server.Peer.CreateServer();
        for (var i = 10; i < 100; i++) Udp.Inbox.PeerConnected(i);
        Web.Inbox.PeerConnected(3);
        for (var i = 0; i < 2; i++) Server.Poll();
        Assert.That(Server.Peer.Peers, Does.Contain(3));
    }

    [Test]
    public void HandlersMayRestartWhileAnotherMemberHasNews()
    {
        StartWithPeers();
        var restarts = 0;
        Server.Peer.PeerDisconnected += (_, _) =>
        {
            if (restarts++ > 0) return;
            Server.Peer.Close();
            Server.Peer.CreateServer();
            Udp.Inbox.PeerConnected(12);
            Web.Inbox.PeerConnected(13);
        };
        Udp.Inbox.PeerDisconnected(2, default);
        Server.Poll();
        Assert.That(Server.Peer.WaitForActivityAsync().AsTask().IsCompleted, Is.True);
        Server.Poll();
        Assert.That(Server.Log.Log.Select(line => (line.Kind, line.Id)), Is.EqualTo(
        [
            (PeerEventKind.Connected, 2), (PeerEventKind.Connected, 3),
            (PeerEventKind.Disconnected, 2), (PeerEventKind.Disconnected, 3),
            (PeerEventKind.Connected, 12), (PeerEventKind.Connected, 13),
        ]), "Those of the old session are told gone before those of the new one are told.");
    }

    [Test]
    public void ARestartWhileAMemberFailsTellsTheOldPeersFirst()
    {
        StartWithPeers();
        Udp.ConnectionFailed += _ =>
        {
            Server.Peer.Close();
            Server.Peer.CreateServer();
            Udp.Inbox.PeerConnected(12);
        };
        Udp.Inbox.PeerDisconnected(2, default);
        Udp.Inbox.ConnectionFailed(default);
        Server.Poll();
        Assert.That(Server.Peer.WaitForActivityAsync().AsTask().IsCompleted, Is.True);
        Server.Poll();
        Assert.That(Server.Log.Log.Skip(2).Select(line => (line.Kind, line.Id)), Is.EqualTo(
            [(PeerEventKind.Disconnected, 2), (PeerEventKind.Disconnected, 3), (PeerEventKind.Connected, 12)]));
        Assert.That(Server.Failed.Single().Carrier, Is.EqualTo("udp"));
    }

    [Test]
    public void AMembersHandlerMayRestartBeforeThePeerIsTold()
    {
        using var server = new MultiplexFixture();
        var member = new ScriptedPeer();
        var restarts = 0;
        member.PeerConnected += _ =>
        {
            if (restarts++ > 0) return;
            server.Peer.Close();
            server.Peer.CreateServer();
        };
        server.Peer.Add(member, peer => peer.AsServer());
        server.Peer.CreateServer();
        member.Inbox.PeerConnected(2);
        for (var i = 0; i < 3; i++) server.Poll();
        Assert.That((server.Peer.Status, server.Peer.Peers.Count, server.Log.Log.Count), Is.EqualTo((ConnectionStatus.Connected, 0, 0)));
    }

    [Test]
    public void EventsOfAMemberKeepTheirOrder()
    {
        StartWithPeers();
        Udp.Inbox.PeerDisconnected(2, default);
        Udp.Inbox.PeerConnected(4);
        Udp.Inbox.PeerDisconnected(4, default);
        Udp.Inbox.PeerConnected(5);
        Server.Poll();
        Assert.That(Server.Log.Log.Skip(2).Select(line => (line.Kind, line.Id)), Is.EqualTo(
        [
            (PeerEventKind.Disconnected, 2), (PeerEventKind.Connected, 4), (PeerEventKind.Disconnected, 4), (PeerEventKind.Connected, 5),
        ]));
    }

    [Test]
    public void AnIdThatIsTakenIsTurnedAway()
    {
        StartWithPeers();
        Web.Inbox.PeerConnected(2);
        Web.Inbox.Packets(new ScriptedBlock(2, 66));
        Server.Poll();
        Server.Log.TakeAll();
        Assert.That((Server.Peer.CarrierOf(2), Server.Log.Packets), Is.EqualTo(("udp", Array.Empty<PeerEvent>())), "Nobody speaks for another.");
        Assert.That(Web.Calls, Does.Contain($"disconnect 2, {CloseCode.InternalError} The id is taken."));
        Server.Poll();
        Assert.That(Server.Log.Gone(2), Is.Null);
    }

    [Test]
    public void WhomAnEarlierHandlerOfTheMemberTurnsAwayIsNeverTold()
    {
        var gate = new ScriptedPeer("gate");
        gate.PeerConnected += id => gate.DisconnectPeer(id, 4000, "Not you.");
        Server.Peer.Add(gate, static peer => peer.AsServer());
        Server.Peer.CreateServer();
        gate.Inbox.PeerConnected(2);
        gate.Inbox.Packets(new ScriptedBlock(2, 1));
        Server.Poll();
        Server.Poll();
        Server.Log.TakeAll();
        Assert.That(gate.Calls, Does.Contain("disconnect 2, 4000 Not you."));
        Assert.That((Server.Log.Log, Server.Peer.Peers.Count, gate.Peers.Count), Is.EqualTo((Array.Empty<PeerEvent>(), 0, 0)));
    }
}
