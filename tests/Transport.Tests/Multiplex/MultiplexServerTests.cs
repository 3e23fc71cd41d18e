using Transport.ContractTests;

namespace Transport.Tests.Multiplex;

[TestFixture]
public sealed class MultiplexServerTests : MultiplexServerFixture
{
    [Test]
    public void PeersOfAllMembersAreInOneSession()
    {
        StartWithPeers();
        Assert.That(Server.Peer.Peers, Is.EquivalentTo([2, 3]));
        Assert.That((Server.Peer.CarrierOf(2), Server.Peer.CarrierOf(3)), Is.EqualTo(("udp", "web")));
        Assert.That((Server.Peer.MemberOf(2), Server.Peer.MemberOf(3)), Is.EqualTo((Udp, Web)));
        Assert.That((Server.Peer.IsServer, Server.Peer.Carrier, Server.Peer.ChosenMember), Is.EqualTo((true, "multiplex", (MultiplayerPeer?)null)));
        Assert.That(Server.Peer.Members, Is.EqualTo([Udp, Web]));
        Assert.That(() => Server.Peer.MemberOf(4), Throws.ArgumentException);
        Assert.That(() => Server.Peer.CarrierOf(1), Throws.ArgumentException);
    }

    [Test]
    public void CarrierIsKnownInsidePeerConnected()
    {
        var carriers = new List<string>();
        Server.Peer.PeerConnected += id => carriers.Add(Server.Peer.CarrierOf(id));
        StartWithPeers();
        Assert.That(carriers, Is.EqualTo(["udp", "web"]));
    }

    [Test]
    public void IdsComeFromOneSequence()
    {
        using var server = new MultiplexMultiplayerPeer();
        using var one = new LoopbackMultiplayerPeer();
        using var two = new LoopbackMultiplayerPeer();
        server.Add(one, peer => peer.CreateServer());
        server.Add(two, peer => peer.CreateServer());
        var ids = new List<int>();
        server.PeerConnected += ids.Add;
        for (var session = 0; session < 3; session++)
        {
            server.CreateServer();
            Assert.That((one.PeerIds, two.PeerIds), Is.EqualTo((server.PeerIds, server.PeerIds)));
            for (var i = 0; i < 1000; i++)
            {
                using var client = new LoopbackMultiplayerPeer();
                client.CreateClient(i % 2 == 0 ? one : two);
                client.Poll();
                server.Poll();
                Assert.That(client.UniqueId, Is.EqualTo(ids[^1]), "The id that a client got from its carrier is the one in the session.");
            }
            server.Close();
        }
        Assert.That(ids, Has.Count.EqualTo(3000).And.Unique);
    }

    [Test]
    public void SendsReachEachMemberOnce()
    {
        StartWithPeers();
        Udp.Calls.Clear();
        Web.Calls.Clear();
        Server.Peer.Send([1, 2], MultiplayerPeer.TargetPeerBroadcast, TransferMode.Unreliable, 3);
        Server.Peer.Send([1], -2);
        Server.Peer.TrySend([], 3);
        Assert.That(Udp.Calls, Is.EqualTo(["send 2 to 0, Unreliable, channel 3, must deliver", "send 1 to -2, Reliable, channel 0, must deliver"]));
        Assert.That(Web.Calls, Is.EqualTo(
            ["send 2 to 0, Unreliable, channel 3, must deliver", "send 1 to -2, Reliable, channel 0, must deliver", "send 0 to 3, Reliable, channel 0"]));
    }

    [Test]
    public void TrySendFailsWhenAnyMemberHasNoRoom()
    {
        StartWithPeers();
        Udp.SendResult = false;
        Assert.That(Server.Peer.TrySend([1], MultiplayerPeer.TargetPeerBroadcast), Is.False);
        Assert.That(Server.Peer.TrySend([1], 3), Is.True);
        Assert.That(Web.Calls.Count(call => call.StartsWith("send", StringComparison.Ordinal)), Is.EqualTo(2), "The other member took both.");
    }

