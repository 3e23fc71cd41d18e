namespace Transport.AspNetCore.Limits;

/// <summary>So many per second, and so many at once. Thread-safe.</summary>
internal sealed class TokenBucket(int perSecond, int burst, TimeProvider time)
{
    private readonly Lock _gate = new();
    private readonly long _origin = time.GetTimestamp();
    private TimeSpan _last;
    private double _tokens = burst;

    public bool TryTake()
    {
        lock (_gate)
        {
            var now = time.GetElapsedTime(_origin);
            _tokens = Math.Min(burst, _tokens + (now - _last).TotalSeconds * perSecond);
            _last = now;
            if (_tokens < 1) return false;
            _tokens--;
            return true;
        }
    }
}
