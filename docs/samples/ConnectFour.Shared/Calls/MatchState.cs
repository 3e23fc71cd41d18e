using ConnectFour.Rules;

namespace ConnectFour.Calls;

/// <summary>All of a match, as the server tells it after each change. Whoever has missed something has it all with the next one.</summary>
/// <param name="Match">The match's name.</param>
/// <param name="Phase">What is going on.</param>
/// <param name="Game">The number of the game, from 1; 0 before the first.</param>
/// <param name="Moves">The columns that were played, in order.</param>
/// <param name="Winner">Who has won; none for a draw and an open game.</param>
/// <param name="Ending">How the game ended.</param>
/// <param name="Red">The first seat.</param>
/// <param name="Yellow">The second.</param>
/// <param name="TurnLeft">How long whoever is to move has left; null when the clock stands.</param>
/// <param name="Watching">How many watch.</param>
public sealed record MatchState(
    string Match,
    MatchPhase Phase,
    int Game,
    byte[] Moves,
    Disc Winner,
    GameEnding Ending,
    SeatState Red,
    SeatState Yellow,
    TimeSpan? TurnLeft,
    int Watching);
