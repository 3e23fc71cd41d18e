namespace ConnectFour.Matches;

/// <summary>The time of whoever is to move. It stands while he cannot move.</summary>
internal sealed class TurnClock(TimeSpan turnTime)
{
    private TimeSpan _left;
    private TimeSpan? _since;

    /// <summary>When the time is up; null while the clock stands.</summary>
    public TimeSpan? Due => _since + _left;

    /// <summary>A new turn.</summary>
    public void Restart(TimeSpan now)
    {
        _left = turnTime;
        _since = now;
    }

    /// <summary>Goes on, or stands.</summary>
    public void Run(bool runs, TimeSpan now)
    {
        if (runs == _since is not null) return;
        if (_since is { } since) _left -= now - since;
        _since = runs ? now : null;
    }

    /// <summary>What is left; null while the clock stands.</summary>
    public TimeSpan? Left(TimeSpan now) => Due is not { } due ? null : due > now ? due - now : TimeSpan.Zero;
}
