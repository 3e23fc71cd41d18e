namespace TicTacToe.Rules;

/// <summary>How a game stands, or how it ended.</summary>
public enum GameResult
{
    /// <summary>The game goes on.</summary>
    Open = 0,

    /// <summary>Three X in a line.</summary>
    CrossWins = 1,

    /// <summary>Three O in a line.</summary>
    NoughtWins = 2,

    /// <summary>The board is full, and there is no line.</summary>
    Draw = 3,

    /// <summary>A player left before the end. The rules never give this; the server does.</summary>
    Abandoned = 4,
}
