using System.Diagnostics;

namespace Transport.LoadTest.Processes;

/// <summary>
/// Says when it is time for the next message of an open loop: at a fixed rate, whatever became of those before. Who comes late gets the
/// time that was planned, so that the wait counts as latency; there is no coordinated omission.
/// </summary>
internal sealed class Pace(double perSecond)
{
    // A timer is late by up to this much. That is nobody's latency.
    private static readonly TimeSpan Grain = TimeSpan.FromMilliseconds(2);

    private readonly long _start = Stopwatch.GetTimestamp();
    private long _next;
    private bool _hasSlept;

    /// <summary>Waits until the next message is due.</summary>
    /// <returns>The time that its latency counts from.</returns>
    public async ValueTask<long> NextAsync()
    {
        var planned = _start + (long)(_next++ * (Stopwatch.Frequency / perSecond));
        var now = Stopwatch.GetTimestamp();
        if (planned > now)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(Math.Ceiling(Stopwatch.GetElapsedTime(now, planned).TotalMilliseconds)));
            now = Stopwatch.GetTimestamp();
            _hasSlept = true;
        }
        // Those that came due during one sleep have nobody to blame for it either.
        if (_hasSlept && Stopwatch.GetElapsedTime(planned, now) <= Grain) return now;
        _hasSlept = false;
        return planned;
    }
}
