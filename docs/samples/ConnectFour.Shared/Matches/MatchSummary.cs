using ConnectFour.Calls;

namespace ConnectFour.Matches;

/// <summary>A line in a list of matches, as JSON.</summary>
/// <param name="Name">The match's.</param>
/// <param name="Red">Who plays red; empty for a free seat.</param>
/// <param name="Yellow">Who plays yellow; empty for a free seat.</param>
/// <param name="IsPlaying">Whether a game is on.</param>
/// <param name="Watching">How many watch.</param>
public sealed record MatchSummary(string Name, string Red, string Yellow, bool IsPlaying, int Watching)
{
    /// <summary>The line of a match.</summary>
    public static MatchSummary Of(MatchState state)
    {
        ArgumentNullException.ThrowIfNull(state);
        return new MatchSummary(state.Match, state.Red.Name, state.Yellow.Name, state.Phase == MatchPhase.Playing, state.Watching);
    }
}
