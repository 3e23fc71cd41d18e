namespace Transport.Tests;

[TestFixture]
public sealed class MultiplayerPeerReceivingTests
{
    [Test]
    public void BlockIsReleasedWhenItsLastPacketIsLetGo()
    {
        using var peer = new ScriptedPeer().AsServer(2);
        var block = new ScriptedBlock(2, 10, 11);
        peer.Inbox.Packets(block);
        peer.Poll();
        Assert.That(Take(peer), Is.EqualTo((2, 10)));
        Assert.That((peer.TryReceive(out var last), block.Releases), Is.EqualTo((true, 0)));
        Assert.That(last.Payload.Span[0], Is.EqualTo(11));
        Assert.That((peer.TryReceive(out _), block.Releases), Is.EqualTo((false, 1)));
        peer.Poll();
        peer.Close();
        Assert.That(block.Releases, Is.EqualTo(1));
    }

    [Test]
    public void PollReleasesATakenBlockAndKeepsAHalfTakenOne()
    {
        using var peer = new ScriptedPeer().AsServer(2);
        var (taken, half) = (new ScriptedBlock(2, 1), new ScriptedBlock(2, 2, 3));
        peer.Inbox.Packets(taken);
        peer.Inbox.Packets(half);
        peer.Poll();
        Take(peer);
        peer.Poll();
        Assert.That((taken.Releases, half.Releases, peer.AvailablePacketCount), Is.EqualTo((1, 0, 2)));
        Assert.That(Take(peer), Is.EqualTo((2, 2)));
        peer.Poll();
        Assert.That((half.Releases, peer.AvailablePacketCount), Is.EqualTo((0, 1)));
        Assert.That(Take(peer), Is.EqualTo((2, 3)));
        peer.Poll();
        Assert.That(half.Releases, Is.EqualTo(1));
    }

    [Test]
    public void WhatIsAskedOfTheNextPacketLooksBehindATakenBlock()
    {
        using var peer = new ScriptedPeer().AsServer(2, 3);
        peer.Inbox.Packets(new ScriptedBlock(2, 1));
        peer.Inbox.Packets(new ScriptedBlock(3, 2, 3));
        peer.Poll();
        Take(peer);
        Assert.That((peer.GetPacketPeer(), peer.GetPacketChannel(), peer.GetPacketMode()), Is.EqualTo((3, 0, TransferMode.Reliable)));
        Take(peer);
        Assert.That((peer.GetPacketPeer(), peer.GetPacketChannel(), peer.AvailablePacketCount), Is.EqualTo((3, 1, 1)));
    }

    [Test]
    public void EmptyAndStrayBlocksAreReleasedAndNotSeen()
    {
        using var peer = new ScriptedPeer().AsServer(2, 3);
        var blocks = new[] { new ScriptedBlock(2), new ScriptedBlock(99, 1), new ScriptedBlock(3, 1) };
        peer.DisconnectPeer(3);
        foreach (var block in blocks) peer.Inbox.Packets(block);
        peer.Poll();
        Assert.That(blocks.Select(block => block.Releases), Is.All.EqualTo(1));
        Assert.That((peer.AvailablePacketCount, peer.TryReceive(out _)), Is.EqualTo((0, false)));
    }

    [Test]
    public void CloseReleasesWhatIsTakenUnreadAndStillToCome()
    {
        using var peer = new ScriptedPeer().AsServer(2, 3);
        var blocks = Enumerable.Range(0, 5).Select(i => new ScriptedBlock(i % 2 + 2, (byte)i, 1)).ToArray();
        for (var i = 0; i < 3; i++) peer.Inbox.Packets(blocks[i]);
        peer.Poll();
        Take(peer);
        peer.Inbox.Packets(blocks[3]);
        peer.Close();
        Assert.That(blocks.Take(4).Select(block => block.Releases), Is.All.EqualTo(1));
        peer.Inbox.Packets(blocks[4]);
        Assert.That(blocks[4].Releases, Is.EqualTo(1), "The session is over.");
        peer.Poll();
        Assert.That((peer.AvailablePacketCount, peer.TryReceive(out _)), Is.EqualTo((0, false)));
        Assert.That(blocks.Select(block => block.Releases), Is.All.EqualTo(1));
    }

