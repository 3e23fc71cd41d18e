using Microsoft.Extensions.Time.Testing;
using Transport.LoadTest.Processes;

namespace Transport.LoadTest.Tests.Processes;

[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class PaceTests
{
    private readonly FakeTimeProvider _time = new();

    [Test]
    public async Task FirstMessageIsDueAtOnce()
    {
        var start = _time.GetTimestamp();

        Assert.That(await new Pace(10, _time).NextAsync(), Is.EqualTo(start));
    }

    [Test]
    public async Task NextMessageWaitsForItsTime()
    {
        var pace = new Pace(10, _time);
        await pace.NextAsync();

        var next = pace.NextAsync().AsTask();
        _time.Advance(TimeSpan.FromMilliseconds(99));
        Assert.That(next.IsCompleted, Is.False);
        _time.Advance(TimeSpan.FromMilliseconds(1));

        Assert.That(await next, Is.EqualTo(_time.GetTimestamp()));
    }

    [Test]
    public async Task WhoComesLateIsGivenTheTimeThatWasPlanned()
    {
        var start = _time.GetTimestamp();
        var pace = new Pace(10, _time);
        await pace.NextAsync();

        _time.Advance(TimeSpan.FromSeconds(1));

        Assert.That(_time.GetElapsedTime(start, await pace.NextAsync()), Is.EqualTo(TimeSpan.FromMilliseconds(100)));
        Assert.That(_time.GetElapsedTime(start, await pace.NextAsync()), Is.EqualTo(TimeSpan.FromMilliseconds(200)));
    }

    [Test]
    public async Task GrainOfTheTimerIsNobodysLatency()
    {
        var start = _time.GetTimestamp();
        var pace = new Pace(10, _time);
        await pace.NextAsync();

        var next = pace.NextAsync().AsTask();
        _time.Advance(TimeSpan.FromMilliseconds(101));

        Assert.That(_time.GetElapsedTime(start, await next), Is.EqualTo(TimeSpan.FromMilliseconds(101)));
    }

    [Test]
    public async Task TimerThatIsMuchTooLateCounts()
    {
        var start = _time.GetTimestamp();
        var pace = new Pace(10, _time);
        await pace.NextAsync();

        var next = pace.NextAsync().AsTask();
        _time.Advance(TimeSpan.FromMilliseconds(150));

        Assert.That(_time.GetElapsedTime(start, await next), Is.EqualTo(TimeSpan.FromMilliseconds(100)));
    }
}
