namespace Transport.ContractTests;

// GetStatistics: what was sent and received, in packets and payload bytes.
public abstract partial class MultiplayerPeerContract
{
    [Test]
    public async Task Statistics_CountBothDirectionsOfEachPeer()
    {
        var server = StartServer();
        var (first, second) = (await Join(server), await Join(server));
        Assert.That(Counts(server.Peer.GetStatistics(first.Id)), Is.EqualTo((0L, 0L, 0L, 0L)), "It starts at nothing.");
        server.Peer.Send(Numbered(1, 100), MultiplayerPeer.TargetPeerBroadcast);
        server.Peer.Send(Numbered(2, 10), first.Id);
        server.Peer.Send([], first.Id);
        Assert.That(server.Peer.TrySend(Numbered(3, 5), -first.Id), Is.True);
        first.Peer.Send(Numbered(4, 7), MultiplayerPeer.TargetPeerServer);
        second.Peer.Send(Numbered(5, 70), MultiplayerPeer.TargetPeerServer);
        second.Peer.Send(Numbered(6, 700), MultiplayerPeer.TargetPeerServer);

        await PumpUntil(
            () => server.Packets.Count() == 3 && first.Packets.Count() == 3 && second.Packets.Count() == 2, "all packets");
        Assert.That(Counts(server.Peer.GetStatistics(first.Id)), Is.EqualTo((3L, 110L, 1L, 7L)));
        Assert.That(Counts(server.Peer.GetStatistics(second.Id)), Is.EqualTo((2L, 105L, 2L, 770L)));
        Assert.That(Counts(first.Peer.GetStatistics(1)), Is.EqualTo((1L, 7L, 3L, 110L)));
        Assert.That(Counts(second.Peer.GetStatistics(1)), Is.EqualTo((2L, 770L, 2L, 105L)));
    }

    [Test]
    public async Task Statistics_StartAnewWithEachConnection()
    {
        var (server, client) = await StartPair();
        await AssertLinkWorks(server, client);
        client.Peer.Close();
        Carrier.StartClient(client.Peer, server.Peer);
        await UntilJoined(server, client);
        Assert.That(Counts(client.Peer.GetStatistics(1)), Is.EqualTo((0L, 0L, 0L, 0L)));
        Assert.That(Counts(server.Peer.GetStatistics(client.Id)), Is.EqualTo((0L, 0L, 0L, 0L)));
    }

    [Test]
    public async Task Statistics_OfAPeerThatIsKnownToBeGoneDoNotThrow()
    {
        var (server, client) = await StartPair();
        server.Peer.DisconnectPeer(client.Id);
        Assert.That(() => server.Peer.GetStatistics(client.Id), Throws.Nothing);
    }

    private static (long PacketsSent, long BytesSent, long PacketsReceived, long BytesReceived) Counts(PeerStatistics statistics) =>
        (statistics.PacketsSent, statistics.BytesSent, statistics.PacketsReceived, statistics.BytesReceived);
}
