using Transport.ContractTests;
using Transport.Testing.Simulation;

namespace Transport.Testing.Tests.Simulation;

// The pure part: what happens to a packet, from the conditions, the time and chance.
[TestFixture]
public sealed class LinkModelTests
{
    private const long Millisecond = TimeSpan.TicksPerMillisecond;
    private const int Many = 20_000;

    [Test]
    public void PerfectNetworkDelaysNothing([Values] TransferMode mode)
    {
        var (model, counters) = Model(NetworkConditions.Perfect);
        for (var now = 0L; now < 100; now++) Assert.That(Send(model, now, mode).Due, Is.EqualTo(now));
        Assert.That(counters.Read(), Is.EqualTo(default(LinkStatistics)));
    }

    [Test]
    public void LatencyIsTheSameForEach([Values] TransferMode mode)
    {
        var (model, counters) = Model(new NetworkConditions { Latency = Ms(100) });
        for (var i = 0; i < 100; i++) Assert.That(Send(model, i * Millisecond, mode).Due, Is.EqualTo((i + 100) * Millisecond));
        Assert.That(counters[LinkEvent.Delayed], Is.EqualTo(100));
    }

    [Test]
    public void JitterStaysInItsBoundsAndKeepsTheOrder([Values] TransferMode mode)
    {
        var (model, _) = Model(new NetworkConditions { Latency = Ms(100), Jitter = Ms(30) });
        var last = 0L;
        var delays = new List<long>();
        for (var i = 0; i < Many; i++)
        {
            // Far enough apart that none waits for the one before it.
            var now = i * 200 * Millisecond;
            var due = Send(model, now, mode).Due;
            Assert.That(due, Is.GreaterThanOrEqualTo(last));
            delays.Add(due - now);
            last = due;
        }
        Assert.That(delays, Is.All.InRange(70 * Millisecond, 130 * Millisecond), ContractSeed.Message);
        Assert.That(delays.Average() / Millisecond, Is.EqualTo(100).Within(1), ContractSeed.Message);
    }

    [Test]
    public void JitterAloneNeverOvertakes([Values] TransferMode mode)
    {
        var (model, _) = Model(new NetworkConditions { Latency = Ms(50), Jitter = Ms(50) });
        var dues = Enumerable.Range(0, 1000).Select(i => Send(model, i * Millisecond, mode).Due).ToArray();
        Assert.That(dues, Is.Ordered, ContractSeed.Message);
    }

    [Test]
    public void LossTakesItsShareOfWhatIsUnreliable([Values(TransferMode.Unreliable, TransferMode.UnreliableOrdered)] TransferMode mode)
    {
        var (model, counters) = Model(new NetworkConditions { Loss = 0.1 });
        var lost = Enumerable.Range(0, Many).Count(i => Send(model, i, mode).Due == Journey.Never);
        Assert.That(lost, Is.EqualTo(Many / 10).Within(170), ContractSeed.Message);
        Assert.That(counters[LinkEvent.Lost], Is.EqualTo(lost));
        Assert.That(model.Channels, Is.LessThanOrEqualTo(1), "What is lost is not remembered.");
    }

    [Test]
    public void ALostReliablePacketComesLaterForEachTimeItIsLost()
    {
        var (model, counters) = Model(new NetworkConditions { Latency = Ms(10), Loss = 0.5, RetransmissionDelay = Ms(7) });
        var delays = new Dictionary<long, int>();
        for (var i = 0; i < Many; i++)
        {
            var now = i * 1000 * Millisecond;
            var delay = (Send(model, now, TransferMode.Reliable).Due - now) / Millisecond;
            delays[delay] = delays.GetValueOrDefault(delay) + 1;
        }
        Assert.That(delays.Keys, Is.SubsetOf(Enumerable.Range(0, 11).Select(times => 10L + (7 * times))));
        Assert.That(delays[10], Is.EqualTo(Many / 2).Within(300), ContractSeed.Message);
        Assert.That(delays[17], Is.EqualTo(Many / 4).Within(300), ContractSeed.Message);
        Assert.That(counters[LinkEvent.Retransmitted], Is.EqualTo(delays.Sum(entry => entry.Value * (entry.Key - 10) / 7)));
    }

