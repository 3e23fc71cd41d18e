using System.Collections.Concurrent;
using TicTacToe.Messages;
using TicTacToe.Rules;
using TicTacToe.Server;
using Transport;

namespace TicTacToe.Tests.Server;

[TestFixture(Carriers.Loopback)]
[TestFixture(Carriers.WebSocket)]
public sealed class GameServerTests(string transport)
{
    private readonly List<TestPeer> _players = [];
    private readonly ConcurrentQueue<string> _log = new();
    private CancellationTokenSource _closing = null!;
    private Host _host = null!;
    private Task<DisconnectInfo?> _serving = null!;

    [SetUp]
    public void OpenTable()
    {
        _closing = new CancellationTokenSource();
        _host = Carriers.Open(transport, port: 0, isPublic: false);
        _serving = new GameServer(_host.Server, _log.Enqueue).RunAsync(_closing.Token);
    }

    [TearDown]
    public async Task CloseTable()
    {
        await _closing.CancelAsync();
        var failure = await _serving.WaitAsync(TimeSpan.FromSeconds(10));
        foreach (var player in _players) await player.DisposeAsync();
        _players.Clear();
        _log.Clear();
        await _host.Server.DisposeAsync();
        _closing.Dispose();
        _serving.Dispose();
        Assert.That(failure, Is.Null);
    }

    [Test]
    public async Task FirstPlayerIsSeatedAsCrossSecondAsNoughtAndTheGameStarts()
    {
        var cross = await JoinAsync();
        Assert.That(await cross.NextAsync<GameMessage>(), Is.EqualTo(new Seated(Mark.Cross)));

        var nought = await JoinAsync();
        Assert.That(await nought.NextAsync<GameMessage>(), Is.EqualTo(new Seated(Mark.Nought)));
        Assert.That(await nought.NextAsync<GameMessage>(), Is.EqualTo(new GameStarted()));
        Assert.That(await cross.NextAsync<GameMessage>(), Is.EqualTo(new GameStarted()));
    }

    [Test]
    public async Task MoveIsToldToBothPlayers()
    {
        var (cross, nought) = await StartGameAsync();
        cross.Send(new PlayMove(4));

        Assert.That(await cross.NextAsync<GameMessage>(), Is.EqualTo(new MovePlayed(Mark.Cross, 4)));
        Assert.That(await nought.NextAsync<GameMessage>(), Is.EqualTo(new MovePlayed(Mark.Cross, 4)));
    }

    [Test]
    public async Task RefusesMoveBeforeTheGame()
    {
        var cross = await JoinAsync();
        await cross.NextAsync<Seated>();
        cross.Send(new PlayMove(4));

        Assert.That(await cross.NextAsync<GameMessage>(), Is.EqualTo(new MoveRefused(MoveRefusal.NoGame)));
    }

    [Test]
    public async Task RefusesMoveOutOfTurnAndOnlyTheMoverHears()
    {
        var (cross, nought) = await StartGameAsync();
        nought.Send(new PlayMove(0));
        Assert.That(await nought.NextAsync<GameMessage>(), Is.EqualTo(new MoveRefused(MoveRefusal.NotYourTurn)));

        cross.Send(new PlayMove(0));
        Assert.That(await cross.NextAsync<GameMessage>(), Is.EqualTo(new MovePlayed(Mark.Cross, 0)), "the refused move left no trace");
        cross.Send(new PlayMove(1));
        Assert.That(await cross.NextAsync<GameMessage>(), Is.EqualTo(new MoveRefused(MoveRefusal.NotYourTurn)));
    }

    [Test]
    public async Task RefusesTakenCellAndThePlayerMayTryAgain()
    {
        var (cross, nought) = await StartGameAsync();
        await MoveAsync(cross, nought, 4);
        nought.Send(new PlayMove(4));
        Assert.That(await nought.NextAsync<GameMessage>(), Is.EqualTo(new MoveRefused(MoveRefusal.CellTaken)));

        nought.Send(new PlayMove(5));
        Assert.That(await nought.NextAsync<GameMessage>(), Is.EqualTo(new MovePlayed(Mark.Nought, 5)));
    }

