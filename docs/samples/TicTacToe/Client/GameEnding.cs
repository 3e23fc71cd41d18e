namespace TicTacToe.Client;

/// <summary>How a game ended for one player.</summary>
/// <param name="Kind">Which way.</param>
/// <param name="Words">The same, to be read by the player.</param>
public sealed record GameEnding(EndingKind Kind, string Words);
