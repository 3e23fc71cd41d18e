using Transport.Multiplayer.Budgets;
using Transport.Multiplayer.Calls;

namespace Transport.Multiplayer.Session;

/// <summary>A peer that was admitted to the session: what this end knows of it until it leaves.</summary>
/// <param name="id">See <see cref="Id"/>.</param>
/// <param name="budget">See <see cref="Budget"/>.</param>
internal sealed class Member(int id, MemberBudget budget)
{
    // A member that is only there has none of them.
    private Dictionary<uint, NamedPath>? _paths;
    private Dictionary<uint, bool>? _announced;
    private Dictionary<string, string[]?>? _mismatches;
    private CancellationTokenSource? _gone;

    public int Id { get; } = id;

    /// <summary>What the peer may still do.</summary>
    public MemberBudget Budget { get; } = budget;

    /// <summary>What the peer's ids for paths stand for.</summary>
    public Dictionary<uint, NamedPath> Paths => _paths ??= [];

    /// <summary>This end's ids for paths that the peer was told, and whether it has confirmed them.</summary>
    public Dictionary<uint, bool> Announced => _announced ??= [];

    /// <summary>By path: what the peer has told of its methods where they differ from this end's; null where it has not told.</summary>
    public Dictionary<string, string[]?> Mismatches => _mismatches ??= [];

    /// <summary>Calls of the peer that are to be answered and are not yet.</summary>
    public int UnansweredCalls { get; set; }

    public bool HasLeft { get; private set; }

    /// <summary>Cancelled when the peer leaves.</summary>
    public CancellationToken Gone
    {
        get
        {
            if (HasLeft) return new CancellationToken(canceled: true);
            return (_gone ??= new CancellationTokenSource()).Token;
        }
    }

    /// <summary>The peer leaves. What methods do that were called by it and watch for this, does not reach the caller.</summary>
    public void Leave()
    {
        HasLeft = true;
        if (_gone is not { } gone) return;
        _gone = null;
        try
        {
            gone.Cancel();
        }
        catch (AggregateException)
        {
            // What a registered callback throws is no reason to stop telling that the peer has left.
        }
        gone.Dispose();
    }
}
