using System.Diagnostics.CodeAnalysis;
using Transport.AspNetCore.Diagnostics;
using Transport.Multiplayer;
using Transport.WebSockets;

namespace Transport.AspNetCore.Sessions;

/// <summary>
/// Drives one session: sleeps until there is something to do, and does it, one round after another, from its beginning to its end. Whatever the
/// game's code does in it stays in it.
/// </summary>
[SuppressMessage("Design", "CA1001", Justification = "RunAsync and Discard release what it owns, when the session is over.")]
internal sealed partial class SessionLoop
{
    private const int MostThrowsWithoutWait = 100;

    private readonly Game _game;
    private readonly SessionEntry _entry;
    private readonly MultiplayerSession _session;
    private readonly SessionClock _clock;
    private readonly PeerContexts _contexts = new();
    private readonly CarrierPlaces _places;
    private readonly CancellationTokenSource _ending = new();
    private readonly Action _poll;
    private readonly Action _tick;

    // Owned by the loop.
    private bool _isExpected;
    private int _throwsInARow;
    private TimeSpan _elapsed;
    private TimeSpan _emptyUntil = TimeSpan.MaxValue;

    // Set from any thread.
    private SessionEnd? _end;
    private volatile bool _wantsSample;
    private volatile int _peerCount;
    private volatile bool _isWaitingForOthers;

    public SessionLoop(Game game, SessionEntry entry, MultiplayerSession session, IServiceProvider services)
    {
        _game = game;
        _entry = entry;
        _session = session;
        _poll = Poll;
        _tick = () => _session.OnTick(_elapsed);
        Services = services;
        Ending = _ending.Token;
        Thread = new SessionThread(Wake, Report);
        session.Attach(this);
        _places = new CarrierPlaces(game, entry.Name);
        WebSockets = game.CreatePeer();
        Peer = WebSockets;
        try
        {
            Peer = session.StartServer(WebSockets);
            if (Peer.Status != ConnectionStatus.Connected || !Peer.IsServer)
                throw new InvalidOperationException($"{nameof(MultiplayerSession.StartServer)} of {session.GetType().Name} has returned no started server.");
            Api = new MultiplayerApi(Peer, game.Options.Api, game.Time, game.ApiLogger);
        }
        catch
        {
            Peer.Dispose();
            WebSockets.Dispose();
            throw;
        }
        _clock = new SessionClock(game.Time, game.Options.TickInterval, Wake);
        Peer.PeerConnected += _ => _isExpected = true;
        Peer.PeerDisconnected += (id, _) => _contexts.Leave(id);
        Peer.ConnectionFailed += info => TryEnd(new SessionEnd(SessionEndReason.Failed, CloseCode.InternalError, info.Text));
    }

    public string Name => _entry.Name;

    public IServiceProvider Services { get; }

    public MultiplayerPeer Peer { get; }

    public MultiplayerApi Api { get; }

    /// <summary>The peer that takes the clients of the endpoint; <see cref="Peer"/> itself, or a part of it.</summary>
    public WebSocketMultiplayerPeer WebSockets { get; }

    public SessionThread Thread { get; }

    public MultiplayerSession Session => _session;

    public CancellationToken Ending { get; }

    public int PeerCount => _peerCount;

    /// <summary>Whether nobody is in the session, and it is kept for those who come.</summary>
    public bool IsWaitingForOthers => _isWaitingForOthers;

    /// <summary>How many peers are known by a context.</summary>
    public int ContextCount => _contexts.Count;

    public PeerContext? FindPeer(int id) => _contexts.Find(id);

    /// <summary>Completes the loop's wait. From any thread.</summary>
    public void Wake() => Peer.Wake();

    /// <summary>The loop is to put its peers into the metrics. From any thread.</summary>
    public void Sample()
    {
        _wantsSample = true;
        Wake();
    }

    /// <summary>A client is about to come in. From any thread.</summary>
    public void Expect(PeerContext context) => _contexts.Add(context);

    /// <summary>
    /// A client's connection is over, or did not come to be; whether it ever was a peer is known behind the next poll. From any thread.
    /// </summary>
    public void Forget(PeerContext context) => Thread.Post(
        _ =>
        {
            if (!Peer.Peers.Contains(context.Id)) _contexts.Remove(context.Id);
        },
        null);

    /// <summary>Asks the game whether to let somebody in.</summary>
    public Task<JoinRefusal?> AskAsync(JoinRequest request, CancellationToken cancellationToken) =>
        Thread.InvokeAsync(() => _session.OnJoiningAsync(request, cancellationToken).AsTask());

    private async Task RunUntilAsync(Func<bool> isReached)
    {
        while (true)
        {
            Round();
            if (isReached()) return;
            // Behind a handler that threw there may be more to do; a poll that always throws has to wait as well.
            if (_throwsInARow is 0 or > MostThrowsWithoutWait) await Peer.WaitForActivityAsync().ConfigureAwait(false);
        }
    }

    private void Round()
    {
        var started = HostingMetrics.IsMeasuringRounds ? _game.Time.GetTimestamp() : 0;
        Thread.Run(_poll);
        Thread.RunQueued();
        if (_clock.TryTick(out _elapsed)) Thread.Run(_tick);
        // What was sent behind the poll leaves with the wait that follows.
        LookWhetherEmpty();
        _peerCount = Peer.Peers.Count;
        if (_wantsSample) TakeSample();
        // Once the session is about to end, that it is empty is no reason to wake.
        _clock.WakeAt(IsRunning ? _emptyUntil : TimeSpan.MaxValue, Api.TimeUntilDue);
        _isWaitingForOthers = _emptyUntil != TimeSpan.MaxValue;
        if (started != 0) HostingMetrics.Round(_game.Name, _game.Time.GetElapsedTime(started));
    }

    private void Poll()
    {
        _throwsInARow++;
        Api.Poll();
        _throwsInARow = 0;
        _contexts.RemoveThoseWhoLeft();
    }

    private void LookWhetherEmpty()
    {
        if (Peer.Peers.Count > 0 || _entry.HasJoins) _emptyUntil = TimeSpan.MaxValue;
        else if (_emptyUntil == TimeSpan.MaxValue) _emptyUntil = _clock.Now + (_isExpected ? _game.Options.EmptyLinger : TimeSpan.Zero);
    }

    private void TakeSample()
    {
        _wantsSample = false;
        var several = Peer as MultiplexMultiplayerPeer;
        foreach (var id in Peer.Peers) HostingMetrics.Sample(_game.Name, several?.CarrierOf(id) ?? Peer.Carrier, Peer.GetStatistics(id));
    }

    private void Report(Exception exception)
    {
        _game.ReportException(exception, Name);
        if (_game.Options.EndsSessionOnError)
            TryEnd(new SessionEnd(SessionEndReason.Failed, CloseCode.InternalError, "The game has failed."));
    }
}