    [Test]
    public void EvenWhenEverythingIsLostAReliablePacketComes()
    {
        var (model, counters) = Model(new NetworkConditions { Loss = 1, RetransmissionDelay = Ms(100) });
        Assert.That(Send(model, 0, TransferMode.Reliable).Due, Is.EqualTo(1000 * Millisecond));
        Assert.That(counters[LinkEvent.Retransmitted], Is.EqualTo(10));
    }

    [Test]
    public void AReliablePacketWaitsForTheOneBeforeItOnItsChannelOnly()
    {
        var (model, _) = Model(new NetworkConditions { Loss = 0.5, RetransmissionDelay = Ms(100) });
        var last = new long[2];
        var independent = 0;
        for (var i = 0; i < 1000; i++)
        {
            var due = Send(model, i * Millisecond, TransferMode.Reliable, channel: i % 2, leaves: false).Due;
            Assert.That(due, Is.GreaterThanOrEqualTo(last[i % 2]));
            last[i % 2] = due;
            if (due < last[1 - (i % 2)]) independent++;
        }
        Assert.That(independent, Is.GreaterThan(0), "A channel does not wait for the other.");
    }

    [Test]
    public void AStallDoesNotHoldUpWhatIsUnreliable()
    {
        var (model, _) = Model(new NetworkConditions { Loss = 1, RetransmissionDelay = Ms(100) });
        Send(model, 0, TransferMode.Reliable, leaves: false);
        model.Conditions = NetworkConditions.Perfect;
        Assert.That(Send(model, Millisecond, TransferMode.Unreliable).Due, Is.EqualTo(Millisecond));
        Assert.That(Send(model, Millisecond, TransferMode.Reliable).Due, Is.EqualTo(1000 * Millisecond), "The next reliable one waits.");
    }

    [Test]
    public void OnlyUnreliablePacketsComeTwice([Values] TransferMode mode)
    {
        var (model, counters) = Model(new NetworkConditions { Latency = Ms(10), Duplication = 0.25, ReorderingDelay = Ms(20) });
        var copies = 0;
        for (var i = 0; i < Many; i++)
        {
            var now = i * 100 * Millisecond;
            var journey = Send(model, now, mode);
            if (journey.CopyDue == Journey.Never) continue;
            copies++;
            Assert.That(journey.CopyDue, Is.InRange(journey.Due, journey.Due + (20 * Millisecond)));
        }
        Assert.That(copies, mode == TransferMode.Unreliable ? Is.EqualTo(Many / 4).Within(250) : Is.Zero, ContractSeed.Message);
        Assert.That(counters[LinkEvent.Duplicated], Is.EqualTo(copies));
    }

    [Test]
    public void ReorderingHoldsItsShareUp([Values] TransferMode mode)
    {
        var (model, counters) = Model(new NetworkConditions { Latency = Ms(10), Reordering = 0.25, ReorderingDelay = Ms(40) });
        var late = 0;
        for (var i = 0; i < Many; i++)
        {
            var now = i * 100 * Millisecond;
            var delay = Send(model, now, mode).Due - now;
            Assert.That(delay, Is.InRange(10 * Millisecond, 50 * Millisecond));
            if (delay > 10 * Millisecond) late++;
        }
        Assert.That(late, mode == TransferMode.Reliable ? Is.Zero : Is.EqualTo(Many / 4).Within(250), ContractSeed.Message);
        Assert.That(counters[LinkEvent.Reordered], Is.EqualTo(late));
    }

    [Test]
    public void BandwidthLetsBytesPassOneAfterTheOther([Values] TransferMode mode)
    {
        var (model, _) = Model(new NetworkConditions { Latency = Ms(10), BytesPerSecond = 1000 });
        Assert.That(Send(model, 0, mode, bytes: 100).Due, Is.EqualTo(110 * Millisecond));
        Assert.That(Send(model, 0, mode, bytes: 50).Due, Is.EqualTo(160 * Millisecond));
        Assert.That(Send(model, 400 * Millisecond, mode, bytes: 100).Due, Is.EqualTo(510 * Millisecond), "Unused time is not saved up.");
        Assert.That(Send(model, 600 * Millisecond, mode, bytes: 0).Due, Is.EqualTo(610 * Millisecond));
    }

