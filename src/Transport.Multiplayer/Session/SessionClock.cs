namespace Transport.Multiplayer.Session;

/// <summary>The time since an api was made.</summary>
internal sealed class SessionClock(TimeProvider timeProvider)
{
    private readonly long _origin = timeProvider.GetTimestamp();

    public TimeSpan Now => timeProvider.GetElapsedTime(_origin);
}
