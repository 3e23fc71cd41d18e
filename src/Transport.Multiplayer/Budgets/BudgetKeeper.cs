using Microsoft.Extensions.Logging;
using Transport.Multiplayer.Diagnostics;
using Transport.Multiplayer.Session;

namespace Transport.Multiplayer.Budgets;

/// <summary>Charges peers for what they do, and acts when one is over its budget.</summary>
internal sealed class BudgetKeeper(Admission admission, PacketSender sender, SessionEvents events, SessionClock clock, ILogger logger)
{
    /// <summary>Packets and calls that were dropped.</summary>
    public long Dropped { get; private set; }

    /// <summary>Whether what the peer has sent goes on its way.</summary>
    public bool Allows(Member member, PeerBudgetKind kind, int units)
    {
        // Most have none, and to look at the clock for each packet of theirs would cost more than the rest of this.
        if (!member.Budget.IsLimited(kind) || member.Budget.TryTake(kind, units, clock.Now, out var action)) return true;
        MultiplayerMetrics.BudgetExceeded(kind, action);
        if (action != BudgetAction.Ignore) Dropped++;
        if (action == BudgetAction.Disconnect) Disconnect(member, kind);
        if (member.Budget.IsFirst(kind))
        {
            Log.OverBudget(logger, member.Id, kind, action);
            SessionEvents.Raise(events.BudgetExceeded, member.Id, kind);
        }
        return action == BudgetAction.Ignore;
    }

    private void Disconnect(Member member, PeerBudgetKind kind)
    {
        var isRelayed = !sender.IsServer && member.Id != MultiplayerPeer.TargetPeerServer;
        if (isRelayed || member.HasLeft || !sender.IsConnected) return;
        admission.Disconnect(member.Id, CloseCode.PolicyViolation, $"Over the budget of {kind}.");
    }
}
