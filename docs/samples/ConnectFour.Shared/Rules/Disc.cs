namespace ConnectFour.Rules;

/// <summary>What lies in a cell, and which seat a player has. Red begins.</summary>
public enum Disc
{
    /// <summary>A free cell; nobody's seat.</summary>
    None = 0,

    /// <summary>The first to move.</summary>
    Red = 1,

    /// <summary>The second.</summary>
    Yellow = 2,
}
