using Ludus.Rules;

namespace Ludus.Tests;

public sealed class RosterTests
{
    private readonly Roster _roster = new();

    [SetUp]
    public void Sit()
    {
        foreach (var player in _roster.Players.ToArray()) _roster.Remove(player.Id);
        foreach (var id in (int[])[1, 7, 9]) _roster.Add(new Player(id, $"P{id}"));
        _roster.SetTurn(0);
    }

    [Test]
    public void TurnGoesRound()
    {
        _roster.SetTurn(2);
        Assert.That(_roster.IsTurnOf(9), Is.True);
        Assert.That(_roster.NextTurn, Is.Zero);
    }

    [Test]
    public void TurnStaysWithItsPlayerWhenOneBeforeLeaves()
    {
        _roster.SetTurn(2);
        _roster.Remove(7);
        Assert.That(_roster.IsTurnOf(9), Is.True);
        _roster.Remove(9);
        Assert.That(_roster.IsTurnOf(1), Is.False, "The server says whose turn it is then.");
    }

    [Test]
    public void TurnOfNobodyChangesNothing([Values(-1, 3, int.MaxValue)] int turn)
    {
        _roster.SetTurn(1);
        _roster.SetTurn(turn);
        Assert.That(_roster.Turn, Is.EqualTo(1));
    }

    [Test]
    public void PlayerSitsOnce()
    {
        Assert.That(_roster.Add(new Player(7, "again")), Is.False);
        _roster.Rename(7, "Bob");
        Assert.That(_roster.Find(7)!.Label, Is.EqualTo("Bob"));
        _roster.Rename(8, "nobody");
        Assert.That(_roster.Players, Has.Count.EqualTo(3));
    }

    [Test]
    public void TableIsFullAtSomePoint()
    {
        for (var id = 100; id < 1000; id++) _roster.Add(new Player(id, ""));
        Assert.That(_roster.Players, Has.Count.EqualTo(Roster.MaxPlayers));
        Assert.That(_roster.Players[^1].Label, Is.EqualTo("... connecting ..."));
    }
}
