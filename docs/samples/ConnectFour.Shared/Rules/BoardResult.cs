namespace ConnectFour.Rules;

/// <summary>What a position says about the game.</summary>
public enum BoardResult
{
    /// <summary>The game goes on.</summary>
    Open = 0,

    /// <summary>Four red discs in a line.</summary>
    RedWins = 1,

    /// <summary>Four yellow discs in a line.</summary>
    YellowWins = 2,

    /// <summary>The board is full, and there is no line.</summary>
    Draw = 3,
}
