using Transport.Testing.Tests.Fixtures;

namespace Transport.Testing.Tests;

// Over a network with conditions; the contract suite counts over a perfect one.
[TestFixture]
public sealed class AllocationTests
{
    private const int Frames = 2000;
    private const int PacketsPerFrame = 10;

    // A packet's own would be a hundred times as much. Now and then activity comes just when a peer begins to watch for it, and that is queued.
    private const double MostBytesPerPacket = 0.2;

#if NET10_0_OR_GREATER
    private const int BytesPerWake = 0;
#else
    // The netstandard2.1 build cannot queue work on the pool without an allocation: loopback makes one for each wake,
    // of which there is one for a packet at the most. A copy of a packet would be twice as much.
    private const int BytesPerWake = 40;
#endif

    [TestCase(TransferMode.Reliable)]
    [TestCase(TransferMode.UnreliableOrdered)]
    [TestCase(TransferMode.Unreliable)]
    public void PacketsOnABadNetworkAllocateNothing(TransferMode mode)
    {
        var time = new ManualTime();
        var network = new SimulatedNetwork(new SimulatedNetworkOptions { Seed = 5 }, time);
        using var server = network.Wrap(new LoopbackMultiplayerPeer(timeProvider: time));
        using var client = network.Wrap(new LoopbackMultiplayerPeer(timeProvider: time));
        server.Start(peer => peer.CreateServer());
        client.Start(peer => peer.CreateClient(server.Inner));
        client.Poll();
        server.Poll();
        // At first more is on its way than ever after, so that every pool has grown.
        network.Conditions = NetworkConditions.Terrible with { BytesPerSecond = null };
        Exchange(Frames);
        network.Conditions = NetworkConditions.Mobile with { BytesPerSecond = null };
        Exchange(Frames);

        var before = GC.GetAllocatedBytesForCurrentThread();
        Exchange(Frames);
        var allocated = GC.GetAllocatedBytesForCurrentThread() - before;
        Assert.That(allocated, Is.LessThan((Frames * PacketsPerFrame * MostBytesPerPacket) + (Frames * PacketsPerFrame * BytesPerWake)));

        void Exchange(int frames)
        {
            Span<byte> payload = stackalloc byte[64];
            for (var frame = 0; frame < frames; frame++)
            {
                for (var i = 0; i < PacketsPerFrame / 2; i++)
                {
                    client.Send(payload, 1, mode, i % 2);
                    server.Send(payload, MultiplayerPeer.TargetPeerBroadcast, mode, i % 2);
                }
                time.Advance(TimeSpan.FromMilliseconds(16));
                server.Poll();
                client.Poll();
                while (server.TryReceive(out _) || client.TryReceive(out _))
                {
                }
            }
        }
    }
}
