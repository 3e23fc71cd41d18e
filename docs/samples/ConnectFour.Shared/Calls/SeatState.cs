namespace ConnectFour.Calls;

/// <summary>One seat.</summary>
/// <param name="Name">Whose; empty for nobody's.</param>
/// <param name="Presence">Whether he is there.</param>
/// <param name="WantsRematch">Whether he wants to play again.</param>
/// <param name="Wins">How many games of this match he has won.</param>
/// <param name="AwayLeft">For how long the seat is still kept; zero unless he is away.</param>
public sealed record SeatState(string Name, Presence Presence, bool WantsRematch, int Wins, TimeSpan AwayLeft)
{
    /// <summary>A free seat.</summary>
    public static SeatState Free { get; } = new("", Presence.Free, false, 0, TimeSpan.Zero);
}
