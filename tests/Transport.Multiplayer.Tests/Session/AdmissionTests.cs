using Transport.Multiplayer.Tests.Fixtures;

namespace Transport.Multiplayer.Tests.Session;

/// <summary>Who is told what, and in which order. Source: Godot's <c>SceneMultiplayer</c>.</summary>
[TestFixture]
public sealed class AdmissionTests
{
    [Test]
    public void ClientJoinsTheServerFirst()
    {
        using var session = new TestSession();
        Assert.That(session.Client.Events, Is.EqualTo(["ConnectedToServer", "PeerConnected 1"]));
        Assert.That(session.Server.Events, Is.EqualTo([$"PeerConnected {session.Client.Id}"]));
        Assert.That(session.Client.Api.Peers, Is.EqualTo([1]));
    }

    [Test]
    public void LaterClientsLearnOfEachOther()
    {
        using var session = new TestSession(clients: 3);
        var (a, b, c) = (session[0], session[1], session[2]);
        Assert.That(a.Events, Is.EqualTo(["ConnectedToServer", "PeerConnected 1", $"PeerConnected {b.Id}", $"PeerConnected {c.Id}"]));
        Assert.That(c.Events, Is.EqualTo(["ConnectedToServer", "PeerConnected 1", $"PeerConnected {a.Id}", $"PeerConnected {b.Id}"]));
        Assert.That(c.Api.Peers, Is.EquivalentTo([1, a.Id, b.Id]));
    }

    [Test]
    public void AnnouncementsComeBeforeTheServersOwnEvent()
    {
        using var session = new RawSession(clients: 2);
        session.Server.Api.PeerConnected += id => session.Server.Api.SendBytes([1], id);
        using var late = session.Join();
        Assert.That(late.Take(), Is.EqualTo([Hex.AddPeer(session.A.Id), Hex.AddPeer(session.B.Id), "0301"]));
        Assert.That(session.A.Take(), Is.EqualTo([Hex.AddPeer(late.Id)]));
        Assert.That(session.B.Take(), Is.EqualTo([Hex.AddPeer(late.Id)]));
    }

    [Test]
    public void AnnouncementsAreReliableOnChannelZero()
    {
        using var session = new RawSession(clients: 1);
        using var late = session.Join();
        session.A.Peer.Poll();
        Assert.That(session.A.Peer.TryReceive(out var packet), Is.True);
        Assert.That((packet.Mode, packet.Channel), Is.EqualTo((TransferMode.Reliable, 0)));
    }

    [Test]
    public void LeavingClientIsToldToTheOthers()
    {
        using var session = new TestSession(clients: 3);
        var left = session[1].Id;
        Forget(session);
        session[1].Peer.Close();
        session.Settle();
        Assert.That(session.Server.Events, Is.EqualTo([$"PeerDisconnected {left} Closed"]));
        Assert.That(session[0].Events, Is.EqualTo([$"PeerDisconnected {left} Closed"]));
        Assert.That(session[2].Events, Is.EqualTo([$"PeerDisconnected {left} Closed"]));
        Assert.That(session[1].Events, Is.EqualTo(["PeerDisconnected 1 Closed", "ServerDisconnected Closed"]));
        Assert.That(session[0].Api.Peers, Has.No.Member(left));
    }

    [Test]
    public void OthersAreToldBeforeTheServersOwnEvent()
    {
        using var session = new RawSession(clients: 2);
        session.Server.Api.PeerDisconnected += (_, _) => session.Server.Api.SendBytes([1]);
        var left = session.A.Id;
        session.A.Peer.Close();
        session.Server.Api.Poll();
        Assert.That(session.B.Take(), Is.EqualTo([Hex.DelPeer(left), "0301"]));
    }

    [Test]
    public void LostServerIsToldOnceForAll()
    {
        using var session = new TestSession(clients: 3);
        Forget(session);
        session.Server.Peer.Close();
        session.Client.Api.Poll();
        Assert.That(session.Client.Events, Is.EqualTo(["PeerDisconnected 1 Closed", "ServerDisconnected Closed"]), "Not for each client.");
        Assert.That(session.Client.Api.Peers, Is.Empty);
    }

