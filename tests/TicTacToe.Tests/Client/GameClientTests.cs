using TicTacToe.Client;
using TicTacToe.Messages;
using TicTacToe.Rules;
using Transport;

namespace TicTacToe.Tests.Client;

[TestFixture(Carriers.Loopback)]
[TestFixture(Carriers.WebSocket)]
public sealed class GameClientTests(string transport)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    private readonly RecordingScreen _screen = new();
    private CancellationTokenSource _leaving = null!;
    private Host _host = null!;
    private TestPeer _server = null!;
    private MultiplayerPeer _peer = null!;

    [SetUp]
    public void OpenTable()
    {
        _leaving = new CancellationTokenSource();
        _host = Carriers.Open(transport, port: 0, isPublic: false);
        _server = new TestPeer(_host.Server);
        _peer = _host.Join();
    }

    [TearDown]
    public async Task CloseTable()
    {
        await _leaving.CancelAsync();
        await _peer.DisposeAsync();
        await _server.DisposeAsync();
        _leaving.Dispose();
    }

    [Test]
    public async Task SendsWhatThePlayerChooses()
    {
        var running = await RunAsync(new ScriptedPlayer(4), Mark.Cross);

        Assert.That(await _server.NextAsync<GameMessage>(), Is.EqualTo(new PlayMove(4)));
        await LeaveAsync(running);
    }

    [Test]
    public async Task AsksAgainAfterARefusalAndSaysWhy()
    {
        var running = await RunAsync(new ScriptedPlayer(4, 5), Mark.Cross);
        Assert.That(await _server.NextAsync<GameMessage>(), Is.EqualTo(new PlayMove(4)));
        ToClient(new MoveRefused(MoveRefusal.CellTaken));

        Assert.That(await _server.NextAsync<GameMessage>(), Is.EqualTo(new PlayMove(5)));
        Assert.That(_screen.Notices, Has.Member("The server refused the move: the cell is taken."));
        await LeaveAsync(running);
    }

    [Test]
    public async Task AsksOnlyOnItsOwnTurn()
    {
        var running = await RunAsync(new ScriptedPlayer(0), Mark.Nought);
        ToClient(new MovePlayed(Mark.Cross, 8));

        Assert.That(await _server.NextAsync<GameMessage>(), Is.EqualTo(new PlayMove(0)));
        Assert.That(_screen.Last.Board[8], Is.EqualTo(Mark.Cross));
        await LeaveAsync(running);
    }

    [Test]
    public async Task ServerIsHeardWhileThePlayerThinks()
    {
        var player = new ScriptedPlayer();
        var running = await RunAsync(player, Mark.Cross);
        await player.IsThinking.Task.WaitAsync(Patience);
        ToClient(new GameEnded(GameResult.Abandoned, "O closed the connection."));

        var ending = await BoundedAsync(running);
        Assert.That(ending, Is.EqualTo(new GameEnding(EndingKind.Abandoned, "The game is over. O closed the connection.")));
    }

    [Test]
    public async Task LostServerIsToldWhileThePlayerThinks()
    {
        var player = new ScriptedPlayer();
        var running = await RunAsync(player, Mark.Cross);
        await player.IsThinking.Task.WaitAsync(Patience);
        _host.Server.Close(force: true);

        var ending = await BoundedAsync(running);
        Assert.That(ending.Kind, Is.EqualTo(EndingKind.Lost));
        Assert.That(ending.Words, Does.StartWith("The connection to the server broke"));
    }

    [Test]
    public async Task ReasonOfTheServerIsTold()
    {
        var running = new GameClient(_peer, new ScriptedPlayer(), _screen).RunAsync(_leaving.Token);
        var client = await _server.NextAsync<TestPeer.Connected>();
        _host.Server.DisconnectPeer(client.Id, GameCloseCode.TableFull, "The table is full.");

        var ending = await BoundedAsync(running);
        Assert.That(ending, Is.EqualTo(new GameEnding(EndingKind.Lost, "The server closed the connection: The table is full.")));
    }

    [Test]
    public async Task UnreachableServerIsTold()
    {
        await _host.Server.CloseAsync();
        await using var late = _host.Join();
        var client = new GameClient(late, new ScriptedPlayer());

        var ending = await BoundedAsync(client.RunAsync(_leaving.Token));
        Assert.That(ending.Kind, Is.EqualTo(EndingKind.Lost));
        Assert.That(ending.Words, Does.StartWith("The server cannot be reached"));
        Assert.That(client.Seated.IsCompleted, Is.False);
    }

    [Test]
    public async Task LeavingTellsTheServerWhy()
    {
        var running = await RunAsync(new ScriptedPlayer(), Mark.Cross);
        await LeaveAsync(running);

        var gone = await _server.NextAsync<TestPeer.Disconnected>();
        Assert.That(gone.Info.Code, Is.EqualTo(CloseCode.Normal));
        Assert.That(gone.Info.Text, Is.EqualTo("Left the table."));
    }

    private static readonly GameMessage[][] Lies =
    [
        [new Seated(Mark.Nought)],
        [new GameStarted()],
        [new PlayMove(0)],
        [new MovePlayed(Mark.Nought, 0)],
        [new MovePlayed(Mark.Cross, 0), new MovePlayed(Mark.Nought, 0)],
        [new MovePlayed(Mark.Cross, 0), new MovePlayed(Mark.Cross, 1)],
        [new MoveRefused(MoveRefusal.NotYourTurn)],
        [new GameEnded(GameResult.CrossWins)],
        [new GameEnded(GameResult.Draw)],
    ];

    [TestCaseSource(nameof(Lies))]
    public async Task LeavesAServerThatLies(GameMessage[] lies)
    {
        var running = await RunAsync(new ScriptedPlayer(), Mark.Cross);
        foreach (var lie in lies) ToClient(lie);

        await AssertNotThisGameAsync(running);
    }

    [Test]
    public async Task LeavesAServerThatSendsGarbage()
    {
        var running = await RunAsync(new ScriptedPlayer(), Mark.Cross);
        _server.Send([0x92, 0x01], MultiplayerPeer.TargetPeerBroadcast);

        await AssertNotThisGameAsync(running);
    }

    private async Task AssertNotThisGameAsync(Task<GameEnding> running)
    {
        Assert.That(await BoundedAsync(running), Is.EqualTo(new GameEnding(EndingKind.Lost, "The server sends what is not this game.")));
        Assert.That((await _server.NextAsync<TestPeer.Disconnected>()).Info.Code, Is.EqualTo(GameCloseCode.NotThisGame));
    }

    private async Task<Task<GameEnding>> RunAsync(ScriptedPlayer player, Mark seat)
    {
        var client = new GameClient(_peer, player, _screen);
        var running = client.RunAsync(_leaving.Token);
        await _server.NextAsync<TestPeer.Connected>();
        ToClient(new Seated(seat));
        ToClient(new GameStarted());
        await client.Seated.WaitAsync(Patience);
        return running;
    }

    private async Task LeaveAsync(Task<GameEnding> running)
    {
        await _leaving.CancelAsync();
        Assert.That(await BoundedAsync(running), Is.EqualTo(new GameEnding(EndingKind.Left, "You left the table.")));
    }

    private static Task<GameEnding> BoundedAsync(Task<GameEnding> running) => running.WaitAsync(Patience);

    private void ToClient(GameMessage message) => _server.Send(message, MultiplayerPeer.TargetPeerBroadcast);
}
