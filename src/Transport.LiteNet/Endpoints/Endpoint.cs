using System.Net;
using Microsoft.Extensions.Logging;
using Transport.Carriers;
using Transport.LiteNet.Flow;
using Transport.LiteNet.Security;

namespace Transport.LiteNet.Endpoints;

/// <summary>
/// One UDP port with what goes on behind it. LiteNetLib is driven by whoever comes, one at a time, under one gate: the game's thread when it
/// polls or flushes, otherwise the watcher, which sleeps until a datagram is there, and the timer. The game's thread never waits for the
/// others: who has the gate does its work, too, before he leaves.
/// </summary>
internal abstract partial class Endpoint
{
    /// <summary>How long what was sent waits for the caller's next Poll at the most; decision 11.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(1);

    private readonly object _gate = new();
    private readonly LiteNetHost _host;
    private readonly TaskCompletionSource<bool> _completion = new(TaskCreationOptions.RunContinuationsAsynchronously);

    // Under the gate.
    private readonly HashSet<Connection> _connections = [];
    private readonly List<Connection> _passing = [];
    private readonly List<Connection> _touched = [];
    private readonly List<Connection> _stalled = [];

    // Shared with the game's thread.
    private readonly object _unsentGate = new();
    private List<Connection> _unsent = [];
    private List<Connection> _pumping = [];
    private int _hasUnsent;
    private int _hasAcks;
    private int _hasNews;
    private volatile bool _isOver;

    // The game's thread only.
    private bool _maySkipAcks;

