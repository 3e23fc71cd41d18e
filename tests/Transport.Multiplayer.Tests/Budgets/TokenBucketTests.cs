using Transport.Multiplayer.Budgets;

namespace Transport.Multiplayer.Tests.Budgets;

[TestFixture]
public sealed class TokenBucketTests
{
    private static readonly TimeSpan Start = TimeSpan.FromHours(1);

    [Test]
    public void BurstIsThereAtOnceAndComesBackWithTime()
    {
        var bucket = new TokenBucket(new PeerBudget(perSecond: 10, burst: 3), Start);
        Assert.That(Take(ref bucket, 5, Start), Is.EqualTo(3));
        Assert.That(Take(ref bucket, 5, Start + TimeSpan.FromMilliseconds(99)), Is.Zero);
        Assert.That(Take(ref bucket, 5, Start + TimeSpan.FromMilliseconds(100)), Is.EqualTo(1));
        Assert.That(Take(ref bucket, 5, Start + TimeSpan.FromDays(1)), Is.EqualTo(3), "No more is saved up.");
    }

    [Test]
    public void WhatIsTooMuchIsNotTaken()
    {
        var bucket = new TokenBucket(new PeerBudget(perSecond: 10, burst: 10), Start);
        Assert.That(bucket.TryTake(11, Start), Is.False);
        Assert.That(bucket.TryTake(10, Start), Is.True);
        Assert.That(bucket.TryTake(1, Start), Is.False);
    }

    [Test]
    public void RateHoldsOverAnyPattern()
    {
        var seed = ContractTests.ContractSeed.Value;
        var random = new Random(seed);
        var bucket = new TokenBucket(new PeerBudget(perSecond: 100, burst: 50), Start);
        var now = Start;
        var taken = 0;
        for (var i = 0; i < 100_000; i++)
        {
            now += TimeSpan.FromTicks(random.Next(100_000));
            var wanted = random.Next(3);
            if (bucket.TryTake(wanted, now)) taken += wanted;
        }
        Assert.That(taken, Is.LessThanOrEqualTo(50 + ((now - Start).TotalSeconds * 100)), ContractTests.ContractSeed.Message);
        Assert.That(taken, Is.GreaterThan((now - Start).TotalSeconds * 95), ContractTests.ContractSeed.Message);
    }

    [Test]
    public void BudgetSaysWhatItIs()
    {
        using (Assert.EnterMultipleScope())
        {
            Assert.That(new PeerBudget(100, 1000, BudgetAction.Disconnect).ToString(), Is.EqualTo("100 per second, 1,000 at once, then Disconnect"));
            Assert.That(new PeerBudget(7).Burst, Is.EqualTo(70));
            Assert.That(new PeerBudget(int.MaxValue).Burst, Is.EqualTo(int.MaxValue));
            Assert.That(new PeerBudget(7).Action, Is.EqualTo(BudgetAction.Drop));
            Assert.That(() => new PeerBudget(0), Throws.InstanceOf<ArgumentException>());
            Assert.That(() => new PeerBudget(1, -1), Throws.InstanceOf<ArgumentException>());
        }
    }

    private static int Take(ref TokenBucket bucket, int most, TimeSpan now)
    {
        var taken = 0;
        while (taken < most && bucket.TryTake(1, now)) taken++;
        return taken;
    }
}
