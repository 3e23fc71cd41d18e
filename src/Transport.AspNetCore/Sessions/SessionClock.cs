namespace Transport.AspNetCore.Sessions;

/// <summary>
/// When a session's loop has something to do although nothing comes: one timer, set for the earliest, and not set at all while nothing is due.
/// Times are since it was made.
/// </summary>
internal sealed class SessionClock : IDisposable
{
    private static readonly TimeSpan Grain = TimeSpan.FromMilliseconds(1);

    private readonly TimeProvider _time;
    private readonly TimeSpan _tickInterval;
    private readonly long _origin;
    private readonly Action _wake;
    private readonly ITimer _timer;
    private TimeSpan _lastTick;
    private TimeSpan _nextTick;
    private TimeSpan _set = TimeSpan.MaxValue;
    private volatile bool _hasGoneOff;

    public SessionClock(TimeProvider time, TimeSpan tickInterval, Action wake)
    {
        _time = time;
        _tickInterval = tickInterval;
        _origin = time.GetTimestamp();
        _wake = wake;
        _timer = time.CreateTimer(static clock => ((SessionClock)clock!).GoOff(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        _nextTick = tickInterval > TimeSpan.Zero ? tickInterval : TimeSpan.MaxValue;
    }

    public TimeSpan Now => _time.GetElapsedTime(_origin);

    /// <summary>Whether a tick is due; then the next one is on the grid of the first, past what was missed.</summary>
    public bool TryTick(out TimeSpan elapsed)
    {
        var now = Now;
        elapsed = now - _lastTick;
        if (now < _nextTick) return false;
        _nextTick += TimeSpan.FromTicks(_tickInterval.Ticks * (1 + (now - _nextTick).Ticks / _tickInterval.Ticks));
        _lastTick = now;
        return true;
    }

    /// <summary>No tick is due any more.</summary>
    public void StopTicks() => _nextTick = TimeSpan.MaxValue;

    /// <summary>Wakes the loop at the earliest of the next tick and of what else is due.</summary>
    /// <param name="due">A time, or <see cref="TimeSpan.MaxValue"/>.</param>
    /// <param name="wait">A span from now, or <see cref="Timeout.InfiniteTimeSpan"/>.</param>
    public void WakeAt(TimeSpan due, TimeSpan wait)
    {
        var now = Now;
        var next = due < _nextTick ? due : _nextTick;
        if (wait != Timeout.InfiniteTimeSpan && now + wait < next) next = now + wait;
        // Most rounds change nothing. A wait that is told anew has other ticks each time, and a timer has none.
        if (!_hasGoneOff && (next == _set || (next > _set && next - _set < Grain))) return;
        _set = next;
        _hasGoneOff = false;
        if (next == TimeSpan.MaxValue) _timer.Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        else _timer.Change(next <= now ? TimeSpan.Zero : RoundUp(next - now), Timeout.InfiniteTimeSpan);
    }

    public void Dispose() => _timer.Dispose();

    private void GoOff()
    {
        _hasGoneOff = true;
        _wake();
    }

    // A timer counts whole milliseconds, and one that comes too early would only be set again.
    private static TimeSpan RoundUp(TimeSpan wait) => TimeSpan.FromMilliseconds(Math.Ceiling(wait.TotalMilliseconds));
}
