using ConnectFour.Calls;
using ConnectFour.Matches;
using ConnectFour.Players;
using Microsoft.Extensions.Time.Testing;
using Transport;
using Transport.Multiplayer;

namespace ConnectFour.Tests.Fixtures;

/// <summary>A server with a match and its clients, in one process and on one clock that only the test moves.</summary>
internal sealed class TestMatch : IDisposable
{
    private readonly MultiplayerApi _api;
    private readonly List<MatchClient> _clients = [];
    private readonly List<MultiplayerPeer> _peers = [];

    public TestMatch(MatchOptions? options = null)
    {
        Peer = new LoopbackMultiplayerPeer(timeProvider: Time);
        Peer.CreateServer();
        _api = new MultiplayerApi(Peer, MatchOptions.ApiOptions(), Time);
        _api.CallFailed += Failures.Add;
        Match = new Match(_api, "main", options, Time, Log.Add);
    }

    public FakeTimeProvider Time { get; } = new();

    public LoopbackMultiplayerPeer Peer { get; }

    public Match Match { get; }

    public List<string> Log { get; } = [];

    public List<CallFailure> Failures { get; } = [];

    public MatchState State => Match.State;

    /// <summary>A client that has joined, or was refused.</summary>
    public MatchClient Join(string name, bool watch = false, string secret = "", string match = "")
    {
        var peer = new LoopbackMultiplayerPeer(timeProvider: Time);
        var client = new MatchClient(
            peer, () => peer.CreateClient(Peer), new MatchClientOptions { Name = name, Watch = watch, Secret = secret, Match = match }, Time);
        _peers.Add(peer);
        _clients.Add(client);
        client.Start();
        Settle();
        return client;
    }

    /// <summary>A client's connection breaks, and the server sees it.</summary>
    public void Cut(MatchClient client)
    {
        _peers[_clients.IndexOf(client)].Close(force: true);
        Settle();
    }

    /// <summary>A client that is never heard of again.</summary>
    public void Kill(MatchClient client)
    {
        var index = _clients.IndexOf(client);
        _peers[index].Close(force: true);
        _clients.RemoveAt(index);
        _peers.RemoveAt(index);
        Settle();
    }

    /// <summary>Asks, and waits for the answer.</summary>
    public T Ask<T>(Func<Task<T>> ask)
    {
        var answer = ask();
        Settle();
        Assert.That(answer.IsCompleted, "the server has answered");
        return answer.GetAwaiter().GetResult();
    }

    public MoveResult Drop(MatchClient client, int column) => Ask(() => client.DropAsync(column));

    /// <summary>Plays columns in turn; the player in the red seat begins.</summary>
    public void Play(MatchClient red, MatchClient yellow, params int[] columns)
    {
        for (var i = 0; i < columns.Length; i++)
            Assert.That(Drop(i % 2 == 0 ? red : yellow, columns[i]), Is.EqualTo(MoveResult.Played), $"move {i + 1}");
    }

    public void Advance(TimeSpan time)
    {
        Time.Advance(time);
        Settle();
    }

    /// <summary>Polls all ends until nothing is under way any more.</summary>
    public void Settle(int rounds = 8)
    {
        for (var round = 0; round < rounds; round++)
        {
            _api.Poll();
            Match.Tick();
            foreach (var client in _clients.ToArray()) client.Poll();
        }
    }

    public void Dispose()
    {
        foreach (var client in _clients) client.Dispose();
        foreach (var peer in _peers) peer.Dispose();
        Match.Dispose();
        _api.Dispose();
        Peer.Dispose();
    }
}