    [TestCase(-1)]
    [TestCase(9)]
    [TestCase(int.MaxValue)]
    [TestCase(int.MinValue)]
    public async Task RefusesCellOffTheBoard(int cell)
    {
        var (cross, _) = await StartGameAsync();
        cross.Send(new PlayMove(cell));

        Assert.That(await cross.NextAsync<GameMessage>(), Is.EqualTo(new MoveRefused(MoveRefusal.NoSuchCell)));
    }

    [Test]
    public async Task SendsAwayWhoSendsGarbageAndEndsTheGame()
    {
        var (cross, nought) = await StartGameAsync();
        cross.Send([0xC1, 0xFF, 0x00]);

        var gone = await cross.NextAsync<TestPeer.Disconnected>();
        Assert.That(gone.Info.Code, Is.EqualTo(GameCloseCode.NotThisGame));
        Assert.That(gone.Info.Text, Is.EqualTo("That was not a move."));
        var ended = await nought.NextAsync<GameEnded>();
        Assert.That(ended, Is.EqualTo(new GameEnded(GameResult.Abandoned, "X was sent away: That was not a move.")));
    }

    [Test]
    public async Task SendsAwayClientThatPlaysTheServer()
    {
        var (cross, _) = await StartGameAsync();
        cross.Send(new MovePlayed(Mark.Cross, 0));

        Assert.That((await cross.NextAsync<TestPeer.Disconnected>()).Info.Code, Is.EqualTo(GameCloseCode.NotThisGame));
    }

    [Test]
    public async Task GarbageIsAnsweredOnceHoweverMuchThereIs()
    {
        var (cross, nought) = await StartGameAsync();
        for (var i = 0; i < 1000; i++) cross.Peer.Send([0xFF], MultiplayerPeer.TargetPeerServer);
        cross.Peer.Flush();

        Assert.That((await cross.NextAsync<TestPeer.Disconnected>()).Info.Code, Is.EqualTo(GameCloseCode.NotThisGame));
        await nought.NextAsync<GameEnded>();
        Assert.That(_log.Count(line => line.EndsWith("sends what is not this game.", StringComparison.Ordinal)), Is.EqualTo(1));
    }

    [Test]
    public async Task LeaverEndsTheGameWithTheReasonGiven()
    {
        var (cross, nought) = await StartGameAsync();
        await cross.Peer.CloseAsync(CloseCode.Normal, "Dinner is ready.");

        var ended = await nought.NextAsync<GameEnded>();
        Assert.That(ended, Is.EqualTo(new GameEnded(GameResult.Abandoned, "X closed the connection: Dinner is ready.")));
        AssertGameOver(await nought.NextAsync<TestPeer.Disconnected>());
    }

    [Test]
    public async Task LostPlayerEndsTheGameWithTheReasonFound()
    {
        var (cross, nought) = await StartGameAsync();
        nought.Peer.Close(force: true);

        var ended = await cross.NextAsync<GameEnded>();
        Assert.That(ended.Result, Is.EqualTo(GameResult.Abandoned));
        Assert.That(ended.Why, Does.StartWith("The connection to O broke"));
    }

    [Test]
    public async Task PlayerWhoLeavesBeforeTheGameFreesTheSeat()
    {
        var first = await JoinAsync();
        await first.NextAsync<Seated>();
        await first.Peer.CloseAsync();
        var (cross, nought) = await StartGameAsync();

        await MoveAsync(cross, nought, 0);
        Assert.That(_log, Has.None.StartsWith("The game is over"));
    }

