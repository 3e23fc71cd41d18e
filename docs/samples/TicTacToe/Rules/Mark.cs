namespace TicTacToe.Rules;

/// <summary>What stands in a cell, and which seat a player has. Cross begins.</summary>
public enum Mark
{
    /// <summary>A free cell; nobody's seat.</summary>
    None = 0,

    /// <summary>X.</summary>
    Cross = 1,

    /// <summary>O.</summary>
    Nought = 2,
}
