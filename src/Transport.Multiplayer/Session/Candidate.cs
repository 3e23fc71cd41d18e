using Transport.Multiplayer.Budgets;

namespace Transport.Multiplayer.Session;

/// <summary>A connected peer that is not admitted yet: it authenticates.</summary>
internal sealed class Candidate(int id, TimeSpan since, MemberBudget budget)
{
    public int Id { get; } = id;

    public TimeSpan Since { get; } = since;

    /// <summary>What the peer may still do.</summary>
    public MemberBudget Budget { get; } = budget;

    /// <summary>This end has completed it.</summary>
    public bool IsLocalDone { get; set; }

    /// <summary>The remote has said that it has.</summary>
    public bool IsRemoteDone { get; set; }

    /// <summary>Bytes of authentication that came.</summary>
    public int Received { get; set; }
}
