namespace ConnectFour.Calls;

/// <summary>What is going on in a match.</summary>
public enum MatchPhase
{
    /// <summary>A seat is free; a game begins when it is taken.</summary>
    Waiting = 0,

    /// <summary>A game is on.</summary>
    Playing = 1,

    /// <summary>A game is over, and both are there to play again.</summary>
    Over = 2,
}
