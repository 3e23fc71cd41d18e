using Transport.ContractTests;
using Transport.Testing.Tests.Fixtures;

namespace Transport.Testing.Tests;

/// <summary>10,000 packets each way in each mode over a bad network: what each mode promises, and the same figures in each run.</summary>
[TestFixture]
public sealed class ReliabilityTests
{
    private const int Count = 10_000;
    private const int PacketsPerFrame = 20;
    private const int FixedSeed = 20260719;

    private static readonly NetworkConditions Bad = new()
    {
        Latency = TimeSpan.FromMilliseconds(100),
        Loss = 0.1,
        Reordering = 0.1,
        Duplication = 0.1,
    };

    [Test]
    public void ReliablePacketsArriveOnceAndInOrder()
    {
        using var pair = new SimulatedPair(Bad);
        Exchange(pair, TransferMode.Reliable);
        foreach (var log in new[] { pair.AtServer, pair.AtClient })
            Assert.That(Numbers(log), Is.EqualTo(Enumerable.Range(0, Count)), ContractSeed.Message);
        var statistics = pair.Network.GetStatistics();
        Assert.That(statistics.Retransmitted, Is.EqualTo(2 * Count / 9).Within(200), ContractSeed.Message);
        Assert.That((statistics.Lost, statistics.Duplicated, statistics.Reordered, statistics.InFlightPackets), Is.EqualTo((0L, 0L, 0L, 0)));
    }

    [Test]
    public void UnreliableOrderedPacketsNeverGoBack()
    {
        using var pair = new SimulatedPair(Bad);
        Exchange(pair, TransferMode.UnreliableOrdered);
        foreach (var log in new[] { pair.AtServer, pair.AtClient })
            Assert.That(Numbers(log), Is.Ordered.And.Unique, ContractSeed.Message);
        var statistics = pair.Network.GetStatistics();
        Assert.That(statistics.Lost, Is.EqualTo(2 * Count / 10).Within(170), ContractSeed.Message);
        Assert.That(statistics.Late, Is.GreaterThan(0), ContractSeed.Message);
        Assert.That(statistics.Arrived + statistics.Lost + statistics.Late, Is.EqualTo(2 * Count));
    }

    [Test]
    public void UnreliablePacketsAreLostRepeatedAndOvertaken()
    {
        using var pair = new SimulatedPair(Bad);
        Exchange(pair, TransferMode.Unreliable);
        var statistics = pair.Network.GetStatistics();
        Assert.That(statistics.Lost, Is.EqualTo(2 * Count / 10).Within(170), ContractSeed.Message);
        Assert.That(statistics.Duplicated, Is.EqualTo(2 * Count * 0.9 / 10).Within(160), ContractSeed.Message);
        Assert.That(statistics.Reordered, Is.EqualTo(2 * Count * 0.9 / 10).Within(160), ContractSeed.Message);
        foreach (var log in new[] { pair.AtServer, pair.AtClient })
        {
            var numbers = Numbers(log);
            Assert.That(numbers, Is.Not.Ordered);
            Assert.That(numbers.GroupBy(number => number).Max(same => same.Count()), Is.EqualTo(2));
        }
    }

    // The figures of one seed, in every run and on every platform.
    [TestCase(TransferMode.Reliable, 20000, 0, 0, 0, 0, 2277)]
    [TestCase(TransferMode.UnreliableOrdered, 16193, 2042, 1765, 0, 1786, 0)]
    [TestCase(TransferMode.Unreliable, 19815, 1987, 0, 1802, 1748, 0)]
    public void FiguresOfASeedAreReproducible(TransferMode mode, int arrived, int lost, int late, int duplicated, int reordered, int retransmitted)
    {
        using var pair = new SimulatedPair(Bad, FixedSeed);
        Exchange(pair, mode);
        var statistics = pair.Network.GetStatistics();
        Assert.That(
            (statistics.Arrived, statistics.Lost, statistics.Late, statistics.Duplicated, statistics.Reordered, statistics.Retransmitted),
            Is.EqualTo(((long)arrived, (long)lost, (long)late, (long)duplicated, (long)reordered, (long)retransmitted)));
    }

    private static void Exchange(SimulatedPair pair, TransferMode mode)
    {
        for (var i = 0; i < Count; i++)
        {
            pair.Client.Send(BitConverter.GetBytes(i), 1, mode);
            pair.Server.Send(BitConverter.GetBytes(i), pair.ClientId, mode);
            if (i % PacketsPerFrame == 0) pair.Run(10);
        }
        for (var frame = 0; pair.Network.GetStatistics().InFlightPackets > 0; frame++)
        {
            Assert.That(frame, Is.LessThan(10_000), "It takes too long.");
            pair.Run(10);
        }
    }

    private static int[] Numbers(RecordedPeer log) => [.. log.Packets.Select(packet => BitConverter.ToInt32(packet.Payload))];
}
