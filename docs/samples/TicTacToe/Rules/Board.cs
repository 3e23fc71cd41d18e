using System.Numerics;

namespace TicTacToe.Rules;

/// <summary>
/// A position: which cells hold an X and which an O, one bit per cell. Cells are numbered 0 to 8, row by row from the top left. A board
/// never changes; a move gives the next one.
/// </summary>
public readonly record struct Board
{
    /// <summary>The number of cells.</summary>
    public const int CellCount = 9;

    private const int Full = (1 << CellCount) - 1;

    // Rows, columns, diagonals; the rightmost bit is cell 0.
    private static readonly int[] Lines =
    [
        0b000_000_111, 0b000_111_000, 0b111_000_000,
        0b001_001_001, 0b010_010_010, 0b100_100_100,
        0b100_010_001, 0b001_010_100,
    ];

    private readonly int _crosses;
    private readonly int _noughts;

    private Board(int crosses, int noughts) => (_crosses, _noughts) = (crosses, noughts);

    /// <summary>The board before the first move.</summary>
    public static Board Empty => default;

    /// <summary>What stands in a cell.</summary>
    public Mark this[int cell] => Has(_crosses, cell) ? Mark.Cross : Has(_noughts, cell) ? Mark.Nought : Mark.None;

    /// <summary>Who is to move, as long as the game is open.</summary>
    public Mark Turn => BitOperations.PopCount((uint)_crosses) == BitOperations.PopCount((uint)_noughts) ? Mark.Cross : Mark.Nought;

    /// <summary>How the game stands.</summary>
    public GameResult Result =>
        HasLine(_crosses) ? GameResult.CrossWins
        : HasLine(_noughts) ? GameResult.NoughtWins
        : (_crosses | _noughts) == Full ? GameResult.Draw
        : GameResult.Open;

    /// <summary>Whether a number names a cell, and nothing stands in it.</summary>
    public bool IsFree(int cell) => IsCell(cell) && !Has(_crosses | _noughts, cell);

    /// <summary>Whether a number names a cell.</summary>
    public static bool IsCell(int cell) => cell is >= 0 and < CellCount;

    /// <summary>Whether a cell is part of a finished line.</summary>
    public bool IsInLine(int cell)
    {
        foreach (var line in Lines)
        {
            if (Has(line, cell) && ((_crosses & line) == line || (_noughts & line) == line)) return true;
        }
        return false;
    }

    /// <summary>Whether a mark in a free cell would finish a line.</summary>
    public bool CompletesLine(Mark mark, int cell) =>
        IsFree(cell) && HasLine((mark == Mark.Cross ? _crosses : _noughts) | 1 << cell);

    /// <summary>The board after whoever is to move has taken a cell.</summary>
    /// <exception cref="InvalidOperationException">The cell is not free, or the game is over: ask before.</exception>
    public Board Play(int cell)
    {
        if (!IsFree(cell) || Result != GameResult.Open) throw new InvalidOperationException($"Cell {cell} cannot be played now.");
        var bit = 1 << cell;
        return Turn == Mark.Cross ? new Board(_crosses | bit, _noughts) : new Board(_crosses, _noughts | bit);
    }

    private static bool Has(int cells, int cell) => (cells >> cell & 1) != 0;

    private static bool HasLine(int cells)
    {
        foreach (var line in Lines)
        {
            if ((cells & line) == line) return true;
        }
        return false;
    }
}
