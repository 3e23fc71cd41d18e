using ConnectFour.Rules;

namespace ConnectFour.Players;

/// <summary>
/// Looks some moves ahead, and among equally good columns takes one by its seed. It keeps no state: the same seed and board always give the
/// same move.
/// </summary>
/// <param name="seed">Which bot it is.</param>
public sealed class BotPlayer(int seed)
{
    private const int Depth = 4;
    private const int Win = 1000;

    /// <summary>Chooses a column for whoever is to move, on a board that is open.</summary>
    public int ChooseColumn(Board board)
    {
        var (best, bestValue) = (-1, int.MinValue);
        for (var column = 0; column < Board.Columns; column++)
        {
            if (!board.HasRoom(column)) continue;
            // The value decides; then the seed.
            var value = ValueOfMove(board, column, Depth) * Board.Columns + (int)(Mix(board, column) % Board.Columns);
            if (value > bestValue) (best, bestValue) = (column, value);
        }
        return best;
    }

    private static int ValueOfMove(Board board, int column, int depth)
    {
        if (board.Wins(board.Turn, column)) return Win + depth;
        var next = board.Drop(column);
        if (depth == 0 || next.Result != BoardResult.Open) return CentreOf(column);
        var best = int.MinValue;
        for (var answer = 0; answer < Board.Columns; answer++)
        {
            if (next.HasRoom(answer)) best = Math.Max(best, ValueOfMove(next, answer, depth - 1));
        }
        return -best;
    }

    // More lines go through the middle.
    private static int CentreOf(int column) => 3 - Math.Abs(column - Board.Columns / 2);

    private uint Mix(Board board, int column)
    {
        var mixed = unchecked((uint)seed * 2654435761 + (uint)column);
        for (var i = 0; i < Board.Columns; i++)
        {
            for (var row = 0; row < board.HeightOf(i); row++) mixed = unchecked((mixed ^ (uint)board[i, row]) * 16777619);
            mixed = unchecked((mixed ^ 3) * 16777619);
        }
        return mixed >> 8;
    }
}
