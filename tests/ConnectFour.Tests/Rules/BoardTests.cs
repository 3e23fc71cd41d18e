using ConnectFour.Rules;

namespace ConnectFour.Tests.Rules;

public sealed class BoardTests
{
    [Test]
    public void DiscsPileUpFromTheBottom()
    {
        var board = Play(3, 3, 3);

        Assert.That(board[3, 0], Is.EqualTo(Disc.Red));
        Assert.That(board[3, 1], Is.EqualTo(Disc.Yellow));
        Assert.That(board[3, 2], Is.EqualTo(Disc.Red));
        Assert.That(board[3, 3], Is.EqualTo(Disc.None));
        Assert.That(board.Turn, Is.EqualTo(Disc.Yellow));
        Assert.That(board.HeightOf(3), Is.EqualTo(3));
    }

    [TestCase(0, 6, 0, 6, 0, 6, 0, Description = "up")]
    [TestCase(0, 0, 1, 1, 2, 2, 3, Description = "along")]
    [TestCase(0, 1, 1, 2, 2, 3, 2, 3, 3, 6, 3, Description = "rising")]
    [TestCase(6, 5, 5, 4, 4, 3, 4, 3, 3, 0, 3, Description = "falling")]
    public void FourInALineWin(params int[] columns)
    {
        Assert.That(Play(columns[..^1]).Result, Is.EqualTo(BoardResult.Open));
        Assert.That(Play(columns[..^1]).Wins(Disc.Red, columns[^1]), Is.True);
        Assert.That(Play(columns).Result, Is.EqualTo(BoardResult.RedWins));
    }

    [Test]
    public void YellowWins() => Assert.That(Play(0, 1, 0, 1, 0, 1, 6, 1).Result, Is.EqualTo(BoardResult.YellowWins));

    [Test]
    public void CellsOfTheLineAreKnown()
    {
        var board = Play(0, 0, 1, 1, 2, 2, 3);

        Assert.That(Enumerable.Range(0, 7).Select(column => board.IsInLine(column, 0)), Is.EqualTo(new[] { true, true, true, true, false, false, false }));
        Assert.That(board.IsInLine(0, 1), Is.False);
    }

    [Test]
    public void FullBoardIsADraw()
    {
        var board = Play(DrawnGame);

        Assert.That(board.Count, Is.EqualTo(Board.Cells));
        Assert.That(board.Result, Is.EqualTo(BoardResult.Draw));
        Assert.That(Enumerable.Range(-1, 9).Any(board.HasRoom), Is.False);
    }

    [Test]
    public void FullColumnTakesNoMore()
    {
        var board = Play(2, 2, 2, 2, 2, 2);

        Assert.That(board.HasRoom(2), Is.False);
        Assert.That(() => board.Drop(2), Throws.InvalidOperationException);
    }

    [TestCase(-1)]
    [TestCase(7)]
    [TestCase(int.MinValue)]
    [TestCase(int.MaxValue)]
    public void OtherNumbersAreNoColumns(int column)
    {
        Assert.That(Board.Empty.HasRoom(column), Is.False);
        Assert.That(Board.Empty.Wins(Disc.Red, column), Is.False);
        Assert.That(() => Board.Empty.Drop(column), Throws.InvalidOperationException);
    }

    [Test]
    public void NothingIsPlayedBehindTheEnd() =>
        Assert.That(() => Play(0, 1, 0, 1, 0, 1, 0).Drop(5), Throws.InvalidOperationException);

    [TestCase(new byte[] { 7 })]
    [TestCase(new byte[] { 0, 0, 0, 0, 0, 0, 0 })]
    [TestCase(new byte[] { 0, 1, 0, 1, 0, 1, 0, 1 })]
    public void IllegalGameIsNotReplayed(byte[] columns) => Assert.That(Board.TryReplay(columns, out _), Is.False);

    /// <summary>Each line that the bits find is one that counting finds, and the other way round.</summary>
    [Test]
    public void LinesAreThoseThatCountingFinds()
    {
        var seed = Seeds.ForThisRun(20_261_125);
        var random = new Random(seed);
        for (var game = 0; game < 500; game++)
        {
            var board = Board.Empty;
            while (board.Result == BoardResult.Open)
            {
                var column = random.Next(Board.Columns);
                if (board.HasRoom(column)) board = board.Drop(column);
                for (var i = 0; i < Board.Cells; i++)
                {
                    var (x, y) = (i % Board.Columns, i / Board.Columns);
                    // An assertion for each of half a million cells takes seconds.
                    if (board.IsInLine(x, y) != IsInLine(board, x, y)) Assert.Fail($"seed {seed}, game {game}, column {x}, row {y}");
                }
            }
        }
    }

    /// <summary>Forty-two moves without a line.</summary>
    internal static int[] DrawnGame { get; } =
    [
        0, 1, 0, 1, 0, 1, 1, 0, 1, 0, 1, 0,
        2, 3, 2, 3, 2, 3, 3, 2, 3, 2, 3, 2,
        4, 5, 4, 5, 4, 5, 5, 4, 5, 4, 5, 4,
        6, 6, 6, 6, 6, 6,
    ];

    private static bool IsInLine(Board board, int x, int y)
    {
        if (board[x, y] == Disc.None) return false;
        foreach (var (dx, dy) in new[] { (1, 0), (0, 1), (1, 1), (1, -1) })
        {
            if (1 + Run(board, x, y, dx, dy) + Run(board, x, y, -dx, -dy) >= 4) return true;
        }
        return false;
    }

    private static int Run(Board board, int x, int y, int dx, int dy)
    {
        var length = 0;
        for (var (column, row) = (x + dx, y + dy);
            column is >= 0 and < Board.Columns && row is >= 0 and < Board.Rows && board[column, row] == board[x, y];
            column += dx, row += dy) length++;
        return length;
    }

    private static Board Play(params int[] columns) => columns.Aggregate(Board.Empty, static (board, column) => board.Drop(column));
}