    [Test]
    public void BlocksAreMovedWholeAndReleasedOnce()
    {
        StartWithPeers();
        var (one, two) = (new ScriptedBlock(2, 10, 11), new ScriptedBlock(3, 20));
        Udp.Inbox.Packets(one);
        Web.Inbox.Packets(two);
        Server.Poll();
        Assert.That((Udp.AvailablePacketCount, Udp.TryReceive(out _)), Is.EqualTo((0, false)), "They are the multiplex's to take.");
        Assert.That(Server.Peer.AvailablePacketCount, Is.EqualTo(3));
        Server.Log.TakeAll();
        Assert.That(Server.Log.Packets.Select(packet => (packet.Id, packet.Payload[0])), Is.EqualTo([(2, 10), (2, 11), (3, 20)]));
        Assert.That((one.Releases, two.Releases), Is.EqualTo((1, 1)));
    }

    [Test]
    public void StatisticsAreTheMembers()
    {
        StartWithPeers();
        Assert.That((Server.Peer.GetStatistics(2).PacketsSent, Server.Peer.GetStatistics(3).PacketsSent), Is.EqualTo((2L, 3L)));
    }

    [Test]
    public void LimitsAreTheSmallestOfThoseInUse()
    {
        using var server = new MultiplexMultiplayerPeer();
        Assert.That(server.MaxPacketSize(TransferMode.Reliable), Is.Zero, "Without members nothing can be sent.");
        var large = new LoopbackMultiplayerPeer(new LoopbackOptions { MaxPacketBytes = 500 });
        var small = new ScriptedPeer(maxChannel: 3);
        var isSmallThere = false;
        server.Add(large, peer => peer.CreateServer());
        server.Add(small, peer =>
        {
            if (isSmallThere) peer.AsServer();
            else throw new IOException("not today");
        });
        Assert.That(Limits(server), Is.EqualTo((ScriptedPeer.MaxBytes, ScriptedPeer.MaxBytes / 2, 3)), "Before the start: of all.");
        server.CreateServer();
        Assert.That(Limits(server), Is.EqualTo((500, 500, int.MaxValue)), "One was not started.");
        server.Close();
        isSmallThere = true;
        server.CreateServer();
        Assert.That(Limits(server), Is.EqualTo((ScriptedPeer.MaxBytes, ScriptedPeer.MaxBytes / 2, 3)));
    }

    [Test]
    public void RefusalIsPassedOn()
    {
        Server.Peer.RefuseNewConnections = true;
        Assert.That((Udp.RefuseNewConnections, Web.RefuseNewConnections), Is.EqualTo((true, true)));
        var late = Server.AddServer("late");
        Server.Peer.CreateServer();
        Assert.That(late.RefuseNewConnections, Is.True);
        Server.Peer.RefuseNewConnections = false;
        Assert.That((Udp.RefuseNewConnections, late.RefuseNewConnections), Is.EqualTo((false, false)));
    }

    [Test]
    public void DisconnectAndCloseArePassedOn()
    {
        StartWithPeers();
        Server.Peer.DisconnectPeer(3, 4000, "out");
        Assert.That((Web.Calls.Last(), Udp.Calls.Contains("disconnect 3, 4000 out")), Is.EqualTo(("disconnect 3, 4000 out", false)));
        Server.Peer.Close(4001, "night", force: true);
        Assert.That(Udp.Calls, Does.Contain("close 4001 night, force"));
        Assert.That(Web.Calls, Does.Contain("close 4001 night, force"));
        Assert.That((Udp.Status, Web.Status), Is.EqualTo((ConnectionStatus.Disconnected, ConnectionStatus.Disconnected)));
        Server.Poll();
        Assert.That(Server.Log.Gone(3)?.Code, Is.EqualTo(4000));
        Assert.That(Server.Log.Gone(2)?.Reason, Is.EqualTo(DisconnectReason.Aborted));
    }

