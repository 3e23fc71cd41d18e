namespace ConnectFour.Calls;

/// <summary>What became of a move.</summary>
public enum MoveResult
{
    /// <summary>The disc lies.</summary>
    Played = 0,

    /// <summary>Whoever asked has no seat.</summary>
    NoSeat = 1,

    /// <summary>No game is on.</summary>
    NoGame = 2,

    /// <summary>It is the other's turn.</summary>
    NotYourTurn = 3,

    /// <summary>There is no such column.</summary>
    NoSuchColumn = 4,

    /// <summary>The column is full.</summary>
    ColumnFull = 5,

    /// <summary>The server has not answered; never sent. Whether the disc lies is seen with the next <see cref="MatchState"/>.</summary>
    NoAnswer = 6,
}