    [Test]
    public void AFullLineDropsWhatIsUnreliableAndDelaysWhatIsReliable()
    {
        var (model, counters) = Model(new NetworkConditions { BytesPerSecond = 1000, QueueBytes = 250 });
        Assert.That(Send(model, 0, TransferMode.Unreliable, bytes: 1000).Due, Is.EqualTo(1000 * Millisecond), "Nothing waits: it goes.");
        Assert.That(Send(model, 0, TransferMode.Unreliable, bytes: 1).Due, Is.EqualTo(Journey.Never), "1000 bytes wait.");
        Assert.That(Send(model, 0, TransferMode.Reliable, bytes: 100).Due, Is.EqualTo(1100 * Millisecond));
        // 150 bytes wait at 950 ms.
        Assert.That(Send(model, 950 * Millisecond, TransferMode.UnreliableOrdered, bytes: 101).Due, Is.EqualTo(Journey.Never));
        Assert.That(Send(model, 950 * Millisecond, TransferMode.UnreliableOrdered, bytes: 100).Due, Is.EqualTo(1200 * Millisecond));
        Assert.That(counters[LinkEvent.Overflowed], Is.EqualTo(2));
    }

    [Test]
    public void BetterConditionsDoNotOvertakeWorseOnes([Values] TransferMode mode)
    {
        var (model, _) = Model(new NetworkConditions { Latency = Ms(500) });
        Send(model, 0, mode, leaves: false);
        model.Conditions = NetworkConditions.Perfect;
        Assert.That(Send(model, 100 * Millisecond, mode).Due, Is.EqualTo(500 * Millisecond));
        Assert.That(Send(model, 600 * Millisecond, mode).Due, Is.EqualTo(600 * Millisecond));
    }

    [Test]
    public void NewsComesBehindEverythingOnItsWay()
    {
        var (model, _) = Model(NetworkConditions.Terrible);
        var latest = 0L;
        for (var i = 0; i < 300; i++)
        {
            var journey = Send(model, i * Millisecond, (TransferMode)(i % 3), channel: i % 5, leaves: false);
            if (journey.Due != Journey.Never) latest = Math.Max(latest, journey.Due);
            if (journey.CopyDue != Journey.Never) latest = Math.Max(latest, journey.CopyDue);
        }
        var news = model.SetOut(300 * Millisecond);
        Assert.That(news, Is.GreaterThanOrEqualTo(latest), ContractSeed.Message);
        Assert.That(Send(model, 301 * Millisecond, TransferMode.Reliable, channel: 9).Due, Is.GreaterThanOrEqualTo(news));
    }

    [Test]
    public void OnlyChannelsWithSomethingOnItsWayAreRemembered()
    {
        var (model, _) = Model(new NetworkConditions { Latency = Ms(100) });
        var traffic = new List<ChannelTraffic>();
        for (var channel = 0; channel < 1000; channel++)
        {
            model.SetOut(0, 10, TransferMode.Reliable, channel, out var one);
            model.SetOut(0, 10, TransferMode.UnreliableOrdered, channel, out var other);
            Assert.That(other, Is.SameAs(one));
            traffic.Add(one!);
        }
        Assert.That(model.Channels, Is.EqualTo(1000));
        foreach (var one in traffic)
        {
            model.Leave(one);
            model.Leave(one);
        }
        Assert.That(model.Channels, Is.Zero);
    }

    [Test]
    public void PlacesOnAChannelAreCounted()
    {
        var (model, _) = Model(new NetworkConditions { Latency = Ms(1) });
        long Next(int channel) => Send(model, 0, TransferMode.UnreliableOrdered, channel, leaves: false).Sequence;
        Assert.That(new[] { Next(0), Next(0), Next(1), Next(0), Next(1) }, Is.EqualTo([1, 2, 1, 3, 2]));
    }

    private static (LinkModel Model, LinkCounters Counters) Model(NetworkConditions conditions)
    {
        var counters = new LinkCounters();
        return (new LinkModel(new SeededRandom(ContractSeed.Value), counters) { Conditions = conditions }, counters);
    }

    private static Journey Send(
        LinkModel model, long now, TransferMode mode, int channel = 0, int bytes = 10, bool leaves = true)
    {
        var journey = model.SetOut(now, bytes, mode, channel, out var traffic);
        if (traffic is not null && leaves) model.Leave(traffic);
        return journey;
    }

    private static TimeSpan Ms(double milliseconds) => TimeSpan.FromMilliseconds(milliseconds);
}
