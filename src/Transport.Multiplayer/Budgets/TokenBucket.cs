namespace Transport.Multiplayer.Budgets;

/// <summary>
/// Tokens that drip in and are taken out. What is taken above what is there is not owed: the bucket is empty at the least.
/// </summary>
internal struct TokenBucket
{
    private readonly double _perTick;
    private readonly double _most;
    private double _tokens;
    private TimeSpan _filled;

    public TokenBucket(PeerBudget budget, TimeSpan now)
    {
        _perTick = budget.PerSecond / (double)TimeSpan.TicksPerSecond;
        _most = budget.Burst;
        _tokens = _most;
        _filled = now;
    }

    /// <summary>False when there are not so many; then it is as full as before.</summary>
    public bool TryTake(int tokens, TimeSpan now)
    {
        if (now > _filled)
        {
            _tokens = Math.Min(_most, _tokens + ((now - _filled).Ticks * _perTick));
            _filled = now;
        }
        if (_tokens < tokens) return false;
        _tokens -= tokens;
        return true;
    }
}
