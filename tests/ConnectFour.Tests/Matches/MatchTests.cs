using ConnectFour.Calls;
using ConnectFour.Players;
using ConnectFour.Rules;
using ConnectFour.Tests.Fixtures;
using ConnectFour.Tests.Rules;

namespace ConnectFour.Tests.Matches;

/// <summary>Games of two, on virtual time.</summary>
public sealed class MatchTests
{
    private static readonly int[] RedWins = [0, 1, 0, 1, 0, 1, 0];

    private TestMatch _match = null!;

    [SetUp]
    public void Begin() => _match = new TestMatch();

    [TearDown]
    public void End() => _match.Dispose();

    [Test]
    public void FirstIsRedAndSecondIsYellow()
    {
        var ann = _match.Join("Ann");
        Assert.That(_match.State.Phase, Is.EqualTo(MatchPhase.Waiting));
        Assert.That(ann.Seat, Is.EqualTo(Disc.Red));

        var ben = _match.Join("Ben");

        Assert.That(ben.Seat, Is.EqualTo(Disc.Yellow));
        Assert.That(_match.State.Phase, Is.EqualTo(MatchPhase.Playing));
        Assert.That(ann.IsMyTurn, Is.True);
        Assert.That(ben.IsMyTurn, Is.False);
        Assert.That(ben.View.Seat(Disc.Red).Name, Is.EqualTo("Ann"));
    }

    [Test]
    public void FourInALineEndTheGame()
    {
        var (ann, ben) = (_match.Join("Ann"), _match.Join("Ben"));
        _match.Play(ann, ben, RedWins);

        foreach (var client in new[] { ann, ben })
        {
            Assert.That(client.View.State.Phase, Is.EqualTo(MatchPhase.Over));
            Assert.That(client.View.State.Winner, Is.EqualTo(Disc.Red));
            Assert.That(client.View.State.Ending, Is.EqualTo(GameEnding.FourInLine));
            Assert.That(client.View.Board.Result, Is.EqualTo(BoardResult.RedWins));
            Assert.That(client.View.State.Red.Wins, Is.EqualTo(1));
            Assert.That(client.TurnLeft, Is.Null);
        }
        Assert.That(_match.Drop(ben, 3), Is.EqualTo(MoveResult.NoGame));
    }

    [Test]
    public void FullBoardIsADraw()
    {
        var (ann, ben) = (_match.Join("Ann"), _match.Join("Ben"));
        _match.Play(ann, ben, BoardTests.DrawnGame);

        Assert.That(ann.View.State.Ending, Is.EqualTo(GameEnding.Draw));
        Assert.That(ann.View.State.Winner, Is.EqualTo(Disc.None));
    }

    [Test]
    public void MoveOutOfTurnIsRefused()
    {
        var (ann, ben) = (_match.Join("Ann"), _match.Join("Ben"));

        Assert.That(_match.Drop(ben, 3), Is.EqualTo(MoveResult.NotYourTurn));
        Assert.That(_match.Drop(ann, 3), Is.EqualTo(MoveResult.Played));
        Assert.That(_match.Drop(ann, 3), Is.EqualTo(MoveResult.NotYourTurn));
        Assert.That(_match.State.Moves, Is.EqualTo(new byte[] { 3 }));
    }

    [TestCase(-1)]
    [TestCase(7)]
    [TestCase(259)]
    [TestCase(int.MinValue)]
    [TestCase(int.MaxValue)]
    public void OtherNumbersAreNoColumns(int column)
    {
        var ann = _match.Join("Ann");
        _match.Join("Ben");

        Assert.That(_match.Drop(ann, column), Is.EqualTo(MoveResult.NoSuchColumn));
        Assert.That(_match.State.Moves, Is.Empty);
    }

    [Test]
    public void FullColumnIsRefused()
    {
        var (ann, ben) = (_match.Join("Ann"), _match.Join("Ben"));
        _match.Play(ann, ben, 2, 2, 2, 2, 2, 2);

        Assert.That(_match.Drop(ann, 2), Is.EqualTo(MoveResult.ColumnFull));
    }

    [Test]
    public void MoveBeforeTheGameIsRefused() => Assert.That(_match.Drop(_match.Join("Ann"), 3), Is.EqualTo(MoveResult.NoGame));

    [Test]
    public void WhoDoesNotMoveInTimeLoses()
    {
        var (ann, ben) = (_match.Join("Ann"), _match.Join("Ben"));
        _match.Play(ann, ben, 3);
        _match.Advance(TimeSpan.FromSeconds(29));
        Assert.That(ben.TurnLeft, Is.EqualTo(TimeSpan.FromSeconds(1)));
        Assert.That(_match.State.Phase, Is.EqualTo(MatchPhase.Playing));

        _match.Advance(TimeSpan.FromSeconds(1));

        Assert.That(ann.View.State.Winner, Is.EqualTo(Disc.Red));
        Assert.That(ann.View.State.Ending, Is.EqualTo(GameEnding.TimeUp));
        Assert.That(_match.Log, Has.Member("Ben has not moved in time."));
    }

    [Test]
    public void EachTurnHasItsWholeTime()
    {
        var (ann, ben) = (_match.Join("Ann"), _match.Join("Ben"));
        for (var i = 0; i < 3; i++)
        {
            _match.Advance(TimeSpan.FromSeconds(29));
            _match.Play(i % 2 == 0 ? ann : ben, ben, i);
        }

        Assert.That(_match.State.Phase, Is.EqualTo(MatchPhase.Playing));
    }

