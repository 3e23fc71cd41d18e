using ConnectFour.Calls;
using ConnectFour.Rules;
using Transport;
using Transport.Multiplayer;

namespace ConnectFour.Matches;

/// <summary>
/// The server's half of a match: who is in it, the board, the clock. It decides everything; a client only says what it would like. One match
/// takes a whole <see cref="MultiplayerApi"/>, whatever carrier is below.
/// </summary>
/// <remarks>
/// <para><b>Use.</b> Make it over the api of a server. Then either <see cref="RunAsync"/>, or: poll the api, and call <see cref="Tick"/> when
/// <see cref="TickDue"/> was raised.</para>
/// <para><b>Threads.</b> As for the api: one at a time. Only TickDue comes from another one.</para>
/// </remarks>
public sealed partial class Match : IDisposable
{
    private readonly MultiplayerApi _api;
    private readonly MatchCalls _calls;
    private readonly MatchOptions _options;
    private readonly TimeProvider _time;
    private readonly long _start;
    private readonly ITimer _timer;
    private readonly Action<string> _log;
    private readonly Roster _people = new();
    // Peers that have not joined, and until when they may.
    private readonly Dictionary<int, TimeSpan> _strangers = [];
    private DisconnectInfo? _failure;

    /// <summary>A match that nobody is in.</summary>
    /// <param name="api">A server's, best with <see cref="MatchOptions.ApiOptions"/>. Stays the caller's.</param>
    /// <param name="name">What players know it by.</param>
    /// <param name="options">Its times; null for the defaults.</param>
    /// <param name="time">The time of its clock; null for the system's.</param>
    /// <param name="log">Is told line by line what happens; null for nobody.</param>
    public Match(MultiplayerApi api, string name, MatchOptions? options = null, TimeProvider? time = null, Action<string>? log = null)
    {
        ArgumentNullException.ThrowIfNull(api);
        Name = name;
        _api = api;
        _options = options ?? new MatchOptions();
        _time = time ?? TimeProvider.System;
        _start = _time.GetTimestamp();
        _log = log ?? (static _ => { });
        _clock = new TurnClock(_options.TurnTime);
        _bot = new Players.BotPlayer(_options.BotSeed);
        _calls = new MatchCalls(this);
        _timer = _time.CreateTimer(_ => RaiseTickDue(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        // Players have nothing to say to each other past the server.
        api.ServerRelay = false;
        api.Register(MatchCalls.Path, _calls);
        api.PeerConnected += OnPeerConnected;
        api.PeerDisconnected += OnPeerDisconnected;
        api.ConnectionFailed += OnConnectionFailed;
    }

    /// <summary>What players know it by.</summary>
    public string Name { get; }

    /// <summary>Whether nobody is in it, not even one who may come back.</summary>
    public bool IsEmpty => _people.All.All(static person => person.IsBot);

    /// <summary>How it stands.</summary>
    public MatchState State
    {
        get
        {
            var now = Now;
            return new MatchState(
                Name, _phase, _game, [.. _moves], _winner, _ending, StateOf(_people.Red, now), StateOf(_people.Yellow, now), _clock.Left(now), _people.Watching);
        }
    }

    private TimeSpan Now => _time.GetElapsedTime(_start);

    /// <summary>
    /// The time for <see cref="Tick"/> has come. Raised on any thread; whoever waits for the api's peer is woken, too.
    /// </summary>
    public event Action? TickDue;

    /// <summary>Does what is due: a clock that has run out, a seat that was kept long enough, a move of the bot.</summary>
    public void Tick()
    {
        var now = Now;
        foreach (var (peer, until) in _strangers.ToArray())
        {
            if (until <= now) PutOut(peer, MatchCloseCode.NotJoined, "You have not joined.");
        }
        foreach (var person in _people.All.ToArray())
        {
            if (person.Presence == Presence.Away && person.AwayUntil <= now) Remove(person);
        }
        TickGame(now);
        SetTimer();
    }

    /// <summary>Polls the api and ticks, until it is cancelled or the carrier has failed; sleeps in between.</summary>
    /// <returns>Null when cancelled, else why it cannot go on.</returns>
    public async Task<DisconnectInfo?> RunAsync(CancellationToken cancellationToken)
    {
        try
        {
            while (_failure is null)
            {
                _api.Poll();
                Tick();
                await _api.MultiplayerPeer.WaitForActivityAsync(cancellationToken).ConfigureAwait(true);
            }
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // Whoever has cancelled closes the peer, with the words that fit.
        }
        return _failure;
    }

    /// <summary>Leaves the api.</summary>
    public void Dispose()
    {
        _api.PeerConnected -= OnPeerConnected;
        _api.PeerDisconnected -= OnPeerDisconnected;
        _api.ConnectionFailed -= OnConnectionFailed;
        if (((IRpcObject)_calls).RpcBinding is { IsRegistered: true } binding) binding.Unregister();
        _timer.Dispose();
    }

    private static SeatState StateOf(Person? person, TimeSpan now) => person?.State(now) ?? SeatState.Free;

    private void OnPeerConnected(int peer)
    {
        _strangers[peer] = Now + _options.JoinTime;
        SetTimer();
    }

    private void OnConnectionFailed(DisconnectInfo info) => _failure = info;

    private void RaiseTickDue()
    {
        try
        {
            TickDue?.Invoke();
            _api.MultiplayerPeer.Wake();
        }
        catch (ObjectDisposedException)
        {
            // The peer is gone, and so is the match.
        }
    }

    // All that can be due, and the first of it.
    private void SetTimer()
    {
        var due = TimeSpan.MaxValue;
        foreach (var until in _strangers.Values) due = Min(due, until);
        foreach (var person in _people.All)
        {
            if (person.Presence == Presence.Away) due = Min(due, person.AwayUntil);
        }
        due = Min(due, _clock.Due ?? TimeSpan.MaxValue);
        due = Min(due, _botMovesAt ?? TimeSpan.MaxValue);
        var now = Now;
        _timer.Change(due == TimeSpan.MaxValue ? Timeout.InfiniteTimeSpan : due > now ? due - now : TimeSpan.Zero, Timeout.InfiniteTimeSpan);
    }

    private void Publish()
    {
        var state = State;
        foreach (var person in _people.All)
        {
            if (IsReachable(person)) _calls.RpcTo(person.Peer).Changed(state);
        }
        SetTimer();
    }

    private void Tell(NoticeKind kind, Person? who = null, int column = 0)
    {
        var notice = new Notice(kind, who?.Name ?? "", who?.Seat ?? Disc.None, column);
        _log(Players.NoticeWords.Describe(notice));
        foreach (var person in _people.All)
        {
            if (IsReachable(person)) _calls.RpcTo(person.Peer).Noticed(notice);
        }
    }

    // A peer that has left is known to the api before its PeerDisconnected comes here.
    private bool IsReachable(Person person) =>
        person.IsConnected && _api.MultiplayerPeer.Status == ConnectionStatus.Connected && _api.Peers.Contains(person.Peer);

    private void PutOut(int peer, int code, string why)
    {
        _strangers.Remove(peer);
        if (_api.MultiplayerPeer.Status == ConnectionStatus.Connected && _api.Peers.Contains(peer)) _api.DisconnectPeer(peer, code, why);
    }

    private static TimeSpan Min(TimeSpan a, TimeSpan b) => a < b ? a : b;
}
