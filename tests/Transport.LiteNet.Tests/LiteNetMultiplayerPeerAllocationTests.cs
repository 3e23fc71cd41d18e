using Transport.LiteNet.Tests.Fixtures;

namespace Transport.LiteNet.Tests;

/// <summary>What the contract suite does not measure: every mode, encryption, large packets, and a game that polls. Counted on all threads.</summary>
[NonParallelizable]
internal sealed class LiteNetMultiplayerPeerAllocationTests : LiteNetFixture
{
    private const int Rounds = 2000;

    // What the runtime and the test's host allocate meanwhile is allowed for; a packet that cost anything would cost 24 bytes.
    private const double AllowedPerPacket = 0.5;

    [Test]
    public async Task PollingGame([Values] TransferMode mode, [Values] bool isSealed)
    {
        var (server, client) = await Connect(isSealed);
        var payload = new byte[64];
        AssertNothingPerPacket(mode.ToString(), packets: 10, () => Exchange(server, client, mode, packets: 10, payload));
    }

    [TestCase(3000)]
    [TestCase(60_000)]
    public async Task PacketsInPieces(int length)
    {
        var (server, client) = await Connect(isSealed: false);
        var payload = new byte[length];
        // A piece is a packet here, as it is for LiteNetLib.
        AssertNothingPerPacket($"{length} bytes", packets: length / 1000, () => Exchange(server, client, TransferMode.Reliable, packets: 1, payload), rounds: 300);
    }

    private static void Exchange(LiteNetMultiplayerPeer server, LiteNetMultiplayerPeer client, TransferMode mode, int packets, byte[] payload)
    {
        for (var i = 0; i < packets; i++) client.Send(payload, MultiplayerPeer.TargetPeerServer, mode, channel: i % 3);
        for (var missing = packets; missing > 0;)
        {
            client.Poll();
            server.Poll();
            for (; server.TryReceive(out var packet); missing--)
            {
                if (payload.Length < 100) server.Send(packet.Payload.Span, packet.Sender, packet.Mode, packet.Channel);
            }
        }
        for (var missing = payload.Length < 100 ? packets : 0; missing > 0;)
        {
            server.Poll();
            client.Poll();
            while (client.TryReceive(out _)) missing--;
        }
    }

    // The least of several runs: what others allocate comes and goes, what a packet costs is there each time.
    private static void AssertNothingPerPacket(string what, int packets, Action exchange, int rounds = Rounds)
    {
        for (var i = 0; i < rounds; i++) exchange();
        var least = double.MaxValue;
        for (var run = 0; run < 5 && least > AllowedPerPacket; run++)
        {
            var before = GC.GetTotalAllocatedBytes(precise: true);
            for (var i = 0; i < rounds; i++) exchange();
            least = Math.Min(least, (GC.GetTotalAllocatedBytes(precise: true) - before) / (double)(rounds * packets));
        }
        TestContext.Out.WriteLine($"{what}: {least:0.000} bytes per packet");
        Assert.That(least, Is.LessThan(AllowedPerPacket));
    }

    private async Task<(LiteNetMultiplayerPeer Server, LiteNetMultiplayerPeer Client)> Connect(bool isSealed)
    {
        var options = new LiteNetMultiplayerPeerOptions { Security = isSealed ? LiteNetSecurity.SharedSecret(new byte[16]) : null };
        var server = StartServer(options);
        var client = await Join(server, options);
        return (Of(server), Of(client));
    }
}