    /// <summary>Nobody has ticked when the move comes: the clock counts all the same.</summary>
    [Test]
    public void MoveBehindTheTimeComesTooLate()
    {
        var ann = _match.Join("Ann");
        _match.Join("Ben");
        var answer = ann.DropAsync(3);
        ann.Poll();
        _match.Time.Advance(TimeSpan.FromSeconds(30));
        _match.Settle();

        Assert.That(answer.IsCompletedSuccessfully, Is.True);
        Assert.That(_match.State.Ending, Is.EqualTo(GameEnding.TimeUp));
        Assert.That(_match.State.Moves, Is.Empty);
    }

    [Test]
    public void ClockAsksForATick()
    {
        var ticks = 0;
        _match.Match.TickDue += () => ticks++;
        _match.Join("Ann");
        _match.Join("Ben");
        _match.Time.Advance(TimeSpan.FromSeconds(29));
        Assert.That(ticks, Is.Zero);

        _match.Time.Advance(TimeSpan.FromSeconds(1));

        Assert.That(ticks, Is.EqualTo(1));
    }

    [Test]
    public void RematchBeginsWhenBothWantIt()
    {
        var (ann, ben) = (_match.Join("Ann"), _match.Join("Ben"));
        Assert.That(_match.Ask(ann.RematchAsync), Is.EqualTo(RematchResult.NotNow));
        _match.Play(ann, ben, RedWins);

        Assert.That(_match.Ask(ann.RematchAsync), Is.EqualTo(RematchResult.Waiting));
        Assert.That(_match.Ask(ann.RematchAsync), Is.EqualTo(RematchResult.Waiting), "asking twice is not the other's agreement");
        Assert.That(ben.View.State.Red.WantsRematch, Is.True);
        Assert.That(_match.Ask(ben.RematchAsync), Is.EqualTo(RematchResult.Begun));

        Assert.That(_match.State.Game, Is.EqualTo(2));
        Assert.That(_match.State.Moves, Is.Empty);
        Assert.That(ann.Seat, Is.EqualTo(Disc.Yellow), "the second is the first now");
        Assert.That(ben.IsMyTurn, Is.True);
        Assert.That(ben.View.State.Yellow.Wins, Is.EqualTo(1), "Ann's win goes with her");
        Assert.That(ben.View.State.Red.WantsRematch, Is.False);
    }

    [Test]
    public void LeavingLosesTheGameAndFreesTheSeat()
    {
        var (ann, ben) = (_match.Join("Ann"), _match.Join("Ben"));
        ben.Leave();
        _match.Settle();

        Assert.That(ben.End, Is.EqualTo(new ClientEnd(ClientEndKind.Left, "You have left.")));
        Assert.That(ann.View.State.Winner, Is.EqualTo(Disc.Red));
        Assert.That(ann.View.State.Ending, Is.EqualTo(GameEnding.Left));
        Assert.That(ann.View.State.Phase, Is.EqualTo(MatchPhase.Waiting));

        var cleo = _match.Join("Cleo");

        Assert.That(cleo.Seat, Is.EqualTo(Disc.Yellow));
        Assert.That(_match.State.Game, Is.EqualTo(2));
    }

    [Test]
    public void BotTakesTheFreeSeatAndPlays()
    {
        var ann = _match.Join("Ann");
        Assert.That(_match.Ask(ann.InviteBotAsync), Is.EqualTo(RematchResult.Begun));
        Assert.That(_match.Ask(ann.InviteBotAsync), Is.EqualTo(RematchResult.NotNow));
        _match.Play(ann, ann, 3);
        Assert.That(_match.State.Moves, Has.Length.EqualTo(1));

        _match.Advance(TimeSpan.FromMilliseconds(600));

        Assert.That(_match.State.Moves, Has.Length.EqualTo(2));
        Assert.That(ann.IsMyTurn, Is.True);
        Assert.That(ann.View.Seat(Disc.Yellow).Presence, Is.EqualTo(Presence.Bot));
    }

    [Test]
    public void BotPlaysAgain()
    {
        var ann = _match.Join("Ann");
        _match.Ask(ann.InviteBotAsync);
        _match.Advance(TimeSpan.FromSeconds(30));
        Assert.That(_match.State.Ending, Is.EqualTo(GameEnding.TimeUp));

        Assert.That(_match.Ask(ann.RematchAsync), Is.EqualTo(RematchResult.Begun));
        _match.Advance(TimeSpan.FromMilliseconds(600));

        Assert.That(_match.State.Moves, Has.Length.EqualTo(1), "the bot has the first move");
    }

    [Test]
    public void BotLeavesWithTheLastPlayer()
    {
        var ann = _match.Join("Ann");
        _match.Ask(ann.InviteBotAsync);
        ann.Leave();
        _match.Settle();

        Assert.That(_match.Match.IsEmpty, Is.True);
        Assert.That(_match.State.Red, Is.EqualTo(SeatState.Free));
        Assert.That(_match.State.Yellow, Is.EqualTo(SeatState.Free));
        Assert.That(_match.Join("Ben").Seat, Is.EqualTo(Disc.Red));
    }
}