    [Test]
    public async Task ThirdPlayerIsToldThatTheTableIsFullAndTheGameGoesOn()
    {
        var (cross, nought) = await StartGameAsync();
        var third = await JoinAsync();

        var gone = await third.NextAsync<TestPeer.Disconnected>();
        Assert.That(gone.Info.Reason, Is.EqualTo(DisconnectReason.Closed));
        Assert.That(gone.Info.Origin, Is.EqualTo(DisconnectOrigin.Remote));
        Assert.That(gone.Info.Code, Is.EqualTo(GameCloseCode.TableFull));
        Assert.That(gone.Info.Text, Does.StartWith("The table is full."));
        await MoveAsync(cross, nought, 0);
    }

    [Test]
    public async Task FinishedGameTellsTheResultThenCloses()
    {
        var (cross, nought) = await StartGameAsync();
        await PlayToTheEndAsync(cross, nought);

        Assert.That(await cross.NextAsync<GameMessage>(), Is.EqualTo(new GameEnded(GameResult.CrossWins)));
        Assert.That(await nought.NextAsync<GameMessage>(), Is.EqualTo(new GameEnded(GameResult.CrossWins)));
        AssertGameOver(await cross.NextAsync<TestPeer.Disconnected>());
        AssertGameOver(await nought.NextAsync<TestPeer.Disconnected>());
    }

    [Test]
    public async Task NewPairPlaysAfterAFinishedAndAfterAnAbandonedGame()
    {
        var (first, second) = await StartGameAsync();
        await PlayToTheEndAsync(first, second);
        await second.NextAsync<GameEnded>();

        var (third, fourth) = await StartGameAsync();
        await MoveAsync(third, fourth, 8);
        await third.Peer.CloseAsync();
        await fourth.NextAsync<GameEnded>();

        var (fifth, sixth) = await StartGameAsync();
        await MoveAsync(fifth, sixth, 8);
    }

    [Test]
    public async Task ClosingServerTellsItsPlayers()
    {
        var (cross, _) = await StartGameAsync();
        await _closing.CancelAsync();

        var gone = await cross.NextAsync<TestPeer.Disconnected>();
        Assert.That(gone.Info.Code, Is.EqualTo(CloseCode.GoingAway));
        Assert.That(gone.Info.Text, Is.EqualTo("The server closes."));
        Assert.That(gone.Info.IsClean, Is.True);
    }

    private async Task<TestPeer> JoinAsync()
    {
        var player = new TestPeer(_host.Join());
        _players.Add(player);
        await player.NextAsync<TestPeer.Connected>();
        return player;
    }

    private async Task<(TestPeer Cross, TestPeer Nought)> StartGameAsync()
    {
        var cross = await JoinAsync();
        Assert.That(await cross.NextAsync<Seated>(), Is.EqualTo(new Seated(Mark.Cross)));
        var nought = await JoinAsync();
        Assert.That(await nought.NextAsync<Seated>(), Is.EqualTo(new Seated(Mark.Nought)));
        await cross.NextAsync<GameStarted>();
        await nought.NextAsync<GameStarted>();
        return (cross, nought);
    }

    private static async Task MoveAsync(TestPeer mover, TestPeer other, int cell)
    {
        mover.Send(new PlayMove(cell));
        Assert.That((await mover.NextAsync<MovePlayed>()).Cell, Is.EqualTo(cell));
        Assert.That((await other.NextAsync<MovePlayed>()).Cell, Is.EqualTo(cell));
    }

    private static async Task PlayToTheEndAsync(TestPeer cross, TestPeer nought)
    {
        await MoveAsync(cross, nought, 0);
        await MoveAsync(nought, cross, 3);
        await MoveAsync(cross, nought, 1);
        await MoveAsync(nought, cross, 4);
        await MoveAsync(cross, nought, 2);
    }

    private static void AssertGameOver(TestPeer.Disconnected gone)
    {
        Assert.That(gone.Info.Code, Is.EqualTo(CloseCode.Normal));
        Assert.That(gone.Info.Text, Is.EqualTo("The game is over."));
        Assert.That(gone.Info.IsClean, Is.True);
    }
}