    [Test]
    public void DisconnectPeerTruncatesTheBlockInHand()
    {
        using var peer = new ScriptedPeer().AsServer(2, 3);
        var (inHand, other, unread) = (new ScriptedBlock(2, 1, 2, 3), new ScriptedBlock(3, 4), new ScriptedBlock(2, 5));
        foreach (var block in new[] { inHand, other, unread }) peer.Inbox.Packets(block);
        peer.Poll();
        Assert.That(peer.TryReceive(out var packet), Is.True);

        peer.DisconnectPeer(2);
        Assert.That((inHand.Releases, other.Releases, unread.Releases), Is.EqualTo((0, 0, 1)));
        Assert.That((packet.Payload.Span[0], peer.AvailablePacketCount, peer.GetPacketPeer()), Is.EqualTo(((byte)1, 1, 3)));
        Assert.That(Take(peer), Is.EqualTo((3, 4)));
        Assert.That(inHand.Releases, Is.EqualTo(1));
        Assert.That(peer.TryReceive(out _), Is.False);
        Assert.That(other.Releases, Is.EqualTo(1));
    }

    [Test]
    public void BlockInHandIsTheOnlyOneLeftAfterDisconnectPeer()
    {
        using var peer = new ScriptedPeer().AsServer(2, 3);
        var inHand = new ScriptedBlock(2, 1, 2);
        peer.Inbox.Packets(inHand);
        peer.Poll();
        Take(peer);
        peer.DisconnectPeer(2);
        Assert.That((inHand.Releases, peer.AvailablePacketCount), Is.EqualTo((0, 0)));

        // What comes next is appended behind it.
        peer.Inbox.Packets(new ScriptedBlock(3, 7));
        peer.Poll();
        Assert.That((inHand.Releases, peer.AvailablePacketCount), Is.EqualTo((1, 1)));
        Assert.That(Take(peer), Is.EqualTo((3, 7)));
        Assert.That(peer.TryReceive(out _), Is.False);
    }

    [Test]
    public void DisconnectPeerTakesUntouchedBlocksFromTheFrontTheMiddleAndTheEnd()
    {
        using var peer = new ScriptedPeer().AsServer(2, 3);
        int[] senders = [2, 2, 3, 2, 3, 2];
        var blocks = senders.Select((sender, i) => new ScriptedBlock(sender, (byte)i)).ToArray();
        foreach (var block in blocks) peer.Inbox.Packets(block);
        peer.Poll();
        peer.DisconnectPeer(2);
        Assert.That(blocks.Select(block => block.Releases), Is.EqualTo([1, 1, 0, 1, 0, 1]));
        Assert.That(peer.AvailablePacketCount, Is.EqualTo(2));
        peer.Inbox.Packets(new ScriptedBlock(3, 9));
        peer.Poll();
        Assert.That(new[] { Take(peer), Take(peer), Take(peer) }, Is.EqualTo([(3, 2), (3, 4), (3, 9)]));
    }

    [Test]
    public void RemoteDisconnectWaitsForEachBlockOfThatPeerOnly()
    {
        using var peer = new ScriptedPeer().AsServer(2, 3);
        var gone = new List<int>();
        peer.PeerDisconnected += (id, _) => gone.Add(id);
        peer.Inbox.Packets(new ScriptedBlock(2, 1));
        peer.Inbox.Packets(new ScriptedBlock(3, 2));
        peer.Inbox.Packets(new ScriptedBlock(2, 3));
        peer.Inbox.PeerDisconnected(2, Lost);
        peer.Inbox.PeerDisconnected(3, Lost);
        peer.Poll();
        Assert.That(gone, Is.Empty);
        Take(peer);
        Take(peer);
        peer.Poll();
        Assert.That(gone, Is.EqualTo([3]), "Its only packet was taken.");
        Take(peer);
        peer.Poll();
        Assert.That(gone, Is.EqualTo([3, 2]));
    }

    [Test]
    public void WhatACarrierSaysTwiceOrOfStrangersIsIgnored()
    {
        using var peer = new ScriptedPeer().AsServer(2);
        var events = new List<string>();
        peer.PeerConnected += id => events.Add($"+{id}");
        peer.PeerDisconnected += (id, info) => events.Add($"-{id} {info.Reason}");
        peer.Inbox.PeerConnected(2);
        peer.Inbox.PeerDisconnected(99, Lost);
        peer.Inbox.PeerDisconnected(2, Lost);
        peer.Inbox.PeerDisconnected(2, new DisconnectInfo(DisconnectReason.Closed, DisconnectOrigin.Remote));
        peer.Poll();
        peer.Poll();
        Assert.That(events, Is.EqualTo(["-2 ConnectionLost"]));
    }

