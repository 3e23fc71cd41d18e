using TicTacToe.Client;
using TicTacToe.Server;
using TicTacToe.Tests.Client;

namespace TicTacToe.Tests;

/// <summary>Whole games with the server and both clients, over each carrier.</summary>
[TestFixture(Carriers.Loopback)]
[TestFixture(Carriers.WebSocket)]
[TestFixture(Carriers.Udp)]
[TestFixture(Carriers.Both)]
public sealed class ScriptedGameTests(string transport)
{
    [Test]
    public async Task CrossWins()
    {
        var game = await PlayAsync(cross: [0, 1, 2], nought: [3, 4]);

        Assert.That(game.Ending, Is.EqualTo(new GameEnding(EndingKind.Finished, "X wins.")));
        Assert.That(game.Notices, Is.EqualTo(new[]
        {
            "Seated as X. Waiting for the other player.",
            "The game starts. X begins.",
            "X plays 1.", "O plays 4.", "X plays 2.", "O plays 5.", "X plays 3.",
            "X wins.",
        }));
    }

    [Test]
    public async Task NoughtWins()
    {
        var game = await PlayAsync(cross: [0, 1, 8], nought: [3, 4, 5]);

        Assert.That(game.Ending, Is.EqualTo(new GameEnding(EndingKind.Finished, "O wins.")));
    }

    [Test]
    public async Task Draw()
    {
        var game = await PlayAsync(cross: [0, 2, 3, 7, 8], nought: [1, 4, 5, 6]);

        Assert.That(game.Ending, Is.EqualTo(new GameEnding(EndingKind.Finished, "Draw.")));
    }

    [Test]
    public async Task RefusedMoveIsTriedAgain()
    {
        var game = await PlayAsync(cross: [0, 3, 1, 2], nought: [0, 3, 4]);

        Assert.That(game.Ending.Words, Is.EqualTo("X wins."));
        Assert.That(game.Notices.Count(notice => notice == "The server refused the move: the cell is taken."), Is.EqualTo(1));
    }

    private async Task<(GameEnding Ending, IEnumerable<string> Notices)> PlayAsync(int[] cross, int[] nought)
    {
        using var deadline = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        using var closing = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token);
        var host = Carriers.Open(transport, port: 0, isPublic: false);
        await using var server = host.Server;
        var serving = new GameServer(server).RunAsync(closing.Token);

        await using var crossPeer = host.Join();
        var crossScreen = new RecordingScreen();
        var crossClient = new GameClient(crossPeer, new ScriptedPlayer(cross), crossScreen);
        var crossEnding = crossClient.RunAsync(deadline.Token);
        await crossClient.Seated.WaitAsync(deadline.Token);

        await using var noughtPeer = host.Join();
        var noughtScreen = new RecordingScreen();
        var noughtEnding = new GameClient(noughtPeer, new ScriptedPlayer(nought), noughtScreen).RunAsync(deadline.Token);

        var ending = await crossEnding;
        Assert.That(await noughtEnding, Is.EqualTo(ending), "both players are told the same");
        Assert.That(noughtScreen.Last.Board, Is.EqualTo(crossScreen.Last.Board), "both players see the same board");
        await closing.CancelAsync();
        Assert.That(await serving.WaitAsync(deadline.Token), Is.Null);
        return (ending, crossScreen.Notices);
    }
}
