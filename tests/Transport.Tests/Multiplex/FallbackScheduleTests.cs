using Transport.Multiplex;

namespace Transport.Tests.Multiplex;

[TestFixture]
public sealed class FallbackScheduleTests
{
    private static readonly MultiplexLimits Limits = new(
        new MultiplexOptions { FallbackDelay = Seconds(2), ConnectTimeout = Seconds(10) });

    [Test]
    public void FirstMemberIsDueAtOnce()
    {
        var schedule = new FallbackSchedule(Limits, members: 2);
        Assert.That(schedule.IsNextDue(isAnyTrying: false, TimeSpan.Zero), Is.True);
        schedule.Begin(TimeSpan.Zero);
        Assert.That((schedule.Begun, schedule.IsExhausted), Is.EqualTo((1, false)));
    }

    [Test]
    public void NextMemberIsDueAfterTheDelayOrAFailure()
    {
        var schedule = Begun(members: 3);
        Assert.That(schedule.IsNextDue(isAnyTrying: true, Seconds(2) - TimeSpan.FromTicks(1)), Is.False);
        Assert.That(schedule.IsNextDue(isAnyTrying: true, Seconds(2)), Is.True);
        Assert.That(schedule.IsNextDue(isAnyTrying: false, TimeSpan.Zero), Is.True);
    }

    [Test]
    public void DelayCountsFromTheLastBeginning()
    {
        var schedule = Begun(members: 3);
        schedule.Begin(Seconds(1));
        Assert.That(schedule.IsNextDue(isAnyTrying: true, Seconds(2.5)), Is.False);
        Assert.That(schedule.IsNextDue(isAnyTrying: true, Seconds(3)), Is.True);
    }

    [Test]
    public void NobodyIsDueAfterTheLast()
    {
        var schedule = Begun(members: 1);
        Assert.That(schedule.IsExhausted, Is.True);
        Assert.That(schedule.IsNextDue(isAnyTrying: false, Seconds(9)), Is.False);
    }

    [Test]
    public void TimeIsOverAtTheTimeout()
    {
        var schedule = Begun(members: 1);
        Assert.That(schedule.HasTimedOut(Seconds(10) - TimeSpan.FromTicks(1)), Is.False);
        Assert.That(schedule.HasTimedOut(Seconds(10)), Is.True);
    }

    [TestCase(0, 2000)]
    [TestCase(0.5, 1500)]
    [TestCase(1.9999, 1, Description = "Not before it is time: rounded up.")]
    [TestCase(2, 0)]
    [TestCase(7, 0)]
    public void NextLookIsWhenTheNextMemberIsDue(double passed, int milliseconds) =>
        Assert.That(Begun(members: 2).TimeLeft(Seconds(passed)), Is.EqualTo(TimeSpan.FromMilliseconds(milliseconds)));

    [TestCase(0, 10_000)]
    [TestCase(9.25, 750)]
    [TestCase(12, 0)]
    public void NextLookIsAtTheTimeoutWhenAllHaveBegun(double passed, int milliseconds) =>
        Assert.That(Begun(members: 1).TimeLeft(Seconds(passed)), Is.EqualTo(TimeSpan.FromMilliseconds(milliseconds)));

    [Test]
    public void NextLookIsNeverTooFarAwayForATimer()
    {
        var limits = new MultiplexLimits(new MultiplexOptions { ConnectTimeout = TimeSpan.MaxValue });
        Assert.That(new FallbackSchedule(limits, members: 0).TimeLeft(TimeSpan.Zero), Is.EqualTo(TimeSpan.FromMilliseconds(int.MaxValue)));
    }

    private static FallbackSchedule Begun(int members)
    {
        var schedule = new FallbackSchedule(Limits, members);
        schedule.Begin(TimeSpan.Zero);
        return schedule;
    }

    private static TimeSpan Seconds(double seconds) => TimeSpan.FromSeconds(seconds);
}
