namespace Transport.ContractTests;

// Godot's shape: set a target, put a packet; count packets, get one. What is asked of a packet is about the next one.
public abstract partial class MultiplayerPeerContract
{
    [Test]
    public void PacketPeer_DefaultsAreGodots()
    {
        var peer = CreatePeer("idle").Peer;
        Assert.That(
            (peer.TargetPeer, peer.TransferMode, peer.TransferChannel, peer.AvailablePacketCount, peer.RefuseNewConnections),
            Is.EqualTo((MultiplayerPeer.TargetPeerBroadcast, TransferMode.Reliable, 0, 0, false)));
        Assert.That((MultiplayerPeer.TargetPeerBroadcast, MultiplayerPeer.TargetPeerServer), Is.EqualTo((0, 1)));
        Assert.That(new[] { (int)TransferMode.Unreliable, (int)TransferMode.UnreliableOrdered, (int)TransferMode.Reliable }, Is.EqualTo([0, 1, 2]));
        Assert.That(
            new[] { (int)ConnectionStatus.Disconnected, (int)ConnectionStatus.Connecting, (int)ConnectionStatus.Connected }, Is.EqualTo([0, 1, 2]));
    }

    [Test]
    public async Task PacketPeer_GettersTellOfTheNextPacket()
    {
        var (server, first) = await StartPair();
        var second = await Join(server);
        server.TakesPackets = false;
        first.Peer.TransferChannel = Math.Min(1, first.Peer.MaxChannel);
        first.Peer.PutPacket("one"u8);
        await PumpUntil(() => server.Peer.AvailablePacketCount == 1, "the first packet");
        second.Peer.PutPacket("two"u8);
        second.Peer.PutPacket("three"u8);
        await PumpUntil(() => server.Peer.AvailablePacketCount == 3, "three packets");

        var peer = server.Peer;
        Assert.That(
            (peer.GetPacketPeer(), peer.GetPacketMode(), peer.GetPacketChannel()),
            Is.EqualTo((first.Id, TransferMode.Reliable, Carrier.ShowsChannelOf(first.Peer) ? first.Peer.TransferChannel : 0)));
        Assert.That((peer.GetPacketPeer(), peer.AvailablePacketCount), Is.EqualTo((first.Id, 3)), "Asking takes nothing.");
        Assert.That(peer.GetPacket(), Is.EqualTo(Bytes("one")));
        Assert.That((peer.GetPacketPeer(), peer.AvailablePacketCount), Is.EqualTo((second.Id, 2)));
        Assert.That(peer.GetPacket(), Is.EqualTo(Bytes("two")));
        Assert.That((peer.TryReceive(out var packet), packet.Payload.ToArray()), Is.EqualTo((true, Bytes("three"))));
        Assert.That(peer.AvailablePacketCount, Is.Zero);
    }

    [Test]
    public async Task PacketPeer_GetPacketIsACopy()
    {
        var (server, client) = await StartPair();
        server.TakesPackets = false;
        client.Peer.Send("one"u8, MultiplayerPeer.TargetPeerServer);
        client.Peer.Send("two"u8, MultiplayerPeer.TargetPeerServer);
        await PumpUntil(() => server.Peer.AvailablePacketCount == 2, "two packets");
        var one = server.Peer.GetPacket();
        var two = server.Peer.GetPacket();
        server.Peer.Close();
        Assert.That((one, two), Is.EqualTo((Bytes("one"), Bytes("two"))));
    }

    [Test]
    public async Task PacketPeer_PutPacketUsesWhatWasSet()
    {
        var (server, client) = await StartPair();
        var other = await Join(server);
        server.Peer.TargetPeer = -client.Id;
        server.Peer.PutPacket("for the other"u8);
        server.Peer.TargetPeer = client.Id;
        server.Peer.PutPacket("for the client"u8);
        await PumpUntil(() => client.Packets.Any() && other.Packets.Any(), "a packet at each");
        Assert.That((client.Texts.Single(), other.Texts.Single()), Is.EqualTo(("for the client", "for the other")));
        server.Peer.TransferMode = (TransferMode)7;
        AssertMistake<ArgumentException>(server, peer => peer.PutPacket("x"u8), "mode 7");
    }
}
