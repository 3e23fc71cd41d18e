using System.Numerics;

namespace ConnectFour.Rules;

/// <summary>
/// A position: seven columns of six cells, one bit per cell. Columns are 0 to 6 from the left, rows 0 to 5 from the bottom. A board never
/// changes; a disc that is dropped gives the next one.
/// </summary>
public readonly record struct Board
{
    /// <summary>The number of columns.</summary>
    public const int Columns = 7;

    /// <summary>The number of rows.</summary>
    public const int Rows = 6;

    /// <summary>The number of cells, and of moves in the longest game.</summary>
    public const int Cells = Columns * Rows;

    // A column takes one bit more than it has cells: it stays free, and so no line runs from one column into the next.
    private const int Stride = Rows + 1;
    private const ulong FullColumn = (1UL << Rows) - 1;

    // Up, right, and the two diagonals, in bits.
    private static readonly int[] Directions = [1, Stride, Stride - 1, Stride + 1];

    private readonly ulong _red;
    private readonly ulong _yellow;

    private Board(ulong red, ulong yellow) => (_red, _yellow) = (red, yellow);

    /// <summary>The board before the first move.</summary>
    public static Board Empty => default;

    /// <summary>What lies in a cell.</summary>
    public Disc this[int column, int row]
    {
        get
        {
            var bit = Bit(column, row);
            return (_red & bit) != 0 ? Disc.Red : (_yellow & bit) != 0 ? Disc.Yellow : Disc.None;
        }
    }

    /// <summary>How many discs lie on it.</summary>
    public int Count => BitOperations.PopCount(_red | _yellow);

    /// <summary>Who is to move, as long as the game is open.</summary>
    public Disc Turn => Count % 2 == 0 ? Disc.Red : Disc.Yellow;

    /// <summary>How the game stands.</summary>
    public BoardResult Result =>
        LinesOf(_red) != 0 ? BoardResult.RedWins
        : LinesOf(_yellow) != 0 ? BoardResult.YellowWins
        : Count == Cells ? BoardResult.Draw
        : BoardResult.Open;

    /// <summary>Whether a number names a column.</summary>
    public static bool IsColumn(int column) => column is >= 0 and < Columns;

    /// <summary>How many discs lie in a column.</summary>
    public int HeightOf(int column) => BitOperations.PopCount((_red | _yellow) >> (column * Stride) & FullColumn);

    /// <summary>Whether a number names a column, and there is room in it.</summary>
    public bool HasRoom(int column) => IsColumn(column) && HeightOf(column) < Rows;

    /// <summary>Whether a cell is part of a line of four.</summary>
    public bool IsInLine(int column, int row) => ((LinesOf(_red) | LinesOf(_yellow)) & Bit(column, row)) != 0;

    /// <summary>Whether a disc in a column would finish a line.</summary>
    public bool Wins(Disc disc, int column) =>
        HasRoom(column) && LinesOf((disc == Disc.Red ? _red : _yellow) | Bit(column, HeightOf(column))) != 0;

    /// <summary>The board after whoever is to move has dropped a disc.</summary>
    /// <exception cref="InvalidOperationException">There is no room, or the game is over: ask before.</exception>
    public Board Drop(int column)
    {
        if (!HasRoom(column) || Result != BoardResult.Open)
            throw new InvalidOperationException($"Column {column} cannot be played now.");
        var bit = Bit(column, HeightOf(column));
        return Turn == Disc.Red ? new Board(_red | bit, _yellow) : new Board(_red, _yellow | bit);
    }

    /// <summary>Plays a game from its beginning.</summary>
    /// <returns>False when one of the moves is not legal.</returns>
    public static bool TryReplay(ReadOnlySpan<byte> columns, out Board board)
    {
        board = Empty;
        foreach (var column in columns)
        {
            if (!board.HasRoom(column) || board.Result != BoardResult.Open) return false;
            board = board.Drop(column);
        }
        return true;
    }

    private static ulong Bit(int column, int row) => 1UL << (column * Stride + row);

    // The cells that are part of a line of four.
    private static ulong LinesOf(ulong discs)
    {
        var lines = 0UL;
        foreach (var step in Directions)
        {
            var pairs = discs & discs >> step;
            var starts = pairs & pairs >> (2 * step);
            lines |= starts | starts << step | starts << (2 * step) | starts << (3 * step);
        }
        return lines;
    }
}
