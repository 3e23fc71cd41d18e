namespace Transport.Multiplayer;

/// <summary>What happens to a peer that is over a <see cref="PeerBudget"/>.</summary>
public enum BudgetAction
{
    /// <summary>Nothing: it is counted and told, and what came goes on its way.</summary>
    Ignore = 0,

    /// <summary>What came is dropped. The peer stays.</summary>
    Drop = 1,

    /// <summary>
    /// What came is dropped, and the peer is disconnected with <see cref="CloseCode.PolicyViolation"/>. A client cannot disconnect another
    /// client; there it is as <see cref="Drop"/>.
    /// </summary>
    Disconnect = 2,
}
