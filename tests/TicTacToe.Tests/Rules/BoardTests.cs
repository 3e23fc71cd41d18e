using TicTacToe.Rules;

namespace TicTacToe.Tests.Rules;

public sealed class BoardTests
{
    [Test]
    public void EmptyBoardIsOpenAndCrossBegins()
    {
        Assert.That(Board.Empty.Result, Is.EqualTo(GameResult.Open));
        Assert.That(Board.Empty.Turn, Is.EqualTo(Mark.Cross));
        Assert.That(Enumerable.Range(0, Board.CellCount).All(Board.Empty.IsFree), Is.True);
    }

    [Test]
    public void PlayersTakeTurns()
    {
        var board = Board.Empty.Play(4);

        Assert.That(board[4], Is.EqualTo(Mark.Cross));
        Assert.That(board.Turn, Is.EqualTo(Mark.Nought));
        Assert.That(board.Play(0)[0], Is.EqualTo(Mark.Nought));
        Assert.That(Board.Empty[4], Is.EqualTo(Mark.None), "a move gives a new board");
    }

    [TestCase(0, 1, 2)]
    [TestCase(3, 4, 5)]
    [TestCase(6, 7, 8)]
    [TestCase(0, 3, 6)]
    [TestCase(1, 4, 7)]
    [TestCase(2, 5, 8)]
    [TestCase(0, 4, 8)]
    [TestCase(2, 4, 6)]
    public void LineWins(int first, int second, int third)
    {
        int[] line = [first, second, third];
        var others = Enumerable.Range(0, Board.CellCount).Except(line).ToArray();

        var cross = Play(first, others[0], second, others[1], third);
        // O takes the line; X takes cells that are none.
        var strays = StraysAround(line);
        var nought = Play(strays[0], first, strays[1], second, strays[2], third);

        Assert.That(cross.Result, Is.EqualTo(GameResult.CrossWins));
        Assert.That(nought.Result, Is.EqualTo(GameResult.NoughtWins));
        Assert.That(Enumerable.Range(0, Board.CellCount).Where(cross.IsInLine), Is.EquivalentTo(line));
    }

    [Test]
    public void FullBoardWithoutLineIsDraw()
    {
        Assert.That(Play(0, 1, 2, 4, 3, 5, 7, 6, 8).Result, Is.EqualTo(GameResult.Draw));
    }

    [Test]
    public void CompletesLineSeesTheLastGap()
    {
        var board = Play(0, 4, 1);

        Assert.That(board.CompletesLine(Mark.Cross, 2), Is.True);
        Assert.That(board.CompletesLine(Mark.Nought, 2), Is.False);
        Assert.That(board.CompletesLine(Mark.Cross, 1), Is.False, "the cell is taken");
    }

    [TestCase(-1)]
    [TestCase(9)]
    [TestCase(32)]
    [TestCase(int.MaxValue)]
    [TestCase(int.MinValue)]
    public void NumberOffTheBoardIsNeverFree(int cell)
    {
        Assert.That(Board.IsCell(cell), Is.False);
        Assert.That(Board.Empty.IsFree(cell), Is.False);
        Assert.That(() => Board.Empty.Play(cell), Throws.InvalidOperationException);
    }

    [Test]
    public void TakenCellAndFinishedGameCannotBePlayed()
    {
        Assert.That(() => Play(4, 4), Throws.InvalidOperationException);
        Assert.That(() => Play(0, 3, 1, 4, 2, 5), Throws.InvalidOperationException);
    }

    // Known figures of the game: if any rule were wrong, they would not come out.
    [Test]
    public void AllGamesOfTheTreeEndAsTheyShould()
    {
        var ends = new Dictionary<GameResult, int>();
        var positions = new HashSet<Board>();
        Walk(Board.Empty);

        Assert.That(ends[GameResult.CrossWins], Is.EqualTo(131_184));
        Assert.That(ends[GameResult.NoughtWins], Is.EqualTo(77_904));
        Assert.That(ends[GameResult.Draw], Is.EqualTo(46_080));
        Assert.That(positions, Has.Count.EqualTo(5478));

        void Walk(Board board)
        {
            positions.Add(board);
            if (board.Result != GameResult.Open)
            {
                ends[board.Result] = ends.GetValueOrDefault(board.Result) + 1;
                return;
            }
            for (var cell = 0; cell < Board.CellCount; cell++)
            {
                if (board.IsFree(cell)) Walk(board.Play(cell));
            }
        }
    }

    private static Board Play(params int[] cells) => cells.Aggregate(Board.Empty, (board, cell) => board.Play(cell));

    // Three cells beside a line that are not a line themselves.
    private static int[] StraysAround(int[] line)
    {
        var others = Enumerable.Range(0, Board.CellCount).Except(line).ToArray();
        foreach (var left in others)
        {
            var strays = others.Where(cell => cell != left).Take(3).ToArray();
            if (Play(strays[0], line[0], strays[1], line[1], strays[2]).Result == GameResult.Open) return strays;
        }
        throw new InvalidOperationException("There are always such cells.");
    }
}
