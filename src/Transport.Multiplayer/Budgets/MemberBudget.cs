namespace Transport.Multiplayer.Budgets;

/// <summary>The budgets of one peer. They are full until the first of them is used.</summary>
/// <param name="budgets">By <see cref="PeerBudgetKind"/>; null for no limit. Shared by all peers.</param>
internal sealed class MemberBudget(PeerBudget?[] budgets)
{
    // Most peers never use one.
    private TokenBucket[] _buckets = [];
    private bool[] _isOver = [];

    /// <summary>Whether there is a budget of this kind at all.</summary>
    public bool IsLimited(PeerBudgetKind kind) => budgets[(int)kind] is not null;

    /// <summary>Whether units are left, and takes them. Otherwise what is to be done.</summary>
    public bool TryTake(PeerBudgetKind kind, int units, TimeSpan now, out BudgetAction otherwise)
    {
        otherwise = default;
        if (budgets[(int)kind] is not { } budget) return true;
        if (_buckets.Length == 0) Fill(now);
        if (_buckets[(int)kind].TryTake(units, now))
        {
            _isOver[(int)kind] = false;
            return true;
        }
        otherwise = budget.Action;
        return false;
    }

    /// <summary>Whether the peer was within the budget before. So it is told once, and not with each packet. Behind a refusal.</summary>
    public bool IsFirst(PeerBudgetKind kind)
    {
        var isFirst = !_isOver[(int)kind];
        _isOver[(int)kind] = true;
        return isFirst;
    }

    private void Fill(TimeSpan now)
    {
        _buckets = new TokenBucket[budgets.Length];
        _isOver = new bool[budgets.Length];
        for (var kind = 0; kind < budgets.Length; kind++)
        {
            if (budgets[kind] is { } budget) _buckets[kind] = new TokenBucket(budget, now);
        }
    }
}