    [Test]
    public void StatusIsDisconnectedWhenTheServerIsToldGone()
    {
        using var session = new TestSession();
        var told = new List<ConnectionStatus>();
        session.Client.Api.PeerDisconnected += (_, _) => told.Add(session.Client.Peer.Status);
        session.Client.Api.ServerDisconnected += _ => told.Add(session.Client.Peer.Status);
        session.Server.Peer.Close();
        session.Client.Api.Poll();
        Assert.That(told, Is.EqualTo([ConnectionStatus.Disconnected, ConnectionStatus.Disconnected]));
    }

    [Test]
    public void ServerThatClosesIsToldOfEachClient()
    {
        using var session = new TestSession(clients: 2);
        Forget(session);
        session.Server.Peer.Close();
        session.Server.Api.Poll();
        Assert.That(session.Server.Events, Is.EquivalentTo([$"PeerDisconnected {session[0].Id} Closed", $"PeerDisconnected {session[1].Id} Closed"]));
        Assert.That(session.Server.Api.Peers, Is.Empty);
    }

    [Test]
    public void FailedConnectIsTold()
    {
        using var session = new TestSession(clients: 0);
        session.Server.Peer.Close();
        var client = session.Join();
        session.Settle();
        Assert.That(client.Events, Is.EqualTo(["ConnectionFailed Unreachable"]));
    }

    [Test]
    public void DisconnectedPeerIsToldToAllEnds()
    {
        using var session = new TestSession(clients: 2);
        var put = session[0].Id;
        Forget(session);
        DisconnectInfo? heard = null;
        session[0].Api.ServerDisconnected += info => heard = info;
        session.Server.Api.DisconnectPeer(put, 4001, "idle");
        Assert.That(session.Server.Api.Peers, Is.EqualTo([session[1].Id]), "At once.");
        Assert.That(session.Server.Events, Is.Empty, "With the next Poll.");
        session.Settle();
        Assert.That(session.Server.Events, Is.EqualTo([$"PeerDisconnected {put} Closed"]));
        Assert.That(session[1].Events, Is.EqualTo([$"PeerDisconnected {put} Closed"]));
        Assert.That(session[0].Events, Is.EqualTo(["PeerDisconnected 1 Closed", "ServerDisconnected Closed"]));
        Assert.That(heard, Is.EqualTo(new DisconnectInfo(DisconnectReason.Closed, DisconnectOrigin.Remote, 4001, "idle", isClean: true)));
    }

    [Test]
    public void DisconnectedPeerIsHeardNoMore()
    {
        using var session = new RawSession(clients: 2);
        session.A.Send("03 01");
        session.Server.Api.DisconnectPeer(session.A.Id);
        session.A.Send("03 02");
        session.Server.Api.SendBytes([7]);
        session.Server.Api.Poll();
        Assert.That(session.Server.Events, Is.EqualTo([$"PeerDisconnected {session.A.Id} Closed"]));
        Assert.That(session.A.Take(), Is.Empty);
    }

    [Test]
    public void MistakenDisconnectThrowsAndChangesNothing()
    {
        using var session = new TestSession(clients: 2);
        var api = session.Server.Api;
        using (Assert.EnterMultipleScope())
        {
            Assert.That(() => api.DisconnectPeer(99), Throws.ArgumentException);
            Assert.That(() => api.DisconnectPeer(session[0].Id, 1005), Throws.InstanceOf<ArgumentException>());
            Assert.That(() => api.DisconnectPeer(session[0].Id, 4000, new string('x', 200)), Throws.ArgumentException);
            Assert.That(() => session[0].Api.DisconnectPeer(session[1].Id), Throws.ArgumentException, "Only the server can.");
        }
        Assert.That(api.Peers, Has.Count.EqualTo(2));
    }

    [Test]
    public void ClientThatDisconnectsTheServerLeaves()
    {
        using var session = new TestSession();
        Forget(session);
        session.Client.Api.DisconnectPeer(1, 4002, "enough");
        session.Settle();
        Assert.That(session.Client.Events, Is.EqualTo(["PeerDisconnected 1 Closed", "ServerDisconnected Closed"]));
        Assert.That(session.Server.Events, Has.Count.EqualTo(1));
    }

