using Microsoft.Extensions.Time.Testing;
using Transport.WebSockets.Streams;
using Transport.WebSockets.Tests.Fixtures;

namespace Transport.WebSockets.Tests.Streams;

internal sealed class ConnectionClockTests
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    [Test]
    public void LooksAtAConnectionWhenItIsDueAndNotBefore()
    {
        var time = new FakeTimeProvider();
        using var clock = new ConnectionClock(time);
        var connection = Add(clock, Second);
        time.Advance(Second - TimeSpan.FromTicks(1));
        Assert.That(connection.Looks, Is.Zero);
        time.Advance(TimeSpan.FromTicks(1));
        Assert.That(connection.Looks, Is.EqualTo(1));
        Assert.That(connection.LookedAt, Is.EqualTo(Second));
        time.Advance(10 * Second);
        Assert.That(connection.Looks, Is.EqualTo(1));
    }

    [Test]
    public void LooksAtEachConnectionAtItsOwnTime()
    {
        var time = new FakeTimeProvider();
        using var clock = new ConnectionClock(time);
        var late = Add(clock, 3 * Second);
        var early = Add(clock, Second);
        var never = Add(clock, TimeSpan.MaxValue);
        time.Advance(Second);
        Assert.That((early.Looks, late.Looks), Is.EqualTo((1, 0)));
        time.Advance(2 * Second);
        Assert.That((early.Looks, late.Looks, never.Looks), Is.EqualTo((1, 1, 0)));
    }

    [Test]
    public void AConnectionThatSetsItsNextTimeIsLookedAtAgain()
    {
        var time = new FakeTimeProvider();
        using var clock = new ConnectionClock(time);
        var connection = Add(clock, Second);
        connection.Looked = now => connection.Due = now + Second;
        for (var i = 0; i < 5; i++) time.Advance(Second);
        Assert.That(connection.Looks, Is.EqualTo(5));
    }

    [Test]
    public void DeadlinesThatLieCloseTogetherAreLookedAtInOneGo()
    {
        var time = new FakeTimeProvider();
        using var clock = new ConnectionClock(time);
        var first = Add(clock, Second);
        var second = Add(clock, Second + TimeSpan.FromMilliseconds(1));
        time.Advance(Second);
        time.Advance(TimeSpan.FromMilliseconds(19));
        Assert.That((first.Looks, second.Looks), Is.EqualTo((1, 0)));
        time.Advance(TimeSpan.FromMilliseconds(1));
        Assert.That((first.Looks, second.Looks), Is.EqualTo((1, 1)));
    }

    [Test]
    public void AConnectionForWhichItIsEarlyEnoughIsLookedAtWithOneThatIsDue()
    {
        var time = new FakeTimeProvider();
        using var clock = new ConnectionClock(time);
        var due = Add(clock, Second);
        var soon = Add(clock, 1.5 * Second);
        var later = Add(clock, 1.5 * Second + TimeSpan.FromTicks(1));
        soon.EarlyBy = later.EarlyBy = 0.5 * Second;
        time.Advance(Second - TimeSpan.FromTicks(1));
        Assert.That((due.Looks, soon.Looks, later.Looks), Is.EqualTo((0, 0, 0)));
        time.Advance(TimeSpan.FromTicks(1));
        Assert.That((due.Looks, soon.Looks, later.Looks), Is.EqualTo((1, 1, 0)));
        time.Advance(Second);
        Assert.That((due.Looks, soon.Looks, later.Looks), Is.EqualTo((1, 1, 1)));
    }

    [Test]
    public void ARemovedConnectionIsNotLookedAt()
    {
        var time = new FakeTimeProvider();
        using var clock = new ConnectionClock(time);
        var connection = Add(clock, Second);
        clock.Remove(connection);
        time.Advance(Second);
        Assert.That(connection.Looks, Is.Zero);
    }

    [Test]
    public void ADisposedClockIsStill()
    {
        var time = new FakeTimeProvider();
        var clock = new ConnectionClock(time);
        var connection = Add(clock, Second);
        clock.Dispose();
        clock.Schedule(TimeSpan.Zero);
        time.Advance(2 * Second);
        Assert.That(connection.Looks, Is.Zero);
    }

    [Test]
    public void AConnectionMayCallTheClockWhileItIsLookedAt()
    {
        var time = new FakeTimeProvider();
        using var clock = new ConnectionClock(time);
        var first = Add(clock, Second);
        var second = Add(clock, Second);
        ScriptedConnection? added = null;
        first.Looked = _ =>
        {
            clock.Remove(second);
            added ??= Add(clock, 2 * Second);
        };
        time.Advance(Second);
        time.Advance(Second);
        Assert.That(first.Looks, Is.EqualTo(1));
        Assert.That(added!.Looks, Is.EqualTo(1));
    }

    [Test]
    public void ATickThatComesDuringAnotherLeavesTheWorkToIt()
    {
        // The timer may fire again while what it set off the last time, up to a game's own code, still runs.
        var time = new ManualTimer();
        using var clock = new ConnectionClock(time);
        var first = Add(clock, TimeSpan.Zero);
        var second = Add(clock, TimeSpan.Zero);
        first.Looked = _ => time.Fire();
        time.Fire();
        Assert.That((first.Looks, second.Looks), Is.EqualTo((1, 1)));
    }

    [Test]
    public void WhatIsScheduledDuringATickIsNotForgotten()
    {
        var time = new FakeTimeProvider();
        using var clock = new ConnectionClock(time);
        var later = Add(clock, TimeSpan.MaxValue);
        var first = Add(clock, Second);
        first.Looked = _ =>
        {
            later.Due = 2 * Second;
            clock.Schedule(later.Due);
        };
        time.Advance(Second);
        time.Advance(Second);
        Assert.That(later.Looks, Is.EqualTo(1));
    }

    private static ScriptedConnection Add(ConnectionClock clock, TimeSpan due)
    {
        var connection = new ScriptedConnection { Due = due };
        clock.Add(connection);
        clock.Schedule(due);
        return connection;
    }

    /// <summary>A timer that fires when the test says so.</summary>
    private sealed class ManualTimer : TimeProvider
    {
        private Action? _callback;

        public void Fire() => _callback!();

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
        {
            _callback = () => callback(state);
            return new Handle();
        }

        private sealed class Handle : ITimer
        {
            public bool Change(TimeSpan dueTime, TimeSpan period) => true;

            public void Dispose()
            {
            }

            public ValueTask DisposeAsync() => default;
        }
    }
}
