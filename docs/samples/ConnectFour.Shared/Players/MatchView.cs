using ConnectFour.Calls;
using ConnectFour.Matches;
using ConnectFour.Rules;

namespace ConnectFour.Players;

/// <summary>
/// A match as a client sees it: what the server told, looked at before it is believed. Names are fit to be shown, the board is one that the
/// rules allow.
/// </summary>
/// <param name="State">What the server told.</param>
/// <param name="Board">The board.</param>
public sealed record MatchView(MatchState State, Board Board)
{
    private const int MaxMatchLength = 64;

    /// <summary>Before the server has told anything.</summary>
    public static MatchView Unknown { get; } = new(
        new MatchState("", MatchPhase.Waiting, 0, [], Disc.None, GameEnding.None, SeatState.Free, SeatState.Free, null, 0), Board.Empty);

    /// <summary>Whether a game is on.</summary>
    public bool IsPlaying => State.Phase == MatchPhase.Playing;

    /// <summary>Whose turn it is; none when no game is on.</summary>
    public Disc Turn => IsPlaying ? Board.Turn : Disc.None;

    /// <summary>The column that was played last; null before the first move.</summary>
    public int? LastColumn => State.Moves.Length > 0 ? State.Moves[^1] : null;

    /// <summary>The seat of a colour.</summary>
    public SeatState Seat(Disc disc) => disc == Disc.Red ? State.Red : State.Yellow;

    /// <summary>The colour of a seat by its player's name; none for one without a seat.</summary>
    public Disc SeatOf(string name) =>
        name.Length == 0 ? Disc.None
        : State.Red.Name == name ? Disc.Red
        : State.Yellow.Name == name ? Disc.Yellow
        : Disc.None;

    /// <summary>Looks at what a server told.</summary>
    /// <returns>Null for what no server of this game tells.</returns>
    internal static MatchView? From(MatchState state)
    {
        if (state.Moves.Length > Board.Cells || !Board.TryReplay(state.Moves, out var board)) return null;
        if (!Enum.IsDefined(state.Phase) || !Enum.IsDefined(state.Winner) || !Enum.IsDefined(state.Ending)) return null;
        if (state.Phase == MatchPhase.Playing && board.Result != BoardResult.Open) return null;
        if (Clean(state.Red) is not { } red || Clean(state.Yellow) is not { } yellow) return null;
        return new MatchView(state with { Match = PlainText.From(state.Match, MaxMatchLength), Red = red, Yellow = yellow }, board);
    }

    private static SeatState? Clean(SeatState seat) =>
        Enum.IsDefined(seat.Presence) ? seat with { Name = PlainText.From(seat.Name, MatchOptions.MaxNameLength) } : null;
}
