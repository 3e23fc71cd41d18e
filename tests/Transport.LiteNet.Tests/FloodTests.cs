using Transport.ContractTests;
using Transport.LiteNet.Tests.Fixtures;
using Transport.LiteNet.Wire;

namespace Transport.LiteNet.Tests;

/// <summary>Ten thousand datagrams of strangers: nobody becomes a peer, nothing is kept of them, and players do not notice.</summary>
[NonParallelizable]
internal sealed class FloodTests : LiteNetFixture
{
    private const int Datagrams = 10_000;

    // What of one datagram would be kept is at least an address; far less than that is allowed.
    private const long MostBytesKept = 500_000;

    private static readonly (string Name, Func<Random, RawClient, byte[]> Create)[] Floods =
    [
        ("junk", (random, _) => random.NextBytes(random.Next(1, 1400))),
        ("knocks", (random, stranger) => Changed(stranger.CreateKnock(), random, 6, Protocol.RandomBytes)),
        ("joins with made-up cookies", (random, stranger) => stranger.CreateJoin(random.NextBytes(Protocol.CookieBytes))),
        ("half-made requests", (random, stranger) => stranger.CreateJoin(new byte[Protocol.CookieBytes])[..random.Next(1, 60)]),
        ("pings of nobody", (random, _) => [LitePacket.Ping, (byte)random.Next(), 0]),
        ("announced fragments", (random, _) => [LitePacket.Channeled | 0x80, (byte)random.Next(64), 0, 2, (byte)random.Next(), (byte)random.Next(), 0, 0, 0xFF, 0xFF, 1]),
    ];

    [TestCaseSource(nameof(Floods))]
    public async Task StrangersAreNotKept((string Name, Func<Random, RawClient, byte[]> Create) flood)
    {
        var random = TestSeed.NewRandom();
        var server = StartServer();
        var player = await Join(server);
        // The first round makes the pools as large as they get.
        await Flood(server, player, flood.Create, random);
        var before = Kept();
        await Flood(server, player, flood.Create, random);
        Assert.That(Kept() - before, Is.LessThan(MostBytesKept));
        Assert.That(server.Log.Count(line => line.Kind == PeerEventKind.Connected), Is.EqualTo(1), "The player.");
        Assert.That(server.Log.Count(line => line.Kind == PeerEventKind.Disconnected), Is.Zero);
        await AssertLinkWorks(server, player);
    }

    [Test]
    public async Task JoinsOfRealAddressesTakeNoMoreThanTheirPlaces()
    {
        var server = StartServer(new LiteNetMultiplayerPeerOptions { MaxPendingHandshakesPerAddress = 16, MaxPendingHandshakes = 16 });
        var player = await Join(server);
        using var stranger = new RawClient(Of(server).LocalPort);
        for (var i = 0; i < 1000; i++)
        {
            stranger.ChangeTime();
            stranger.Send(stranger.CreateJoin(stranger.GetCookie()));
            if (i % 50 == 0) await AssertLinkWorks(server, player);
        }
        Assert.That(server.Log.Count(line => line.Kind == PeerEventKind.Connected), Is.EqualTo(1), "The player.");
    }

    private async Task Flood(RecordedPeer server, RecordedPeer player, Func<Random, RawClient, byte[]> create, Random random)
    {
        // Many ports, so that there are many addresses.
        var strangers = Enumerable.Range(0, 50).Select(_ => new RawClient(Of(server).LocalPort)).ToList();
        for (var i = 0; i < Datagrams; i++)
        {
            strangers[i % strangers.Count].Send(create(random, strangers[i % strangers.Count]));
            if (i % 1000 == 0) await AssertLinkWorks(server, player);
        }
        await AssertLinkWorks(server, player);
        strangers.ForEach(stranger => stranger.Dispose());
    }

    private static long Kept()
    {
        GC.Collect();
        GC.WaitForPendingFinalizers();
        return GC.GetTotalMemory(forceFullCollection: true);
    }

    private static byte[] Changed(byte[] datagram, Random random, int start, int count)
    {
        random.NextBytes(datagram.AsSpan(start, count));
        return datagram;
    }
}
