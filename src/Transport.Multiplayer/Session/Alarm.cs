namespace Transport.Multiplayer.Session;

/// <summary>Wakes whoever waits for a peer when a time has come.</summary>
internal sealed class Alarm : IDisposable
{
    // No timer takes a wait of any length. One that goes off too early is set again.
    private static readonly TimeSpan Longest = TimeSpan.FromDays(1);

    // A timer counts in these, and would go off too early by what is left over.
    private static readonly TimeSpan Grain = TimeSpan.FromMilliseconds(1);

    private readonly SessionClock _clock;
    private readonly MultiplayerPeer _peer;
    private readonly ITimer _timer;
    private TimeSpan _due = TimeSpan.MaxValue;
    private volatile bool _hasGoneOff;

    public Alarm(TimeProvider timeProvider, SessionClock clock, MultiplayerPeer peer)
    {
        _clock = clock;
        _peer = peer;
        _timer = timeProvider.CreateTimer(
            static alarm => ((Alarm)alarm!).GoOff(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    /// <summary>Sets it to another time; the largest one for never.</summary>
    public void Set(TimeSpan due)
    {
        if (due == _due && !_hasGoneOff) return;
        _due = due;
        _hasGoneOff = false;
        _timer.Change(due == TimeSpan.MaxValue ? Timeout.InfiniteTimeSpan : Wait(due), Timeout.InfiniteTimeSpan);
    }

    public void Dispose() => _timer.Dispose();

    private TimeSpan Wait(TimeSpan due)
    {
        var wait = due - _clock.Now;
        if (wait <= TimeSpan.Zero) return TimeSpan.Zero;
        if (wait >= Longest) return Longest;
        return TimeSpan.FromTicks((wait.Ticks + Grain.Ticks - 1) / Grain.Ticks * Grain.Ticks);
    }

    private void GoOff()
    {
        _hasGoneOff = true;
        _peer.Wake();
    }
}
