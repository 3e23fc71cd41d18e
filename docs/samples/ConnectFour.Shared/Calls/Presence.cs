namespace ConnectFour.Calls;

/// <summary>Who is in a seat.</summary>
public enum Presence
{
    /// <summary>Nobody.</summary>
    Free = 0,

    /// <summary>A player who is connected.</summary>
    Here = 1,

    /// <summary>A player whose connection is lost, and whose seat is kept for a while.</summary>
    Away = 2,

    /// <summary>The server's bot.</summary>
    Bot = 3,
}
