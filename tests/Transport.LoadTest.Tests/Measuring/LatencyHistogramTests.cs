using System.Globalization;
using Transport.LoadTest.Measuring;

namespace Transport.LoadTest.Tests.Measuring;

public sealed class LatencyHistogramTests
{
    [Test]
    public void NothingRecordedHasNoPercentiles()
    {
        var histogram = new LatencyHistogram();

        Assert.That(histogram.Count, Is.Zero);
        Assert.That(histogram.Percentile(50), Is.Zero);
        Assert.That(LatencySummary.Of(histogram), Is.Null);
    }

    [Test]
    public void ShortTimesAreKeptExactly()
    {
        var histogram = new LatencyHistogram();
        for (var i = 1; i <= 100; i++) histogram.Record(i);

        Assert.That(histogram.Percentile(50), Is.EqualTo(50));
        Assert.That(histogram.Percentile(99), Is.EqualTo(99));
        Assert.That(histogram.Percentile(99.9), Is.EqualTo(100));
        Assert.That(histogram.Percentile(100), Is.EqualTo(100));
    }

    [TestCase(255)]
    [TestCase(256)]
    [TestCase(257)]
    [TestCase(511)]
    [TestCase(512)]
    [TestCase(1_000_000)]
    [TestCase(3_600_000_000_000)]
    [TestCase(LatencyHistogram.Longest)]
    public void AnyTimeIsFoundWithinOneInAHundred(long time)
    {
        var histogram = new LatencyHistogram();
        histogram.Record(time);

        Assert.That(histogram.Percentile(100), Is.InRange(time, time + time / 100));
    }

    [TestCase(-1, 0)]
    [TestCase(long.MinValue, 0)]
    [TestCase(long.MaxValue, LatencyHistogram.Longest)]
    public void TimesOutsideTheRangeCountAsItsEnds(long time, long end)
    {
        var histogram = new LatencyHistogram();
        histogram.Record(time);

        Assert.That(histogram.Count, Is.EqualTo(1));
        Assert.That(histogram.Percentile(100), Is.EqualTo(end));
    }

    [Test]
    public void PercentilesAgreeWithASortedList()
    {
        var seed = int.TryParse(Environment.GetEnvironmentVariable("TRANSPORT_SEED"), CultureInfo.InvariantCulture, out var other) ? other : 31;
        TestContext.Out.WriteLine($"TRANSPORT_SEED={seed}");
        var random = new Random(seed);
        var histogram = new LatencyHistogram();
        // From nanoseconds to minutes.
        var times = Enumerable.Range(0, 20_000).Select(_ => (long)Math.Pow(10, random.NextDouble() * 11)).Order().ToArray();
        foreach (var time in times) histogram.Record(time);

        foreach (var percent in new[] { 0.1, 1, 10, 25, 50, 75, 90, 99, 99.9, 99.99, 100 })
        {
            var exact = times[(int)Math.Ceiling(times.Length * percent / 100) - 1];
            Assert.That(histogram.Percentile(percent), Is.InRange(exact, exact + exact / 100), $"{percent} %");
        }
    }

    [Test]
    public void ClearForgetsEverything()
    {
        var histogram = new LatencyHistogram();
        histogram.Record(1000);
        histogram.Clear();

        Assert.That(histogram.Count, Is.Zero);
    }

    [Test]
    public void NoTimeIsLostBetweenThreads()
    {
        var histogram = new LatencyHistogram();
        Parallel.For(0, 8, _ =>
        {
            for (var i = 0; i < 10_000; i++) histogram.Record(100);
        });

        Assert.That(histogram.Count, Is.EqualTo(80_000));
    }

    [TestCase(0)]
    [TestCase(-1)]
    [TestCase(100.1)]
    public void NoSuchPercentile(double percent) =>
        Assert.That(() => new LatencyHistogram().Percentile(percent), Throws.InstanceOf<ArgumentOutOfRangeException>());

    [Test]
    public void SummaryIsInMicroseconds()
    {
        var histogram = new LatencyHistogram();
        for (var i = 0; i < 99; i++) histogram.Record(100);
        histogram.Record(200);

        Assert.That(LatencySummary.Of(histogram), Is.EqualTo(new LatencySummary(100, 0.1, 0.1, 0.1, 0.2, 0.2)));
    }
}
