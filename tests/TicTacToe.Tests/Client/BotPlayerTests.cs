using TicTacToe.Client;
using TicTacToe.Rules;

namespace TicTacToe.Tests.Client;

public sealed class BotPlayerTests
{
    [Test]
    public async Task WinsWhenItCan()
    {
        // X has 0 and 1; O has 3 and 4, and could win as well.
        Assert.That(await ChooseAsync(seed: 1, 0, 3, 1, 4), Is.EqualTo(2));
    }

    [Test]
    public async Task BlocksWhenItMust()
    {
        Assert.That(await ChooseAsync(seed: 1, 0, 4, 1), Is.EqualTo(2));
    }

    [Test]
    public async Task TakesTheLastCell()
    {
        Assert.That(await ChooseAsync(seed: 1, 0, 1, 2, 4, 3, 5, 7, 6), Is.EqualTo(8));
    }

    [Test]
    public async Task SameSeedPlaysTheSameMoveAndOthersDiffer()
    {
        var first = new List<int>();
        var second = new List<int>();
        for (var seed = 0; seed < 50; seed++)
        {
            first.Add(await ChooseAsync(seed));
            second.Add(await ChooseAsync(seed));
        }

        Assert.That(second, Is.EqualTo(first));
        Assert.That(first.Distinct().Count(), Is.EqualTo(Board.CellCount), "50 bots open with all 9 cells");
    }

    [Test]
    public async Task ThousandGamesAreLegalToTheEnd()
    {
        var start = Seeds.ForThisRun(0);
        var results = new HashSet<GameResult>();
        for (var seed = start; seed < start + 1000; seed++)
        {
            var bot = new BotPlayer(seed);
            var board = Board.Empty;
            while (board.Result == GameResult.Open)
            {
                var cell = await bot.ChooseCellAsync(board, board.Turn, CancellationToken.None);
                Assert.That(board.IsFree(cell), Is.True, $"seed {seed}");
                board = board.Play(cell);
            }
            results.Add(board.Result);
        }

        Assert.That(results, Is.EquivalentTo(new[] { GameResult.CrossWins, GameResult.NoughtWins, GameResult.Draw }));
    }

    private static Task<int> ChooseAsync(int seed, params int[] played)
    {
        var board = played.Aggregate(Board.Empty, (board, cell) => board.Play(cell));
        return new BotPlayer(seed).ChooseCellAsync(board, board.Turn, CancellationToken.None);
    }
}