    protected Endpoint(LiteNetMultiplayerPeerOptions options, TimeProvider time, ILogger logger)
    {
        Options = options;
        Time = time;
        Logger = logger;
        _host = new LiteNetHost(this, new DatagramLayer(this, options.Security is null ? 0 : SealedLink.OverheadBytes))
        {
            ChannelsCount = (byte)(options.ChannelsCount + 1),
            PingInterval = (int)options.PingInterval.TotalMilliseconds,
            DisconnectTimeout = (int)options.SilenceLimit.TotalMilliseconds,
            PacketPoolSize = 8192,
            ReconnectDelay = 250,
        };
        _origin = time.GetTimestamp();
        _timer = time.CreateTimer(static state => ((Endpoint)state!).OnTimer(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        _watcher = new Thread(Watch) { IsBackground = true, Name = "Transport.LiteNet" };
    }

    public LiteNetMultiplayerPeerOptions Options { get; }

    public TimeProvider Time { get; }

    public ILogger Logger { get; }

    public InboundBlockPool Blocks { get; } = new();

    /// <summary>The lane of control messages, behind the game's channels.</summary>
    public byte ControlLane => (byte)Options.ChannelsCount;

    public int LocalPort => _host.LocalPort;

    /// <summary>Completes when the sockets are closed.</summary>
    public Task Completion => _completion.Task;

    public bool IsOver => _isOver;

    /// <summary>How many peers LiteNetLib counts as connected.</summary>
    public int LiteNetPeers => _host.ConnectedPeersCount;

    /// <summary>Lets nothing through any more, and tells nobody. For tests of dead links.</summary>
    public bool IsSilenced { get; set; }

    protected LiteNetHost Host => _host;

    /// <summary>Held by whoever touches LiteNetLib, a connection or a session.</summary>
    protected object Gate => _gate;

    /// <summary>All but those of which nothing is left. Under the gate.</summary>
    protected IReadOnlyCollection<Connection> Connections => _connections;

    /// <summary>The inbox that is woken.</summary>
    protected abstract PeerInbox? Inbox { get; }

    /// <summary>Whether nothing is left to be done. Under the gate.</summary>
    protected abstract bool IsFinished { get; }

    /// <summary>Begins to work.</summary>
    /// <exception cref="InvalidOperationException">The address or port cannot be used; the text says why.</exception>
    protected void Start(IPAddress? bindAddress, int port, bool needsIPv6)
    {
        if (!LiteNetHost.CanReachIPv6Socket) Log.NoIPv6(Logger);
        try
        {
            _host.Bind(bindAddress, port, needsIPv6);
        }
        catch
        {
            _timer.Dispose();
            throw;
        }
        _watcher.Start();
        lock (_gate) Settle();
    }

    /// <summary>The game's thread flushes: what is queued leaves, if nobody else is at it already. Never blocks.</summary>
    public void Flush()
    {
        Attend();
        var hasAcks = Volatile.Read(ref _hasAcks) == 1 && !_maySkipAcks;
        _maySkipAcks = false;
        if (!hasAcks && Volatile.Read(ref _hasUnsent) == 0) return;
        if (!Monitor.TryEnter(_gate)) return;
        try
        {
            Send();
            Settle();
        }
        finally
        {
            Monitor.Exit(_gate);
        }
        Leave(isCaller: true);
    }

    /// <summary>
    /// The game's thread polls: what has come is put into the inbox, if nobody else is at it already. What LiteNetLib has to answer goes with
    /// what the game answers, or with the next flush. Never blocks.
    /// </summary>
    public void Receive()
    {
        Attend();
        _maySkipAcks = true;
        if (!Monitor.TryEnter(_gate)) return;
        try
        {
            ReceiveUnderGate();
            Settle();
        }
        finally
        {
            Monitor.Exit(_gate);
        }
        Leave(isCaller: true);
    }

    /// <summary>A connection has something to send, or to do. From any thread.</summary>
    public void AddUnsent(Connection connection)
    {
        lock (_unsentGate) _unsent.Add(connection);
        HasWork();
    }

    /// <summary>Has the next flush do something; it comes soon.</summary>
    protected void HasWork()
    {
        if (Interlocked.Exchange(ref _hasUnsent, 1) == 0) Schedule(Now + Patience);
    }

    /// <summary>All that there is to be done, once; waits for another thread that is at it. For what must not be put off.</summary>
    public void Turn()
    {
        lock (_gate)
        {
            ReceiveUnderGate();
            Send();
            Settle();
        }
        Leave(isCaller: true);
    }

    /// <summary>Packets or events were posted to the inbox; it is woken later, outside of the gate.</summary>
    public void HasNews() => Interlocked.Exchange(ref _hasNews, 1);

    /// <summary>A connection has a block that is to be handed over when all that has come was looked at. Under the gate.</summary>
    public void Touch(Connection connection) => _touched.Add(connection);

    /// <summary>Sends a datagram past LiteNetLib.</summary>
    protected bool TrySend(ReadOnlySpan<byte> datagram, IPEndPoint to) => IsSilenced || _host.TrySend(datagram, to);

    /// <summary>What the game's thread has asked for since. Under the gate.</summary>
    protected abstract void ApplyRequests();

    /// <summary>Looks at what is due. Under the gate.</summary>
    /// <returns>When to look again.</returns>
    protected abstract TimeSpan OnTime(TimeSpan now);

    /// <summary>A connection is one with a peer. Under the gate.</summary>
    public abstract void Opened(Connection connection);

    /// <summary>A connection's end is known; told once for each. Under the gate.</summary>
    /// <param name="connection">Which.</param>
    /// <param name="info">How it ended.</param>
    /// <param name="isOwn">Whether the game at this end has asked for it, and knows.</param>
    public abstract void Ended(Connection connection, DisconnectInfo info, bool isOwn);

    private void ReceiveUnderGate()
    {
        if (_isOver) return;
        _host.PollEvents();
        AfterReceiving();
        foreach (var connection in _touched) connection.HandOver();
        _touched.Clear();
    }

    /// <summary>What must not be done while LiteNetLib is in the middle of a datagram. Under the gate.</summary>
    protected virtual void AfterReceiving()
    {
    }

    private void Send()
    {
        if (_isOver) return;
        Interlocked.Exchange(ref _hasUnsent, 0);
        Volatile.Write(ref _hasAcks, 0);
        ApplyRequests();
        lock (_unsentGate) (_unsent, _pumping) = (_pumping, _unsent);
        foreach (var connection in _pumping) connection.Pump();
        _pumping.Clear();
        UpdateLiteNetLib();
        // What waited for room in LiteNetLib's own queue may go on at once.
        for (var round = 0; round < MaxRounds && PumpStalled(); round++) UpdateLiteNetLib();
    }

    // True when something was moved on.
    private bool PumpStalled()
    {
        var hasMoved = false;
        for (var i = _stalled.Count - 1; i >= 0; i--)
        {
            hasMoved |= _stalled[i].PumpStalled();
            if (!_stalled[i].IsStalled) _stalled.RemoveAt(i);
        }
        return hasMoved;
    }

    /// <summary>A connection has more than LiteNetLib should hold. Under the gate.</summary>
    public void AddStalled(Connection connection) => _stalled.Add(connection);

    // After the gate was left: work that came meanwhile, and the game, which may run its code in here.
    private void Leave(bool isCaller)
    {
        while (Volatile.Read(ref _hasUnsent) == 1 && !_isOver && Monitor.TryEnter(_gate))
        {
            try
            {
                Send();
                Settle();
            }
            finally
            {
                Monitor.Exit(_gate);
            }
            if (isCaller) break;
        }
        if (Interlocked.Exchange(ref _hasNews, 0) == 0 || Inbox is not { } inbox) return;
        if (!isCaller) inbox.Wake();
        else if (inbox.IsAwaited) inbox.WakeElsewhere();
    }

    private void Stop()
    {
        if (_isOver) return;
        _isOver = true;
        _timer.Dispose();
        CallerWaits();
        _host.Wake();
        _host.Stop();
        Stopped();
        _completion.TrySetResult(true);
    }

    /// <summary>The sockets are closed.</summary>
    protected virtual void Stopped()
    {
    }
}
