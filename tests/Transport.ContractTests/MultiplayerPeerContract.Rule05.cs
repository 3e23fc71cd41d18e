namespace Transport.ContractTests;

// Rule 5: reliable packets are ordered per channel; no promise across channels. A carrier that cannot be unreliable delivers every
// mode reliably.
public abstract partial class MultiplayerPeerContract
{
    [Test]
    public async Task Rule05_ReliablePacketsKeepTheirOrderPerChannel()
    {
        const int count = 400;
        var (server, client) = await StartPair();
        var channels = Math.Min(3, server.Peer.MaxChannel) + 1;
        var random = new Random(ContractSeed.Value);
        var sent = new List<byte>[channels];
        for (var channel = 0; channel < channels; channel++) sent[channel] = [];
        for (var i = 0; i < count; i++)
        {
            var channel = random.Next(channels);
            byte[] payload = [(byte)channel, (byte)i];
            sent[channel].Add((byte)i);
            server.Peer.Send(payload, client.Id, TransferMode.Reliable, channel);
            client.Peer.Send(payload, MultiplayerPeer.TargetPeerServer, TransferMode.Reliable, channel);
        }

        await PumpUntil(() => server.Packets.Count() == count && client.Packets.Count() == count, "all packets of both ends");
        foreach (var receiver in new[] { server, client })
        {
            for (var channel = 0; channel < channels; channel++)
            {
                Assert.That(
                    receiver.Packets.Where(packet => packet.Payload[0] == channel).Select(packet => packet.Payload[1]),
                    Is.EqualTo(sent[channel]), $"{receiver.Name}, channel {channel}, {ContractSeed.Message}");
            }
        }
    }

    [Test]
    public async Task Rule05_EveryModeIsReliableWhereNoneCanBeUnreliable()
    {
        IgnoreWhen(Carrier.DeliversEveryModeReliably ? null : "The carrier can be unreliable.");
        const int count = 300;
        var (server, client) = await StartPair();
        for (var i = 0; i < count; i++) client.Peer.Send(Numbered(i), MultiplayerPeer.TargetPeerServer, (TransferMode)(i % 3));
        await PumpUntil(() => server.Packets.Count() == count, "all packets");
        Assert.That(server.Packets.Select(packet => packet.Payload), Is.EqualTo(Enumerable.Range(0, count).Select(i => Numbered(i))));
    }

    [Test]
    public async Task Rule05_ReceiverSeesModeAndChannelAsFarAsTheCarrierHasThem()
    {
        var (server, client) = await StartPair();
        var channels = Math.Min(2, server.Peer.MaxChannel);
        foreach (var mode in new[] { TransferMode.Unreliable, TransferMode.UnreliableOrdered, TransferMode.Reliable })
        {
            for (var channel = 0; channel <= channels; channel++)
            {
                byte[] payload = [(byte)mode, (byte)channel];
                bool IsIt(PeerEvent packet) => packet.Payload.SequenceEqual(payload);
                await PumpUntil(
                    () =>
                    {
                        // An unreliable one may be lost: again.
                        if (!client.Packets.Any(IsIt)) server.Peer.Send(payload, client.Id, mode, channel);
                        return client.Packets.Any(IsIt);
                    },
                    $"a packet of mode {mode}",
                    isSilent: true);
                var packet = client.Packets.First(IsIt);
                Assert.That(packet.Mode, Is.EqualTo(Carrier.ShowsModeOf(client.Peer) ? mode : TransferMode.Reliable));
                Assert.That(packet.Channel, Is.EqualTo(Carrier.ShowsChannelOf(client.Peer) ? channel : 0));
                await PumpUntil(() => server.Peer.GetStatistics(client.Id).QueuedPackets == 0, "the rest to be written", isSilent: true);
            }
        }
    }
}
