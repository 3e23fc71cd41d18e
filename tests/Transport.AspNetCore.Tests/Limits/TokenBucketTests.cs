using Microsoft.Extensions.Time.Testing;
using Transport.AspNetCore.Limits;

namespace Transport.AspNetCore.Tests.Limits;

internal sealed class TokenBucketTests
{
    [Test]
    public void GivesSoManyAtOnceAndSoManyPerSecond()
    {
        var time = new FakeTimeProvider();
        var bucket = new TokenBucket(perSecond: 10, burst: 3, time);
        Assert.That(Take(bucket), Is.EqualTo(3));
        time.Advance(TimeSpan.FromMilliseconds(99));
        Assert.That(Take(bucket), Is.Zero);
        time.Advance(TimeSpan.FromMilliseconds(1));
        Assert.That(Take(bucket), Is.EqualTo(1));
        time.Advance(TimeSpan.FromMilliseconds(200));
        Assert.That(Take(bucket), Is.EqualTo(2));
        time.Advance(TimeSpan.FromHours(1));
        Assert.That(Take(bucket), Is.EqualTo(3), "No more than the burst is saved up.");
    }

    private static int Take(TokenBucket bucket)
    {
        var taken = 0;
        while (bucket.TryTake()) taken++;
        return taken;
    }
}
