using Transport.ContractTests;

namespace Transport.Tests.Multiplex;

/// <summary>What a server's user sees, in which order, whatever handlers do.</summary>
[TestFixture]
public sealed class MultiplexServerEventTests
{
    private MultiplexFixture _server = null!;
    private ScriptedPeer _udp = null!;
    private ScriptedPeer _web = null!;

    [SetUp]
    public void AddMembers()
    {
        _server = new MultiplexFixture();
        _udp = _server.AddServer("udp");
        _web = _server.AddServer("web");
    }

    [TearDown]
    public void DisposeServer() => _server.Dispose();

    [Test]
    public void DisconnectWaitsForPacketsThatTheMemberHasGivenAway()
    {
        StartWithPeers();
        var block = new ScriptedBlock(2, 10);
        _udp.Inbox.Packets(block);
        _udp.Inbox.PeerDisconnected(2, MultiplexFixture.Lost("cable"));
        _server.Poll();
        Assert.That((_udp.Peers.Count, _server.Peer.Peers.Contains(2), _server.Log.Gone(2)), Is.EqualTo((0, true, (DisconnectInfo?)null)));
        Assert.That(_server.Peer.TrySend([1], 2), Is.False, "It is gone, and not told so yet.");
        Assert.That(() => _server.Peer.Send([1], 2), Throws.Nothing);
        Assert.That(() => _server.Peer.GetStatistics(2), Throws.Nothing);
        Assert.That(() => _server.Peer.DisconnectPeer(2), Throws.Nothing);
        Assert.That(block.Releases, Is.EqualTo(1), "Disconnected by hand, its packets are dropped.");
        _server.Poll();
        Assert.That(_server.Log.Gone(2), Is.EqualTo(MultiplexFixture.Lost("cable")));
    }

    [Test]
    public void MembersOwnEventsAreRaised()
    {
        var seen = new List<string>();
        _udp.PeerConnected += id => seen.Add($"+{id}");
        _udp.PeerDisconnected += (id, _) => seen.Add($"-{id}");
        StartWithPeers();
        _udp.Inbox.PeerDisconnected(2, default);
        _server.Poll();
        Assert.That(seen, Is.EqualTo(["+2", "-2"]));
    }

    [Test]
    public void HandlersOfMembersMayThrowAndNothingIsLost()
    {
        _udp.PeerConnected += _ => throw new HandlerException();
        _server.Peer.CreateServer();
        _udp.Inbox.PeerConnected(2);
        _udp.Inbox.Packets(new ScriptedBlock(2, 1));
        _udp.Inbox.PeerConnected(4);
        _web.Inbox.PeerConnected(3);
        _server.Poll();
        Assert.That(_server.Log.Thrown, Has.Count.EqualTo(1));
        Assert.That(_server.Peer.WaitForActivityAsync().AsTask().IsCompleted, Is.True);
        _server.Poll();
        Assert.That(_server.Log.Thrown, Has.Count.EqualTo(2), "One Poll throws once for each.");
        _server.Poll();
        Assert.That(_server.Peer.Peers, Is.EquivalentTo([2, 3, 4]));
        _server.Log.TakeAll();
        Assert.That(_server.Log.Packets.Count(), Is.EqualTo(1));
    }

    [Test]
    public void AMemberWhoseEventsAlwaysThrowDoesNotHoldUpTheOthers()
    {
        _udp.PeerConnected += _ => throw new HandlerException();
        _server.Peer.CreateServer();
        for (var i = 10; i < 100; i++) _udp.Inbox.PeerConnected(i);
        _web.Inbox.PeerConnected(3);
        for (var i = 0; i < 2; i++) _server.Poll();
        Assert.That(_server.Peer.Peers, Does.Contain(3));
    }

    [Test]
    public void HandlersMayRestartWhileAnotherMemberHasNews()
    {
        StartWithPeers();
        var restarts = 0;
        _server.Peer.PeerDisconnected += (_, _) =>
        {
            if (restarts++ > 0) return;
            _server.Peer.Close();
            _server.Peer.CreateServer();
            _udp.Inbox.PeerConnected(12);
            _web.Inbox.PeerConnected(13);
        };
        _udp.Inbox.PeerDisconnected(2, default);
        _server.Poll();
        Assert.That(_server.Peer.WaitForActivityAsync().AsTask().IsCompleted, Is.True);
        _server.Poll();
        Assert.That(_server.Log.Log.Select(line => (line.Kind, line.Id)), Is.EqualTo(
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
        _udp.ConnectionFailed += _ =>
        {
            _server.Peer.Close();
            _server.Peer.CreateServer();
            _udp.Inbox.PeerConnected(12);
        };
        _udp.Inbox.PeerDisconnected(2, default);
        _udp.Inbox.ConnectionFailed(default);
        _server.Poll();
        Assert.That(_server.Peer.WaitForActivityAsync().AsTask().IsCompleted, Is.True);
        _server.Poll();
        Assert.That(_server.Log.Log.Skip(2).Select(line => (line.Kind, line.Id)), Is.EqualTo(
            [(PeerEventKind.Disconnected, 2), (PeerEventKind.Disconnected, 3), (PeerEventKind.Connected, 12)]));
        Assert.That(_server.Failed.Single().Carrier, Is.EqualTo("udp"));
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
        _udp.Inbox.PeerDisconnected(2, default);
        _udp.Inbox.PeerConnected(4);
        _udp.Inbox.PeerDisconnected(4, default);
        _udp.Inbox.PeerConnected(5);
        _server.Poll();
        Assert.That(_server.Log.Log.Skip(2).Select(line => (line.Kind, line.Id)), Is.EqualTo(
        [
            (PeerEventKind.Disconnected, 2), (PeerEventKind.Connected, 4), (PeerEventKind.Disconnected, 4), (PeerEventKind.Connected, 5),
        ]));
    }

    [Test]
    public void AnIdThatIsTakenIsTurnedAway()
    {
        StartWithPeers();
        _web.Inbox.PeerConnected(2);
        _web.Inbox.Packets(new ScriptedBlock(2, 66));
        _server.Poll();
        _server.Log.TakeAll();
        Assert.That((_server.Peer.CarrierOf(2), _server.Log.Packets), Is.EqualTo(("udp", Array.Empty<PeerEvent>())), "Nobody speaks for another.");
        Assert.That(_web.Calls, Does.Contain($"disconnect 2, {CloseCode.InternalError} The id is taken."));
        _server.Poll();
        Assert.That(_server.Log.Gone(2), Is.Null);
    }

    [Test]
    public void WhomAnEarlierHandlerOfTheMemberTurnsAwayIsNeverTold()
    {
        var gate = new ScriptedPeer("gate");
        gate.PeerConnected += id => gate.DisconnectPeer(id, 4000, "Not you.");
        _server.Peer.Add(gate, static peer => peer.AsServer());
        _server.Peer.CreateServer();
        gate.Inbox.PeerConnected(2);
        gate.Inbox.Packets(new ScriptedBlock(2, 1));
        _server.Poll();
        _server.Poll();
        _server.Log.TakeAll();
        Assert.That(gate.Calls, Does.Contain("disconnect 2, 4000 Not you."));
        Assert.That((_server.Log.Log, _server.Peer.Peers.Count, gate.Peers.Count), Is.EqualTo((Array.Empty<PeerEvent>(), 0, 0)));
    }

    private void StartWithPeers()
    {
        _server.Peer.CreateServer();
        _udp.Inbox.PeerConnected(2);
        _web.Inbox.PeerConnected(3);
        _server.Poll();
        _udp.Calls.Clear();
        _web.Calls.Clear();
    }
}
