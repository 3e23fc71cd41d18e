using TicTacToe.Rules;

namespace TicTacToe.Client;

/// <summary>What one player sees of a game. It never changes; the next change brings the next one.</summary>
/// <param name="Seat">The player's own mark; none before the server gave one.</param>
/// <param name="Board">The board.</param>
/// <param name="IsRunning">Whether the game has begun and is not over.</param>
/// <param name="Notice">The last thing that happened, in a sentence; empty for nothing to say.</param>
public sealed record GameView(Mark Seat, Board Board, bool IsRunning, string Notice)
{
    /// <summary>A player who has just come in.</summary>
    public static GameView Start { get; } = new(Mark.None, Board.Empty, IsRunning: false, "Connecting ...");

    /// <summary>Whether this player is to move.</summary>
    public bool IsMyTurn => IsRunning && Board.Result == GameResult.Open && Board.Turn == Seat;
}
