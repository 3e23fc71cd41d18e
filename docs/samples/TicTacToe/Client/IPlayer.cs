using TicTacToe.Rules;

namespace TicTacToe.Client;

/// <summary>Whoever thinks in a seat: a human or a bot.</summary>
public interface IPlayer
{
    /// <summary>Chooses a cell when it is this player's turn.</summary>
    /// <param name="board">The board, open and with a free cell.</param>
    /// <param name="mark">The player's own mark.</param>
    /// <param name="cancellationToken">Cancelled when the player leaves.</param>
    Task<int> ChooseCellAsync(Board board, Mark mark, CancellationToken cancellationToken);
}
