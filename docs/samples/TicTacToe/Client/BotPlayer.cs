using TicTacToe.Rules;

namespace TicTacToe.Client;

/// <summary>
/// Wins when it can, blocks when it must, and else takes any free cell. It keeps no state: the same seed and board always give the
/// same move, however the players came to the table.
/// </summary>
/// <param name="seed">Which bot it is.</param>
public sealed class BotPlayer(int seed) : IPlayer
{
    /// <inheritdoc/>
    public Task<int> ChooseCellAsync(Board board, Mark mark, CancellationToken cancellationToken) =>
        Task.FromResult(Winning(board, mark) ?? Winning(board, mark.Other) ?? AnyFree(board));

    private static int? Winning(Board board, Mark mark)
    {
        for (var cell = 0; cell < Board.CellCount; cell++)
        {
            if (board.CompletesLine(mark, cell)) return cell;
        }
        return null;
    }

    private int AnyFree(Board board)
    {
        var free = Enumerable.Range(0, Board.CellCount).Where(board.IsFree).ToArray();
        return free[new Random(Mix(board)).Next(free.Length)];
    }

    private int Mix(Board board)
    {
        var mixed = seed;
        for (var cell = 0; cell < Board.CellCount; cell++) mixed = unchecked(mixed * 31 + (int)board[cell]);
        return mixed;
    }
}
