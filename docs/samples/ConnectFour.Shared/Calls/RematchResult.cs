namespace ConnectFour.Calls;

/// <summary>What became of the wish to play again, or of an invitation of the bot.</summary>
public enum RematchResult
{
    /// <summary>The game has begun.</summary>
    Begun = 0,

    /// <summary>The other one has to want it, too.</summary>
    Waiting = 1,

    /// <summary>Whoever asked has no seat.</summary>
    NoSeat = 2,

    /// <summary>It is not the time for it: a game is on, or there is no one to play with, or for a bot: no free seat.</summary>
    NotNow = 3,

    /// <summary>The server has not answered; never sent.</summary>
    NoAnswer = 4,
}
