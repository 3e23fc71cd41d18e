using ConnectFour.Calls;
using ConnectFour.Matches;
using ConnectFour.Players;
using ConnectFour.Rules;
using Microsoft.Extensions.Time.Testing;
using Transport;
using Transport.Multiplayer;

namespace ConnectFour.Tests.Players;

/// <summary>A client against a server that keeps to no rule, or does not answer.</summary>
public sealed class MatchClientTests
{
    private static readonly SeatState Ann = new("Ann", Presence.Here, false, 0, TimeSpan.Zero);
    private static readonly SeatState Ben = Ann with { Name = "Ben" };
    private static readonly MatchState Good = new("main", MatchPhase.Playing, 1, [3, 4], Disc.None, GameEnding.None, Ann, Ben, TimeSpan.FromSeconds(9), 0);

    private readonly FakeTimeProvider _time = new();
    private LoopbackMultiplayerPeer _server = null!;
    private LoopbackMultiplayerPeer _peer = null!;
    private MultiplayerApi _api = null!;
    private MatchCalls _calls = null!;
    private MatchClient _client = null!;

    [SetUp]
    public void Begin()
    {
        _server = new LoopbackMultiplayerPeer(timeProvider: _time);
        _server.CreateServer();
        _api = new MultiplayerApi(_server, timeProvider: _time) { ServerRelay = false };
        _calls = new MatchCalls();
        _api.Register(MatchCalls.Path, _calls);
        _peer = new LoopbackMultiplayerPeer(timeProvider: _time);
        _client = new MatchClient(_peer, () => _peer.CreateClient(_server), new MatchClientOptions { Name = "Ann" }, _time);
        _client.Start();
        // The server knows the client; that it wants to join is on the way, and not looked at.
        _api.Poll();
        _client.Poll();
    }

    [TearDown]
    public void End()
    {
        _client.Dispose();
        _peer.Dispose();
        _api.Dispose();
        _server.Dispose();
    }

    [Test]
    public void StateIsShown()
    {
        Tell(Good);

        Assert.That(_client.View.Board[3, 0], Is.EqualTo(Disc.Red));
        Assert.That(_client.View.LastColumn, Is.EqualTo(4));
        Assert.That(_client.TurnLeft, Is.EqualTo(TimeSpan.FromSeconds(9)));
        _time.Advance(TimeSpan.FromSeconds(4));
        Assert.That(_client.TurnLeft, Is.EqualTo(TimeSpan.FromSeconds(5)));
        _time.Advance(TimeSpan.FromSeconds(9));
        Assert.That(_client.TurnLeft, Is.EqualTo(TimeSpan.Zero));
    }

    private static IEnumerable<TestCaseData> Bad()
    {
        yield return new TestCaseData(Good with { Moves = [7] }).SetArgDisplayNames("a column that is none");
        yield return new TestCaseData(Good with { Moves = [0, 0, 0, 0, 0, 0, 0] }).SetArgDisplayNames("a column too high");
        yield return new TestCaseData(Good with { Moves = [0, 1, 0, 1, 0, 1, 0, 1] }).SetArgDisplayNames("a move behind the end");
        yield return new TestCaseData(Good with { Moves = [0, 1, 0, 1, 0, 1, 0] }).SetArgDisplayNames("a won game that goes on");
        yield return new TestCaseData(Good with { Moves = new byte[1000] }).SetArgDisplayNames("a game that is too long");
        yield return new TestCaseData(Good with { Phase = (MatchPhase)77 }).SetArgDisplayNames("no such phase");
        yield return new TestCaseData(Good with { Winner = (Disc)77 }).SetArgDisplayNames("no such disc");
        yield return new TestCaseData(Good with { Ending = (GameEnding)77 }).SetArgDisplayNames("no such ending");
        yield return new TestCaseData(Good with { Red = Ann with { Presence = (Presence)77 } }).SetArgDisplayNames("no such presence");
    }

    [TestCaseSource(nameof(Bad))]
    public void StateThatIsNotOfThisGameEndsTheClient(MatchState state)
    {
        Tell(state);

        Assert.That(_client.End, Is.EqualTo(new ClientEnd(ClientEndKind.Lost, "The server tells what is not this game.")));
        Assert.That(_client.View, Is.EqualTo(MatchView.Unknown));
        Assert.That(_peer.Status, Is.EqualTo(ConnectionStatus.Disconnected));
    }

    [Test]
    public void ServersTextsAreCleaned()
    {
        var notices = new List<Notice>();
        _client.Noticed += notices.Add;
        Tell(Good with { Match = "\u001b[2J" + new string('m', 1000), Red = Ann with { Name = "A\u0007nn" + new string('x', 1000) } });
        _calls.Rpc.Noticed(new Notice(NoticeKind.Watches, "\u001b]0;Ben\n", Disc.None, 0));
        _calls.Rpc.Noticed(new Notice((NoticeKind)99, "Ben", Disc.None, 0));
        _calls.Rpc.Noticed(new Notice(NoticeKind.Dropped, "Ben", Disc.Red, -1));
        _client.Poll();

        Assert.That(_client.View.State.Match, Has.Length.EqualTo(64).And.StartWith("[2Jmm"));
        Assert.That(_client.View.State.Red.Name, Is.EqualTo("Ann" + new string('x', MatchOptions.MaxNameLength - 3)));
        Assert.That(notices, Is.EqualTo(new[] { new Notice(NoticeKind.Watches, "]0;Ben", Disc.None, 0) }));
    }

    /// <summary>This one refuses every call, as an end without a match does.</summary>
    [Test]
    public void ServerWithoutAMatchIsTold()
    {
        Settle();

        Assert.That(_client.End, Is.EqualTo(new ClientEnd(ClientEndKind.Lost, "The server does not play this game, or another version of it.")));
    }

    [Test]
    public void ServerThatDoesNotAnswerIsTold()
    {
        _time.Advance(TimeSpan.FromSeconds(5));
        _client.Poll();

        Assert.That(_client.End!.Kind, Is.EqualTo(ClientEndKind.Lost));
    }

    [Test]
    public async Task NothingIsAskedForBeforeThereIsAPlace()
    {
        Assert.That(await _client.DropAsync(3), Is.EqualTo(MoveResult.NoAnswer));
        Assert.That(await _client.RematchAsync(), Is.EqualTo(RematchResult.NoAnswer));
    }

    private void Tell(MatchState state)
    {
        _calls.Rpc.Changed(state);
        _client.Poll();
    }

    private void Settle()
    {
        for (var i = 0; i < 5; i++)
        {
            _api.Poll();
            _client.Poll();
        }
    }
}
