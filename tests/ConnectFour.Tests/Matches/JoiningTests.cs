using ConnectFour.Calls;
using ConnectFour.Matches;
using ConnectFour.Players;
using ConnectFour.Rules;
using ConnectFour.Tests.Fixtures;

namespace ConnectFour.Tests.Matches;

/// <summary>Who gets in, who watches, and who gets his seat back.</summary>
public sealed class JoiningTests
{
    private TestMatch _match = null!;

    [SetUp]
    public void Begin() => _match = new TestMatch(new MatchOptions { MaxWatching = 2 });

    [TearDown]
    public void End() => _match.Dispose();

    [Test]
    public void ThirdPlayerIsRefusedAndMayWatch()
    {
        var (ann, ben) = (_match.Join("Ann"), _match.Join("Ben"));
        Assert.That(_match.Join("Cleo").End, Is.EqualTo(
            new ClientEnd(ClientEndKind.Refused, "Both seats are taken. You can watch.", JoinResult.SeatsTaken)));

        var cleo = _match.Join("Cleo", watch: true);
        _match.Play(ann, ben, 3, 3);

        Assert.That(cleo.Status, Is.EqualTo(ClientStatus.Joined));
        Assert.That(cleo.Seat, Is.EqualTo(Disc.None));
        Assert.That(cleo.View.State.Moves, Is.EqualTo(new byte[] { 3, 3 }));
        Assert.That(ann.View.State.Watching, Is.EqualTo(1));
    }

    [Test]
    public void WhoWatchesDoesNotPlay()
    {
        _match.Join("Ann");
        _match.Join("Ben");
        var cleo = _match.Join("Cleo", watch: true);

        Assert.That(_match.Drop(cleo, 3), Is.EqualTo(MoveResult.NoSeat));
        Assert.That(_match.Ask(cleo.RematchAsync), Is.EqualTo(RematchResult.NoSeat));
        Assert.That(_match.Ask(cleo.InviteBotAsync), Is.EqualTo(RematchResult.NoSeat));
        Assert.That(_match.State.Moves, Is.Empty);
    }

    [Test]
    public void OnlySoManyWatch()
    {
        _match.Join("Ann", watch: true);
        var ben = _match.Join("Ben", watch: true);
        Assert.That(_match.Join("Cleo", watch: true).End!.Refusal, Is.EqualTo(JoinResult.TooManyWatch));

        ben.Leave();
        _match.Settle();

        Assert.That(_match.Join("Cleo", watch: true).End, Is.Null);
    }

    [Test]
    public void AnotherMatchIsNotThisOne()
    {
        Assert.That(_match.Join("Ann", match: "other").End!.Refusal, Is.EqualTo(JoinResult.NoSuchMatch));
        Assert.That(_match.Join("Ann", match: "main").End, Is.Null);
    }

    [TestCase("")]
    [TestCase(" \t\r\n")]
    [TestCase("\u001b\u0007\u202e\u200b")]
    public void NameThatCannotBeSeenIsRefused(string name) =>
        Assert.That(_match.Join(name).End!.Refusal, Is.EqualTo(JoinResult.NoName));

    [TestCase("Ann\u001b[31m", "Ann[31m")]
    [TestCase("  A\n\n nn  ", "A nn")]
    [TestCase("\u202eAnn", "Ann")]
    [TestCase("A\u0301\u0301\u0301nn", "Ann")]
    [TestCase("0123456789012345678901234567890", "01234567890123456789")]
    [TestCase("012345678901234567\U0001F600\U0001F600", "012345678901234567\U0001F600")]
    public void NameIsCleaned(string name, string clean)
    {
        var client = _match.Join(name);

        Assert.That(client.Name, Is.EqualTo(clean));
        Assert.That(client.Seat, Is.EqualTo(Disc.Red));
        Assert.That(_match.State.Red.Name, Is.EqualTo(clean));
    }

    [Test]
    public void LostConnectionIsTakenUpAgain()
    {
        var (ann, ben) = (_match.Join("Ann"), _match.Join("Ben"));
        _match.Play(ann, ben, 3, 4);
        _match.Cut(ann);
        Assert.That(ann.Status, Is.EqualTo(ClientStatus.Reconnecting));
        Assert.That(ben.View.Seat(Disc.Red).Presence, Is.EqualTo(Presence.Away));
        Assert.That(ben.View.Seat(Disc.Red).AwayLeft, Is.EqualTo(TimeSpan.FromSeconds(60)));

        _match.Advance(TimeSpan.FromSeconds(1));

        Assert.That(ann.Status, Is.EqualTo(ClientStatus.Joined));
        Assert.That(ann.Seat, Is.EqualTo(Disc.Red));
        Assert.That(ann.View.State.Moves, Is.EqualTo(new byte[] { 3, 4 }));
        Assert.That(_match.Log, Has.Member("Ann is back."));
        _match.Play(ann, ben, 3, 4);
    }

    [Test]
    public void ReloadedPageTakesItsSeatByNameAndSecret()
    {
        var ann = _match.Join("Ann");
        _match.Join("Ben");
        _match.Kill(ann);

        var again = _match.Join("ann", secret: ann.Secret);

        Assert.That(again.Seat, Is.EqualTo(Disc.Red));
        Assert.That(again.Name, Is.EqualTo("Ann"));
        Assert.That(_match.Drop(again, 3), Is.EqualTo(MoveResult.Played));
    }

