namespace ConnectFour.Calls;

/// <summary>The close codes of this game, of those from 4000 to 4999 that belong to applications.</summary>
public static class MatchCloseCode
{
    /// <summary>A peer that has not joined in time.</summary>
    public const int NotJoined = 4000;

    /// <summary>The same player has come over another connection.</summary>
    public const int TakenOver = 4001;

    /// <summary>The other end is not this game, or another version of it.</summary>
    public const int NotThisGame = 4002;
}
