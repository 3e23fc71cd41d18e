using ConnectFour.Calls;

namespace ConnectFour.Players;

/// <summary>How it ended for a client.</summary>
/// <param name="Kind">Which way.</param>
/// <param name="Words">A sentence for the player.</param>
/// <param name="Refusal">Why there is no place; only when refused.</param>
public sealed record ClientEnd(ClientEndKind Kind, string Words, JoinResult? Refusal = null);
