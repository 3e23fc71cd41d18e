namespace TicTacToe.Client;

/// <summary>The ways out of a game.</summary>
public enum EndingKind
{
    /// <summary>Played to the end.</summary>
    Finished,

    /// <summary>The other player left.</summary>
    Abandoned,

    /// <summary>This player left.</summary>
    Left,

    /// <summary>No game: the server is lost, was never reached, or had no seat.</summary>
    Lost,
}
