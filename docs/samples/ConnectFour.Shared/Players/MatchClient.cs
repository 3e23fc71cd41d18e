using System.Collections.Concurrent;
using ConnectFour.Calls;
using ConnectFour.Matches;
using ConnectFour.Rules;
using Transport;
using Transport.Multiplayer;

namespace ConnectFour.Players;

/// <summary>
/// A client's half of a match, for any screen and over any <see cref="MultiplayerPeer"/>: what is known of the match, and what one may ask for. It
/// joins, stays in touch, and takes its place up again when the connection was lost.
/// </summary>
/// <remarks>
/// <para><b>Use.</b> <see cref="RunAsync"/>; or <see cref="Start"/> and then <see cref="Poll"/> once per frame.</para>
/// <para><b>Threads.</b> One at a time, as for the api below. Events are raised inside Poll. <see cref="Post"/> may be called from anywhere.</para>
/// </remarks>
public sealed partial class MatchClient : IDisposable
{
    private readonly MultiplayerPeer _peer;
    private readonly MultiplayerApi _api;
    private readonly MatchCalls _calls;
    private readonly Action _connect;
    private readonly MatchClientOptions _options;
    private readonly TimeProvider _time;
    private readonly long _start;
    private readonly ITimer _timer;
    private readonly ConcurrentQueue<Action> _posted = new();
    private TimeSpan _viewTime;

    /// <summary>A client that has yet to connect.</summary>
    /// <param name="peer">Not started. Stays the caller's to dispose.</param>
    /// <param name="connect">Starts the peer as a client: at first, and whenever the connection was lost.</param>
    /// <param name="options">Who it is.</param>
    /// <param name="time">The time of retries and clocks; null for the system's.</param>
    public MatchClient(MultiplayerPeer peer, Action connect, MatchClientOptions options, TimeProvider? time = null)
    {
        ArgumentNullException.ThrowIfNull(peer);
        ArgumentNullException.ThrowIfNull(connect);
        ArgumentNullException.ThrowIfNull(options);
        _peer = peer;
        _connect = connect;
        _options = options;
        _time = time ?? TimeProvider.System;
        _start = _time.GetTimestamp();
        _timer = _time.CreateTimer(_ => Wake(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        Secret = options.Secret;
        Name = options.Name;
        _api = new MultiplayerApi(peer, MatchClientOptions.ApiOptions(), _time) { ServerRelay = false };
        _calls = new MatchCalls(this);
        _api.Register(MatchCalls.Path, _calls);
        _api.ConnectedToServer += () => _joining = JoinAsync();
        _api.ConnectionFailed += OnLost;
        _api.ServerDisconnected += OnLost;
    }

    /// <summary>Something of this client has changed: show it again.</summary>
    public event Action? Changed;

    /// <summary>Something has happened in the match; <see cref="NoticeWords"/> has the sentence.</summary>
    public event Action<Notice>? Noticed;

    /// <summary>Where it stands.</summary>
    public ClientStatus Status { get; private set; }

    /// <summary>How it ended; null until then.</summary>
    public ClientEnd? End { get; private set; }

    /// <summary>The match, as the server told it last.</summary>
    public MatchView View { get; private set; } = MatchView.Unknown;

    /// <summary>The player's name; as the others see it, once joined.</summary>
    public string Name { get; private set; }

    /// <summary>Takes up this place again, together with the name. To be kept where others cannot read it; empty before the first join.</summary>
    public string Secret { get; private set; }

    /// <summary>This player's colour; none for one who watches, and before a seat is given.</summary>
    public Disc Seat => Status == ClientStatus.Ended || !_hasJoined ? Disc.None : View.SeatOf(Name);

    /// <summary>Whether this player is to move, and has not asked for a move yet.</summary>
    public bool IsMyTurn => Status == ClientStatus.Joined && !_asksForMove && Seat != Disc.None && View.Turn == Seat;

    /// <summary>What is left of the time of whoever is to move, as of now; null when the clock stands.</summary>
    public TimeSpan? TurnLeft => View.State.TurnLeft is { } left ? Max(left - (Now - _viewTime), TimeSpan.Zero) : null;

    /// <summary>How long a call takes there and back; null while it is not known.</summary>
    public TimeSpan? RoundTrip { get; private set; }

    private TimeSpan Now => _time.GetElapsedTime(_start);

    /// <summary>Connects and joins, and goes on until it is cancelled, refused, or the server stays away. Sleeps in between.</summary>
    /// <param name="cancellationToken">Leaves the match, politely: the place is given up.</param>
    public async Task<ClientEnd> RunAsync(CancellationToken cancellationToken)
    {
        try
        {
            Start();
            while (End is null)
            {
                Poll();
                if (End is not null) break;
                await _peer.WaitForActivityAsync(cancellationToken).ConfigureAwait(true);
            }
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            Leave();
        }
        await _peer.CloseAsync(CloseCode.Normal, "", CancellationToken.None).ConfigureAwait(true);
        return End!;
    }

    /// <summary>Begins to connect.</summary>
    public void Start()
    {
        if (_peer.Status == ConnectionStatus.Disconnected) _connect();
    }

    /// <summary>Does what there is to do. Never blocks.</summary>
    public void Poll()
    {
        while (_posted.TryDequeue(out var action)) action();
        if (End is not null) return;
        _api.Poll();
        if (End is not null) return;
        Retry();
        PingIfDue();
        SetTimer();
    }

    /// <summary>Does something with the client where it is safe: inside its next Poll. From any thread.</summary>
    public void Post(Action action)
    {
        _posted.Enqueue(action);
        Wake();
    }

    /// <summary>Gives up the place in the match, and ends this client.</summary>
    public void Leave()
    {
        if (End is not null) return;
        if (Status == ClientStatus.Joined && IsConnected) _calls.RpcTo(MultiplayerPeer.TargetPeerServer).Leave();
        Finish(new ClientEnd(ClientEndKind.Left, "You have left."));
    }

    /// <summary>Lets go of the peer, which stays the caller's.</summary>
    public void Dispose()
    {
        _timer.Dispose();
        _api.Dispose();
    }

    internal void Take(MatchState state)
    {
        if (MatchView.From(state) is not { } view)
        {
            Finish(new ClientEnd(ClientEndKind.Lost, "The server tells what is not this game."));
            return;
        }
        View = view;
        _viewTime = Now;
        RaiseChanged();
    }

    internal void Take(Notice notice)
    {
        if (!Enum.IsDefined(notice.Kind) || !Enum.IsDefined(notice.Disc) || !Board.IsColumn(notice.Column)) return;
        Noticed?.Invoke(notice with { Who = PlainText.From(notice.Who, MatchOptions.MaxNameLength) });
    }

    private void Finish(ClientEnd end)
    {
        if (End is not null) return;
        End = end;
        Status = ClientStatus.Ended;
        // What was queued is still sent.
        if (_peer.Status != ConnectionStatus.Disconnected) _peer.Close();
        RaiseChanged();
    }

    private void RaiseChanged() => Changed?.Invoke();

    private void Wake()
    {
        try
        {
            _peer.Wake();
        }
        catch (ObjectDisposedException)
        {
            // Nobody waits any more.
        }
    }

    private static TimeSpan Max(TimeSpan a, TimeSpan b) => a > b ? a : b;
}
