namespace Transport.Multiplayer.Session;

/// <summary>The time since an api was made.</summary>
internal sealed class SessionClock(TimeProvider timeProvider)
{
    private readonly long _origin = timeProvider.GetTimestamp();

    public TimeSpan Now => timeProvider.GetElapsedTime(_origin);

    /// <summary>The time behind another one; never, when it is too far away to be told.</summary>
    public static TimeSpan After(TimeSpan time, TimeSpan wait) => wait > TimeSpan.MaxValue - time ? TimeSpan.MaxValue : time + wait;
}