    [Test]
    public void ClosingInAHandlerDropsTheRestOfTheInbox()
    {
        using var peer = new ScriptedPeer().AsServer(2);
        var block = new ScriptedBlock(2, 1);
        peer.PeerConnected += _ => peer.Close();
        peer.Inbox.PeerConnected(3);
        peer.Inbox.Packets(block);
        peer.Inbox.PeerConnected(4);
        var gone = new List<int>();
        peer.PeerDisconnected += (id, _) => gone.Add(id);
        peer.Poll();
        peer.Poll();
        Assert.That((block.Releases, peer.Status), Is.EqualTo((1, ConnectionStatus.Disconnected)));
        Assert.That(gone, Is.EquivalentTo([2, 3]));
    }

    [Test]
    public void RestartInAHandlerTellsTheOldPeersGoneBeforeTheNewOnesConnected([Values] bool throws)
    {
        using var peer = new ScriptedPeer().AsServer(2, 3);
        var events = new List<string>();
        peer.PeerConnected += id =>
        {
            events.Add($"+{id}");
            if (id != 4) return;
            peer.Close();
            peer.AsServer();
            peer.Inbox.PeerConnected(5);
            if (throws) throw new InvalidTimeZoneException();
        };
        peer.PeerDisconnected += (id, _) => events.Add($"-{id}");
        peer.Inbox.PeerConnected(4);
        if (throws) Assert.That(peer.Poll, Throws.TypeOf<InvalidTimeZoneException>());
        peer.Poll();
        Assert.That(events, Is.EqualTo(["+4", "-2", "-3", "-4", "+5"]));
        Assert.That(peer.Peers, Is.EqualTo([5]));
    }

    [Test]
    public void FailedServerTellsEveryPeerGoneAndThenTheFailure()
    {
        using var peer = new ScriptedPeer().AsServer(2, 3);
        var events = new List<string>();
        peer.PeerDisconnected += (id, info) => events.Add($"-{id} {info.Reason} {peer.Status}");
        peer.ConnectionFailed += info => events.Add($"failed {info.Reason} {peer.Status}");
        var unread = new ScriptedBlock(2, 1);
        peer.Inbox.Packets(unread);
        peer.Inbox.ConnectionFailed(new DisconnectInfo(DisconnectReason.CarrierFailed, DisconnectOrigin.Local, text: "no sockets left"));
        peer.Poll();
        Assert.That(events, Is.EqualTo(
            ["-2 CarrierFailed Disconnected", "-3 CarrierFailed Disconnected", "failed CarrierFailed Disconnected"]));
        Assert.That(unread.Releases, Is.EqualTo(1));
    }

    [Test]
    public void FailureOfOneSessionIsToldBeforeTheEventsOfTheNext()
    {
        using var peer = new ScriptedPeer().AsServer(2);
        var events = new List<string>();
        peer.PeerDisconnected += (_, _) =>
        {
            events.Add("gone");
            peer.AsServer();
            peer.Inbox.PeerConnected(3);
            throw new InvalidTimeZoneException();
        };
        peer.PeerConnected += _ => events.Add("connected");
        peer.ConnectionFailed += _ => events.Add("failed");
        peer.Inbox.ConnectionFailed(Lost);
        Assert.That(peer.Poll, Throws.TypeOf<InvalidTimeZoneException>());
        peer.Poll();
        Assert.That(events, Is.EqualTo(["gone", "failed", "connected"]));
    }

    [Test]
    public void ClientIsConnectedOnceAndGoneWithItsServer()
    {
        using var peer = new ScriptedPeer().AsClient();
        peer.Inbox.ConnectedToServer(77);
        peer.Inbox.ConnectedToServer(78);
        peer.Poll();
        Assert.That((peer.Status, peer.UniqueId, peer.Peers.Single()), Is.EqualTo((ConnectionStatus.Connected, 77, 1)));
        var old = peer.Inbox;
        peer.Inbox.PeerDisconnected(1, Lost);
        peer.Poll();
        Assert.That((peer.Status, peer.UniqueId, peer.Peers.Count), Is.EqualTo((ConnectionStatus.Disconnected, 0, 0)));

        peer.AsClient();
        old.ConnectedToServer(79);
        peer.Poll();
        Assert.That(peer.Status, Is.EqualTo(ConnectionStatus.Connecting), "An old inbox has no say.");
    }

    internal static DisconnectInfo Lost => new(DisconnectReason.ConnectionLost, DisconnectOrigin.Network);

    private static (int Sender, byte Payload) Take(ScriptedPeer peer)
    {
        Assert.That(peer.TryReceive(out var packet), Is.True);
        return (packet.Sender, packet.Payload.Span[0]);
    }
}