    [Test]
    public async Task CloseAsyncWaitsForAllMembers()
    {
        using var server = new MultiplexMultiplayerPeer();
        var options = new LoopbackOptions { InboundQueuePackets = 1 };
        LoopbackMultiplayerPeer[] members = [new(), new()];
        using var one = new LoopbackMultiplayerPeer(options);
        using var two = new LoopbackMultiplayerPeer(options);
        foreach (var member in members) server.Add(member, peer => peer.CreateServer());
        server.CreateServer();
        one.CreateClient(members[0]);
        two.CreateClient(members[1]);
        one.Poll();
        two.Poll();
        server.Poll();
        for (var i = 0; i < 3; i++) server.Send([1], MultiplayerPeer.TargetPeerBroadcast);
        var closing = server.CloseAsync().AsTask();
        Drain(one);
        Assert.That(closing.IsCompleted, Is.False, "The other has not taken what was sent to it.");
        Drain(two);
        await closing.WaitAsync(ContractPump.Deadline);
    }

    [Test]
    public void LimitOverAllRefusesAndTurnsAway()
    {
        using var server = new MultiplexFixture(new MultiplexOptions { MaxClients = 2 });
        var (one, two) = (server.AddServer("one"), server.AddServer("two"));
        server.Peer.CreateServer();
        one.Inbox.PeerConnected(2);
        server.Poll();
        Assert.That((one.RefuseNewConnections, two.RefuseNewConnections), Is.EqualTo((false, false)));
        one.Inbox.PeerConnected(3);
        // Let in before the server had seen that the last place was taken.
        two.Inbox.PeerConnected(4);
        two.Inbox.Packets(new ScriptedBlock(4, 1));
        server.Poll();
        server.Poll();
        Assert.That((one.RefuseNewConnections, two.RefuseNewConnections, server.Peer.RefuseNewConnections), Is.EqualTo((true, true, false)));
        Assert.That(server.Log.Log.Select(line => line.Id), Is.EqualTo([2, 3]), "The third was never there.");

        Assert.That(two.Calls, Does.Contain($"disconnect 4, {CloseCode.PolicyViolation} The server is full."));

        one.Inbox.PeerDisconnected(3, default);
        server.Poll();
        Assert.That((one.RefuseNewConnections, two.RefuseNewConnections), Is.EqualTo((false, false)));
        one.Inbox.PeerConnected(5);
        server.Poll();
        Assert.That(one.RefuseNewConnections, Is.True);
        server.Peer.Close();
        Assert.That(one.RefuseNewConnections, Is.False);
    }

    [Test]
    public void WaitEndsForActivityOfAnyMember()
    {
        StartWithPeers();
        ScriptedPeer[] members = [Udp, Web];
        for (var i = 0; i < members.Length; i++)
        {
            Server.Poll();
            Server.Log.TakeAll();
            var wait = Server.Peer.WaitForActivityAsync().AsTask();
            Assert.That(wait.IsCompleted, Is.False);
            members[i].Inbox.Packets(new ScriptedBlock(i + 2, 1));
            Assert.That(wait.IsCompleted, Is.True, "Directly, on the thread of the member's carrier.");
            Assert.That(Server.Peer.WaitForActivityAsync().AsTask().IsCompleted, Is.True, "Again, until it is polled.");
        }
    }

    [Test]
    public void WhoWaitsGoesOnOnceAllMembersAreClosed()
    {
        StartWithPeers();
        Server.Poll();
        var seen = WaitAndLook();
        Assert.That(seen.IsCompleted, Is.False);
        Server.Peer.Close();
        Assert.That(seen.IsCompleted, Is.True);
        Assert.That(seen.Result, Is.EqualTo((ConnectionStatus.Disconnected, ConnectionStatus.Disconnected, ConnectionStatus.Disconnected)));

        async Task<(ConnectionStatus, ConnectionStatus, ConnectionStatus)> WaitAndLook()
        {
            await Server.Peer.WaitForActivityAsync().ConfigureAwait(false);
            return (Server.Peer.Status, Udp.Status, Web.Status);
        }
    }

    private static (int Reliable, int Unreliable, int Channel) Limits(MultiplexMultiplayerPeer peer) =>
        (peer.MaxPacketSize(TransferMode.Reliable), peer.MaxPacketSize(TransferMode.Unreliable), peer.MaxChannel);

    private static void Drain(MultiplayerPeer peer)
    {
        while (peer.Status != ConnectionStatus.Disconnected)
        {
            peer.Poll();
            while (peer.TryReceive(out _))
            {
            }
        }
    }
}