    [Test]
    public void ClientCanStartAgainFromTheHandler()
    {
        using var session = new TestSession();
        session.Client.Api.ServerDisconnected += _ => session.Client.Peer.CreateClient(session.Server.Peer);
        Forget(session);
        session.Server.Api.DisconnectPeer(session.Client.Id);
        session.Settle();
        Assert.That(session.Client.Events, Is.EqualTo(
            ["PeerDisconnected 1 Closed", "ServerDisconnected Closed", "ConnectedToServer", "PeerConnected 1"]));
        session.Client.Board.RpcTo(1).Ready();
        session.Settle();
        Assert.That(session.Server.Board.Calls, Is.EqualTo([$"Ready from {session.Client.Id}"]), "Paths are told anew.");
    }

    [Test]
    public void HandlerThatThrowsKeepsNobodyFromBeingTold()
    {
        using var session = new TestSession(clients: 0);
        var client = session.Join();
        client.Api.ConnectedToServer += () => throw new InvalidTimeZoneException("first");
        session.Server.Api.Poll();
        Assert.That(client.Api.Poll, Throws.TypeOf<InvalidTimeZoneException>());
        Assert.That(client.Events, Is.EqualTo(["ConnectedToServer", "PeerConnected 1"]));
    }

    [TestCase("07 01 01 00 00 00", TestName = "the server itself")]
    [TestCase("07 01 00 00 00 00", TestName = "nobody")]
    [TestCase("07 01 FE FF FF FF", TestName = "a negative id")]
    [TestCase("07 02 01 00 00 00", TestName = "the server is gone")]
    [TestCase("07 02 63 00 00 00", TestName = "a stranger is gone")]
    public void AnnouncementOfNoUseIsMalformed(string packet)
    {
        using var client = new RawServer();
        client.Send(packet);
        Assert.That(client.End.Failures.Single().Reason, Is.EqualTo(CallFailureReason.Malformed));
        Assert.That(client.End.Api.Peers, Is.EqualTo([1]));
    }

    [Test]
    public void AnnouncementOfItselfOrOfOneTwiceIsMalformed()
    {
        using var client = new RawServer();
        client.Send("07 01 07 00 00 00");
        client.Send("07 01 07 00 00 00");
        client.SendHex(Hex.AddPeer(client.End.Id));
        Assert.That(client.End.Failures, Has.Count.EqualTo(2));
        Assert.That(client.End.Api.Peers, Is.EquivalentTo([1, 7]));
    }

    [Test]
    public void AnnouncedPeersAreLimited()
    {
        using var client = new RawServer(new MultiplayerApiOptions { MaxRelayedPeers = 2 });
        client.Send("07 01 07 00 00 00");
        client.Send("07 01 08 00 00 00");
        client.Send("07 01 09 00 00 00");
        Assert.That(client.End.Api.Peers, Is.EquivalentTo([1, 7, 8]));
        Assert.That(client.End.Failures, Has.Count.EqualTo(1));
    }

    [Test]
    public void PacketRelayedFromAStrangerIsDropped()
    {
        using var client = new RawServer();
        client.Send("07 03 63 00 00 00 03 AA");
        client.Send("07 03 01 00 00 00 03 AA");
        Assert.That(client.End.Events, Has.Count.EqualTo(2), "Neither from one who has just left nor from the server this way.");
    }

    [Test]
    public void ClearForgetsEverybodyAndTellsNobody()
    {
        using var session = new TestSession(clients: 2);
        Forget(session);
        session.Server.Api.Clear();
        session.Client.Api.SendBytes([1], 1);
        session.Server.Api.SendBytes([2]);
        session.Settle();
        Assert.That(session.Server.Events, Is.Empty);
        Assert.That(session.Client.Events, Is.Empty, "What is sent to all is for those in the session.");
        Assert.That(session.Server.Api.Peers, Is.Empty);
        session.Client.Peer.Close();
        session.Settle();
        Assert.That(session.Server.Events, Is.Empty);
        var late = session.Join();
        session.Settle();
        Assert.That(session.Server.Api.Peers, Is.EqualTo([late.Id]));
    }

    private static void Forget(TestSession session)
    {
        session.Server.Events.Clear();
        for (var i = 0; i < session.Clients; i++) session[i].Events.Clear();
    }
}
