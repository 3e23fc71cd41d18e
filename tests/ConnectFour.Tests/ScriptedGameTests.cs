using System.Collections.Concurrent;
using ConnectFour.Calls;
using ConnectFour.Matches;
using ConnectFour.Players;
using Transport.Multiplayer;

namespace ConnectFour.Tests;

/// <summary>The same script over each carrier: a game with mistakes in it, one who watches, a lost connection, a rematch.</summary>
public sealed class ScriptedGameTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private static string[]? _first;

    [Test]
    public async Task SameScriptIsTheSameGame([Values(Carriers.Loopback, Carriers.WebSocket, Carriers.Udp, Carriers.Both)] string transport)
    {
        var story = await PlayAsync(transport);

        Assert.That(story, Is.EqualTo(_first ??= await PlayAsync(Carriers.Loopback)));
        Assert.That(story, Has.Length.EqualTo(Script.Length + 1));
        Assert.That(story[^1], Is.EqualTo(
            "game 2: 33 after 0 1 0 1 0 1 0; red Ben 0, yellow Ann 1, 1 watching"));
    }

    private static readonly (int Player, int Column)[] Script =
        [(1, 3), (0, 0), (0, 1), (1, 1), (0, 9), (0, 0), (1, 1), (2, 4), (0, 0), (1, 1), (0, 0)];

    private static async Task<string[]> PlayAsync(string transport)
    {
        using var deadline = new CancellationTokenSource(Patience);
        var host = Carriers.Open(transport, port: 0, isPublic: false);
        await using var server = host.Server;
        using var api = new MultiplayerApi(server, MatchOptions.ApiOptions());
        using var match = new Match(api, "main");
        var serving = match.RunAsync(deadline.Token);
        await using var ann = await Player.JoinAsync(host.Ways[0](), "Ann", watch: false);
        await using var ben = await Player.JoinAsync(host.Ways[^1](), "Ben", watch: false);
        await using var cleo = await Player.JoinAsync(host.Ways[0](), "Cleo", watch: true);
        Player[] players = [ann, ben, cleo];

        var story = new List<string>();
        foreach (var (player, column) in Script)
            story.Add($"{players[player].Name} {column}: {await players[player].AskAsync(client => client.DropAsync(column))}");
        foreach (var player in players)
            await player.UntilAsync(client => client.View.State.Ending == GameEnding.FourInLine);
        var moves = string.Join(' ', ann.Moves);

        // A lost connection between two games: Ben is back by himself.
        var away = ann.UntilAsync(client => client.View.State.Yellow.Presence == Presence.Away);
        ben.Cut();
        await away;
        await ann.UntilAsync(client => client.View.State.Yellow.Presence == Presence.Here);
        await ben.UntilAsync(client => client.Status == ClientStatus.Joined);
        Assert.That(await ann.AskAsync(client => client.RematchAsync()), Is.EqualTo(RematchResult.Waiting));
        Assert.That(await ben.AskAsync(client => client.RematchAsync()), Is.EqualTo(RematchResult.Begun));
        Assert.That(await ben.AskAsync(client => client.DropAsync(3)), Is.EqualTo(MoveResult.Played));
        Assert.That(await ann.AskAsync(client => client.DropAsync(3)), Is.EqualTo(MoveResult.Played));
        foreach (var player in players)
        {
            await player.UntilAsync(client => client.View.State.Moves.Length == 2);
            Assert.That(player.Tell(), Is.EqualTo(ann.Tell()), "all see the same");
        }
        story.Add($"game {ann.State.Game}: {string.Concat(ann.State.Moves)} after {moves}; {ann.Tell()}");
        await deadline.CancelAsync();
        await serving;
        return [.. story];
    }

    /// <summary>One client, in its own loop.</summary>
    private sealed class Player : IAsyncDisposable
    {
        private readonly Way _way;
        private readonly MatchClient _client;
        private readonly CancellationTokenSource _leaving = new();
        private readonly ConcurrentDictionary<TaskCompletionSource, Func<MatchClient, bool>> _waiting = new();
        private readonly Task<ClientEnd> _running;

        private Player(Way way, string name, bool watch)
        {
            _way = way;
            Name = name;
            _client = new MatchClient(way.Peer, way.Connect, new MatchClientOptions { Name = name, Watch = watch });
            _client.Changed += Look;
            _running = _client.RunAsync(_leaving.Token);
        }

        public string Name { get; }

        public MatchState State => _client.View.State;

        public byte[] Moves => State.Moves;

        public static async Task<Player> JoinAsync(Way way, string name, bool watch)
        {
            var player = new Player(way, name, watch);
            await player.UntilAsync(client => client.Status == ClientStatus.Joined);
            return player;
        }

        public string Tell() => $"red {State.Red.Name} {State.Red.Wins}, yellow {State.Yellow.Name} {State.Yellow.Wins}, {State.Watching} watching";

        /// <summary>Asks in the client's loop.</summary>
        public Task<T> AskAsync<T>(Func<MatchClient, Task<T>> ask)
        {
            var answered = new TaskCompletionSource<Task<T>>(TaskCreationOptions.RunContinuationsAsynchronously);
            _client.Post(() => answered.SetResult(ask(_client)));
            return answered.Task.Unwrap().WaitAsync(Patience);
        }

        public Task UntilAsync(Func<MatchClient, bool> isSo)
        {
            var seen = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            _waiting[seen] = isSo;
            _client.Post(Look);
            return seen.Task.WaitAsync(Patience);
        }

        public void Cut() => _client.Post(() => _way.Peer.Close(force: true));

        public async ValueTask DisposeAsync()
        {
            await _leaving.CancelAsync();
            await _running.WaitAsync(Patience);
            _client.Dispose();
            _leaving.Dispose();
            await _way.Peer.DisposeAsync();
        }

        private void Look()
        {
            foreach (var (seen, isSo) in _waiting)
            {
                if (isSo(_client) && _waiting.TryRemove(seen, out _)) seen.TrySetResult();
            }
        }
    }
}
