using Transport.LiteNet.Tests.Fixtures;

namespace Transport.LiteNet.Tests;

/// <summary>Over a network that loses, repeats and reorders a tenth of the datagrams each.</summary>
internal sealed class LossTests : LiteNetFixture
{
    private const int Window = 100;

    [TestCase(false)]
    [TestCase(true)]
    public async Task ReliablePacketsAllArriveOnceAndInOrder(bool isSealed)
    {
        const int count = 10_000;
        var (server, client, relay) = await Join(isSealed);
        using var _ = relay;
        var (up, down) = (0, 0);
        await Until(
            () =>
            {
                while (up < count && client.Peer.TrySend(Numbered(up), 1)) up++;
                while (down < count && server.Peer.TrySend(Numbered(down), client.Id)) down++;
                return server.Packets.Count() == count && client.Packets.Count() == count;
            },
            "all packets of both ends");
        Assert.That(relay.Lost, Is.GreaterThan(0));
        foreach (var end in new[] { server, client })
            Assert.That(end.Packets.Select(packet => BitConverter.ToInt32(packet.Payload)), Is.EqualTo(Enumerable.Range(0, count)));
    }

    [Test]
    public async Task UnreliableOrderedPacketsNeverGoBackOrComeTwice()
    {
        var (server, client, relay) = await Join(isSealed: false);
        using var _ = relay;
        for (var i = 0; i < 3000; i++)
        {
            client.Peer.Send(Numbered(i), 1, TransferMode.UnreliableOrdered, channel: i % 2);
            client.Peer.Flush();
            if (i % Window == Window - 1) await UntilCarried(relay);
        }
        client.Peer.Send(Numbered(-1), 1);
        await Until(() => server.Packets.Any(packet => packet.Mode == TransferMode.Reliable), "the end");
        for (var channel = 0; channel < 2; channel++)
        {
            var numbers = server.Packets.Where(packet => packet.Mode == TransferMode.UnreliableOrdered && packet.Channel == channel)
                .Select(packet => BitConverter.ToInt32(packet.Payload)).ToArray();
            Assert.That(numbers, Is.Ordered.And.Unique);
            Assert.That(numbers, Has.Length.InRange(500, 1499), "Most arrive, and not all.");
        }
    }

    [Test]
    public async Task UnreliablePacketsMayBeLostAndAreNotWaitedFor()
    {
        var (server, client, relay) = await Join(isSealed: false);
        using var _ = relay;
        for (var i = 0; i < 3000; i++)
        {
            client.Peer.Send(Numbered(i), 1, TransferMode.Unreliable);
            client.Peer.Flush();
            if (i % Window == Window - 1) await UntilCarried(relay);
        }
        client.Peer.Send(Numbered(-1), 1);
        await Until(() => server.Packets.Any(packet => packet.Mode == TransferMode.Reliable), "the end");
        var different = server.Packets.Select(packet => BitConverter.ToInt32(packet.Payload)).Distinct().Count();
        Assert.That(different, Is.InRange(2000, 2999), "Most arrive, and not all.");
    }

    [TestCase(30)]
    public async Task ConnectsAndClosesGetThrough(int percent)
    {
        var server = StartServer();
        using var relay = new LossyRelay(Of(server).LocalPort, TestSeed.NewRandom()) { Percent = percent };
        var client = CreatePeer(new LiteNetMultiplayerPeerOptions { HandshakeTimeout = TimeSpan.FromSeconds(15) });
        for (var i = 0; i < 5; i++)
        {
            Of(client).CreateClient("127.0.0.1", relay.Port);
            await UntilJoined(server, client);
            var id = client.Id;
            for (var packet = 0; packet < 20; packet++) client.Peer.Send([(byte)packet], 1);
            client.Peer.Close(4000 + i, "see you");
            Assert.That(await UntilGone(server, id), Is.EqualTo(new DisconnectInfo(DisconnectReason.Closed, DisconnectOrigin.Remote, 4000 + i, "see you", isClean: true)));
            Assert.That(server.PacketsFrom(id).Select(packet => packet.Payload[0]), Is.EqualTo(Enumerable.Range(0, 20)));
            await client.Peer.CloseAsync();
        }
    }

    // The system loses datagrams as well when nobody takes them; here only the relay shall.
    private Task UntilCarried(LossyRelay relay)
    {
        var rests = relay.Rests;
        return Until(() => relay.Rests > rests + 1, "the relay to have carried what was sent");
    }

    private static byte[] Numbered(int number) => [.. BitConverter.GetBytes(number), .. new byte[28]];

    private async Task<(ContractTests.RecordedPeer Server, ContractTests.RecordedPeer Client, LossyRelay Relay)> Join(bool isSealed)
    {
        var options = new LiteNetMultiplayerPeerOptions
        {
            Security = isSealed ? LiteNetSecurity.SharedSecret(new byte[16]) : null, HandshakeTimeout = TimeSpan.FromSeconds(15),
        };
        var server = StartServer(options);
        var relay = new LossyRelay(Of(server).LocalPort, TestSeed.NewRandom());
        var client = StartClient(relay.Port, options);
        await UntilJoined(server, client);
        return (server, client, relay);
    }
}
