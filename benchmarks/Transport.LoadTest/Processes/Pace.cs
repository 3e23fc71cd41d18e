namespace Transport.LoadTest.Processes;

/// <summary>
/// Says when it is time for the next message of an open loop: at a fixed rate, whatever became of those before. Who comes late gets the
/// time that was planned, so that the wait counts as latency; there is no coordinated omission.
/// </summary>
internal sealed class Pace
{
    // A timer is late by up to this much. That is nobody's latency.
    private static readonly TimeSpan Grain = TimeSpan.FromMilliseconds(2);

    private readonly TimeProvider _time;
    private readonly double _interval;
    private readonly long _start;
    private long _next;
    private bool _hasSlept;

    /// <summary>Begins now.</summary>
    /// <param name="perSecond">Messages per second.</param>
    /// <param name="time">Null for the system's, whose timestamps are those of <see cref="System.Diagnostics.Stopwatch"/>.</param>
    public Pace(double perSecond, TimeProvider? time = null)
    {
        _time = time ?? TimeProvider.System;
        _interval = _time.TimestampFrequency / perSecond;
        _start = _time.GetTimestamp();
    }

    /// <summary>Waits until the next message is due.</summary>
    /// <returns>The time that its latency counts from.</returns>
    public async ValueTask<long> NextAsync()
    {
        var planned = _start + (long)(_next++ * _interval);
        var now = _time.GetTimestamp();
        if (planned > now)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(Math.Ceiling(_time.GetElapsedTime(now, planned).TotalMilliseconds)), _time);
            now = _time.GetTimestamp();
            _hasSlept = true;
        }
        // Those that came due during one sleep have nobody to blame for it either.
        if (_hasSlept && _time.GetElapsedTime(planned, now) <= Grain) return now;
        _hasSlept = false;
        return planned;
    }
}