    /// <summary>The page is here again before its old connection is found to be dead.</summary>
    [Test]
    public void SecondConnectionOfAPlayerTakesOver()
    {
        var ann = _match.Join("Ann");
        var again = _match.Join("Ann", secret: ann.Secret);

        Assert.That(again.Seat, Is.EqualTo(Disc.Red));
        Assert.That(ann.End!.Kind, Is.EqualTo(ClientEndKind.Lost));
        Assert.That(ann.End.Words, Does.Contain("over another connection"));
        Assert.That(_match.State.Red.Presence, Is.EqualTo(Presence.Here));
    }

    [Test]
    public void SeatIsNotStolenByItsName([Values] bool whileAway, [Values("", "0", "00000000000000000000000000000000")] string secret)
    {
        var ann = _match.Join("Ann");
        _match.Join("Ben");
        if (whileAway) _match.Kill(ann);

        Assert.That(_match.Join("ANN", secret: secret).End!.Refusal, Is.EqualTo(JoinResult.NameTaken));
        Assert.That(_match.Join("Ann", watch: true, secret: secret).End!.Refusal, Is.EqualTo(JoinResult.NameTaken));
        Assert.That(_match.Join("Ann", secret: ann.Secret).Seat, Is.EqualTo(Disc.Red));
    }

    [Test]
    public void SecretIsNobodyElses()
    {
        var (ann, ben) = (_match.Join("Ann"), _match.Join("Ben"));

        Assert.That(ann.Secret, Does.Match("^[0-9A-F]{32}$"));
        Assert.That(ben.Secret, Is.Not.EqualTo(ann.Secret));
        Assert.That(_match.Join("Ann", secret: ben.Secret).End!.Refusal, Is.EqualTo(JoinResult.NameTaken));
    }

    [Test]
    public void SeatIsKeptOnlySoLong()
    {
        var (ann, ben) = (_match.Join("Ann"), _match.Join("Ben"));
        _match.Kill(ann);
        _match.Advance(TimeSpan.FromSeconds(59));
        Assert.That(_match.State.Phase, Is.EqualTo(MatchPhase.Playing));

        _match.Advance(TimeSpan.FromSeconds(1));

        Assert.That(ben.View.State.Winner, Is.EqualTo(Disc.Yellow));
        Assert.That(ben.View.State.Ending, Is.EqualTo(GameEnding.Left));
        Assert.That(ben.View.Seat(Disc.Red), Is.EqualTo(SeatState.Free));
        Assert.That(_match.Join("Ann").Seat, Is.EqualTo(Disc.Red), "as somebody new");
    }

    /// <summary>Nobody gains time by pulling the plug again and again.</summary>
    [Test]
    public void TimesOfOneGameAddUp()
    {
        var (ann, ben) = (_match.Join("Ann"), _match.Join("Ben"));
        _match.Kill(ann);
        _match.Advance(TimeSpan.FromSeconds(40));
        var again = _match.Join("Ann", secret: ann.Secret);
        _match.Kill(again);
        _match.Advance(TimeSpan.FromSeconds(19));
        Assert.That(_match.State.Phase, Is.EqualTo(MatchPhase.Playing));

        _match.Advance(TimeSpan.FromSeconds(1));

        Assert.That(ben.View.State.Ending, Is.EqualTo(GameEnding.Left));
    }

    [Test]
    public void ClockStandsWhileThePlayerToMoveIsAway()
    {
        var ann = _match.Join("Ann");
        _match.Join("Ben");
        _match.Advance(TimeSpan.FromSeconds(10));
        _match.Kill(ann);
        Assert.That(_match.State.TurnLeft, Is.Null);
        _match.Advance(TimeSpan.FromSeconds(50));

        _match.Join("Ann", secret: ann.Secret);

        Assert.That(_match.State.TurnLeft, Is.EqualTo(TimeSpan.FromSeconds(20)));
    }

    [Test]
    public void ClockGoesOnWhileTheOtherIsAway()
    {
        var ann = _match.Join("Ann");
        var ben = _match.Join("Ben");
        _match.Kill(ben);
        Assert.That(ann.TurnLeft, Is.EqualTo(TimeSpan.FromSeconds(30)));
        Assert.That(_match.Drop(ann, 3), Is.EqualTo(MoveResult.Played));
    }

    [Test]
    public void WhoWatchesLeavesWithHisConnection()
    {
        var ann = _match.Join("Ann", watch: true);
        _match.Kill(ann);

        Assert.That(_match.Match.IsEmpty, Is.True);
        Assert.That(_match.Join("Ann", watch: true).End, Is.Null);
    }

    [Test]
    public void ClientGivesUpWhenTheServerStaysAway()
    {
        var ann = _match.Join("Ann");
        _match.Peer.Close(1001, "The server closes.");
        _match.Settle();
        Assert.That(ann.Status, Is.EqualTo(ClientStatus.Reconnecting));

        for (var i = 0; i < 30 && ann.End is null; i++) _match.Advance(TimeSpan.FromSeconds(5));

        Assert.That(ann.End!.Kind, Is.EqualTo(ClientEndKind.Lost));
    }
}
