namespace ConnectFour.Calls;

/// <summary>How a game ended.</summary>
public enum GameEnding
{
    /// <summary>It has not.</summary>
    None = 0,

    /// <summary>Four in a line.</summary>
    FourInLine = 1,

    /// <summary>The board is full.</summary>
    Draw = 2,

    /// <summary>The loser did not move in time.</summary>
    TimeUp = 3,

    /// <summary>The loser left, or stayed away for too long.</summary>
    Left = 4,
}
