namespace ConnectFour.Calls;

/// <summary>What has happened.</summary>
public enum NoticeKind
{
    /// <summary>Somebody has taken a seat.</summary>
    SatDown = 0,

    /// <summary>Somebody watches.</summary>
    Watches = 1,

    /// <summary>Somebody has left for good.</summary>
    Left = 2,

    /// <summary>The connection of a player is lost.</summary>
    Away = 3,

    /// <summary>A player is back.</summary>
    Back = 4,

    /// <summary>A game begins, and this one has the first move.</summary>
    GameBegins = 5,

    /// <summary>A disc was dropped.</summary>
    Dropped = 6,

    /// <summary>Somebody has won.</summary>
    Won = 7,

    /// <summary>Nobody has won.</summary>
    Draw = 8,

    /// <summary>Somebody has not moved in time, and has lost.</summary>
    TimeUp = 9,

    /// <summary>Somebody wants to play again.</summary>
    WantsRematch = 10,
}
