namespace Transport.Multiplayer.Budgets;

/// <summary>The budgets of one peer.</summary>
internal sealed class MemberBudget
{
    private readonly PeerBudget?[] _budgets;
    private readonly TokenBucket[] _buckets;
    private readonly bool[] _isOver;

    /// <param name="budgets">By <see cref="PeerBudgetKind"/>; null for no limit. Shared by all peers.</param>
    /// <param name="now">The buckets are full now.</param>
    public MemberBudget(PeerBudget?[] budgets, TimeSpan now)
    {
        _budgets = budgets;
        _buckets = new TokenBucket[budgets.Length];
        _isOver = new bool[budgets.Length];
        for (var kind = 0; kind < budgets.Length; kind++)
        {
            if (budgets[kind] is { } budget) _buckets[kind] = new TokenBucket(budget, now);
        }
    }

    /// <summary>Whether there is a budget of this kind at all.</summary>
    public bool IsLimited(PeerBudgetKind kind) => _budgets[(int)kind] is not null;

    /// <summary>Whether units are left, and takes them. Otherwise what is to be done.</summary>
    public bool TryTake(PeerBudgetKind kind, int units, TimeSpan now, out BudgetAction otherwise)
    {
        otherwise = default;
        if (_budgets[(int)kind] is not { } budget || _buckets[(int)kind].TryTake(units, now))
        {
            _isOver[(int)kind] = false;
            return true;
        }
        otherwise = budget.Action;
        return false;
    }

    /// <summary>Whether the peer was within the budget before. So it is told once, and not with each packet.</summary>
    public bool IsFirst(PeerBudgetKind kind)
    {
        var isFirst = !_isOver[(int)kind];
        _isOver[(int)kind] = true;
        return isFirst;
    }
}
