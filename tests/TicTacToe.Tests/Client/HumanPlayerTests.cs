using TicTacToe.Client;
using TicTacToe.Rules;

namespace TicTacToe.Tests.Client;

public sealed class HumanPlayerTests
{
    private readonly List<int> _cursor = [];
    private int _leaves;
    private HumanPlayer _player = null!;

    [SetUp]
    public void SitDown()
    {
        _cursor.Clear();
        _leaves = 0;
        _player = new HumanPlayer(_cursor.Add, () => _leaves++);
    }

    [TestCase('1', 0)]
    [TestCase('5', 4)]
    [TestCase('9', 8)]
    public async Task DigitPlaysItsCell(char digit, int cell)
    {
        var choice = Choose(Board.Empty);
        Press(ConsoleKey.NumPad0, digit);

        Assert.That(await choice, Is.EqualTo(cell));
    }

    [Test]
    public async Task ArrowsMoveTheCursorAndEnterPlaysIt()
    {
        var choice = Choose(Board.Empty);
        Press(ConsoleKey.UpArrow);
        Press(ConsoleKey.RightArrow);
        Press(ConsoleKey.RightArrow);
        Press(ConsoleKey.DownArrow);
        Press(ConsoleKey.LeftArrow);
        Press(ConsoleKey.LeftArrow);
        Press(ConsoleKey.Enter);

        Assert.That(_cursor, Is.EqualTo(new[] { 1, 2, 2, 5, 4, 3 }), "from the centre; the edge holds");
        Assert.That(await choice, Is.EqualTo(3));
    }

    [Test]
    public async Task TakenCellIsNotAsked()
    {
        var choice = Choose(Board.Empty.Play(4));
        Press(ConsoleKey.Spacebar);
        Assert.That(choice.IsCompleted, Is.False);
        Press(ConsoleKey.D1, '1');

        Assert.That(await choice, Is.Zero);
    }

    [Test]
    public void KeyBeforeTheTurnIsNoMove()
    {
        Press(ConsoleKey.D1, '1');
        Press(ConsoleKey.Enter);

        Assert.That(Choose(Board.Empty).IsCompleted, Is.False);
    }

    [Test]
    public async Task SecondKeyOfATurnIsNoSecondMove()
    {
        var first = Choose(Board.Empty);
        Press(ConsoleKey.D1, '1');
        Press(ConsoleKey.D2, '2');

        Assert.That(await first, Is.Zero);
        Assert.That(Choose(Board.Empty.Play(0).Play(4)).IsCompleted, Is.False);
    }

    [TestCase(ConsoleKey.Q)]
    [TestCase(ConsoleKey.Escape)]
    public void LeavesAtAnyTime(ConsoleKey key)
    {
        Press(key);

        Assert.That(_leaves, Is.EqualTo(1));
    }

    [Test]
    public void LeavingEndsTheChoice()
    {
        using var leaving = new CancellationTokenSource();
        var choice = _player.ChooseCellAsync(Board.Empty, Mark.Cross, leaving.Token);
        leaving.Cancel();

        Assert.That(async () => await choice, Throws.InstanceOf<OperationCanceledException>());
    }

    private Task<int> Choose(Board board) => _player.ChooseCellAsync(board, board.Turn, CancellationToken.None);

    private void Press(ConsoleKey key, char character = '\0') => _player.Press(new ConsoleKeyInfo(character, key, false, false, false));
}
