namespace Transport.Multiplex;

/// <summary>When a client begins with its next member, and when it gives up. Times in, decisions out.</summary>
/// <param name="limits">The times.</param>
/// <param name="members">How many there are to try.</param>
internal sealed class FallbackSchedule(MultiplexLimits limits, int members)
{
    private static readonly TimeSpan LongestTimer = TimeSpan.FromMilliseconds(int.MaxValue);

    private TimeSpan _lastBegan;

    /// <summary>How many have begun: the member to begin with next.</summary>
    public int Begun { get; private set; }

    public bool IsExhausted => Begun == members;

    /// <summary>Whether the next member is to begin.</summary>
    /// <param name="isAnyTrying">Whether one of the earlier ones may still get in.</param>
    /// <param name="passed">Since the client was started.</param>
    public bool IsNextDue(bool isAnyTrying, TimeSpan passed) =>
        !IsExhausted && (!isAnyTrying || passed - _lastBegan >= limits.FallbackDelay);

    public void Begin(TimeSpan passed)
    {
        Begun++;
        _lastBegan = passed;
    }

    public bool HasTimedOut(TimeSpan passed) => passed >= limits.ConnectTimeout;

    /// <summary>When to look again, in whole milliseconds; not before it is time.</summary>
    public TimeSpan TimeLeft(TimeSpan passed)
    {
        var left = limits.ConnectTimeout - passed;
        if (!IsExhausted && _lastBegan + limits.FallbackDelay - passed is var next && next < left) left = next;
        if (left >= LongestTimer) return LongestTimer;
        return left <= TimeSpan.Zero ? TimeSpan.Zero : TimeSpan.FromMilliseconds(Math.Ceiling(left.TotalMilliseconds));
    }
}
