using TicTacToe.Messages;
using TicTacToe.Rules;
using TicTacToe.Server;

namespace TicTacToe.Tests.Server;

public sealed class TableTests
{
    private const int Ann = 17;
    private const int Bob = 4;

    [Test]
    public void FirstSeatIsCrossSecondIsNoughtThirdIsNone()
    {
        var table = new Table();

        Assert.That(table.Sit(Ann), Is.EqualTo(Mark.Cross));
        Assert.That(table.IsFull, Is.False);
        Assert.That(table.Sit(Bob), Is.EqualTo(Mark.Nought));
        Assert.That(table.IsFull, Is.True);
        Assert.That(table.Sit(99), Is.EqualTo(Mark.None));
        Assert.That(table.Players, Is.EqualTo(new[] { Ann, Bob }));
    }

    [Test]
    public void FreedSeatIsGivenAgain()
    {
        var table = Seated();
        table.Leave(Ann);

        Assert.That(table.SeatOf(Ann), Is.EqualTo(Mark.None));
        Assert.That(table.Players, Is.EqualTo(new[] { Bob }));
        Assert.That(table.Sit(99), Is.EqualTo(Mark.Cross));
    }

    [Test]
    public void StrangerHasNoSeat()
    {
        Assert.That(new Table().SeatOf(0), Is.EqualTo(Mark.None));
        Assert.That(Seated().SeatOf(99), Is.EqualTo(Mark.None));
    }

    [Test]
    public void RefusalsHaveTheirReasons()
    {
        var lonely = new Table();
        lonely.Sit(Ann);
        var table = Seated();

        Assert.That(lonely.Play(Ann, 0), Is.EqualTo(MoveRefusal.NoGame));
        Assert.That(table.Play(Bob, 0), Is.EqualTo(MoveRefusal.NotYourTurn));
        Assert.That(table.Play(99, 0), Is.EqualTo(MoveRefusal.NotYourTurn));
        Assert.That(table.Play(Ann, 9), Is.EqualTo(MoveRefusal.NoSuchCell));
        Assert.That(table.Play(Ann, 0), Is.Null);
        Assert.That(table.Play(Bob, 0), Is.EqualTo(MoveRefusal.CellTaken));
    }

    [Test]
    public void NothingIsPlayedAfterTheEnd()
    {
        var table = Seated();
        foreach (var (player, cell) in new[] { (Ann, 0), (Bob, 3), (Ann, 1), (Bob, 4), (Ann, 2) }) table.Play(player, cell);

        Assert.That(table.Board.Result, Is.EqualTo(GameResult.CrossWins));
        Assert.That(table.Play(Bob, 5), Is.EqualTo(MoveRefusal.NoGame));
    }

    [Test]
    public void ClearedTableIsNew()
    {
        var table = Seated();
        table.Play(Ann, 0);
        table.Clear();

        Assert.That(table.Players, Is.Empty);
        Assert.That(table.Board, Is.EqualTo(Board.Empty));
    }

    private static Table Seated()
    {
        var table = new Table();
        table.Sit(Ann);
        table.Sit(Bob);
        return table;
    }
}
