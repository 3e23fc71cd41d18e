using Transport.AspNetCore.Limits;

namespace Transport.AspNetCore.Diagnostics;

/// <summary>A burst shows what happens; a flood must not fill the log. Thread-safe.</summary>
internal sealed class LogBudget(TimeProvider time)
{
    private const int PerSecond = 5;
    private const int Burst = 20;

    private readonly TokenBucket _tokens = new(PerSecond, Burst, time);
    private long _left;

    /// <summary>Whether to log.</summary>
    /// <param name="left">How many were left out since the last that was logged.</param>
    public bool Allows(out long left)
    {
        left = 0;
        if (!_tokens.TryTake())
        {
            Interlocked.Increment(ref _left);
            return false;
        }
        left = Interlocked.Exchange(ref _left, 0);
        return true;
    }
}
