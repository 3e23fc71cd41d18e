using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Transport.Carriers;
using Transport.Diagnostics;

namespace Transport;

/// <summary>
/// One end of a multiplayer session: peers known by ids, whole packets between them, and events when they come and go. The same
/// over every carrier, so that game code is written once. Source: Godot <c>MultiplayerPeer</c>.
/// </summary>
/// <remarks>
/// <para><b>Use.</b> Start it (each carrier has its own way), then call <see cref="Poll"/> again and again: in each frame, or
/// after <see cref="WaitForActivityAsync"/>. After each Poll take packets with <see cref="TryReceive"/> until it returns false.
/// A peer can be started again after <see cref="Close"/>, a lost server or a failed connect.</para>
/// <para><b>Threads.</b> One thread at a time may use a peer. Events are raised only inside Poll, on its caller's thread.</para>
/// <para><b>Errors.</b> A caller's mistake throws at the call and changes nothing. What a remote or the network does never
/// throws: it ends a connection, and arrives as an event with a <see cref="DisconnectInfo"/>. A handler that throws reaches the
/// caller of Poll with the peer consistent; what was left comes with the next Poll.</para>
/// <para><b>Carriers.</b> A carrier derives from this class, opens a <see cref="PeerInbox"/> when it is started, and posts to
/// it. The order of events and packets, the unread packets and the reuse of the object are kept here, once for all.</para>
/// </remarks>
public abstract partial class MultiplayerPeer : IDisposable, IAsyncDisposable
{
    /// <summary>The target that means every connected peer. Source: Godot <c>TARGET_PEER_BROADCAST</c>.</summary>
    public const int TargetPeerBroadcast = 0;

    /// <summary>The id, and the target, of the server. Source: Godot <c>TARGET_PEER_SERVER</c>.</summary>
    public const int TargetPeerServer = 1;

    private readonly Dictionary<int, RemotePeer> _peers = [];
    private readonly LinkedList<RemotePeer> _leaving = [];
    private readonly ILogger _logger;
    private PeerInbox? _inbox;
    private UniqueIdSequence _peerIds = new();
    private DisconnectInfo? _connectionFailure;
    private volatile bool _refuseNewConnections;
    private bool _isPolling;
    private bool _isDisposed;

    /// <summary>Starts in <see cref="ConnectionStatus.Disconnected"/>.</summary>
    /// <param name="logger">Where the peer tells of connects, disconnects and refusals; null for nowhere.</param>
    protected MultiplayerPeer(ILogger? logger = null) => _logger = logger ?? NullLogger.Instance;

    /// <summary>A peer joined and can be sent to. On a client, the server (1): the client is connected.</summary>
    public event Action<int>? PeerConnected;

    /// <summary>
    /// A peer is gone, and why. Raised once for each PeerConnected, by the first <see cref="Poll"/> after the peer's packets were taken.
    /// On a client, the server (1): the session is over, and the object can be started again from inside the handler.
    /// </summary>
    public event Action<int, DisconnectInfo>? PeerDisconnected;

    /// <summary>A client did not get in, or a server can no longer serve. The status is Disconnected already.</summary>
    public event Action<DisconnectInfo>? ConnectionFailed;

    /// <summary>The carrier's name in metrics and logs: <c>websocket</c>, <c>loopback</c>, <c>offline</c>, <c>multiplex</c>.</summary>
    public abstract string Carrier { get; }

    /// <summary>Where the session stands. Changes inside <see cref="Poll"/>, at a start and at <see cref="Close"/> only.</summary>
    public ConnectionStatus Status { get; private set; }

    /// <summary>This end's id: 0 while it is unknown, 1 for a server, else 2 to 2147483647, as the server gave it.</summary>
    public int UniqueId { get; private set; }

    /// <summary>Whether this end is the server of its session.</summary>
    public bool IsServer => UniqueId == TargetPeerServer;

    /// <summary>
    /// The ids of the peers that can be sent to: those between their PeerConnected and their PeerDisconnected. On a client only
    /// the server (1). A live view, in no particular order.
    /// </summary>
    public IReadOnlyCollection<int> Peers => _peers.Keys;

    /// <summary>
    /// Whether a server turns new peers away, and tells them so. Established peers stay. Default false. May be set at any time.
    /// Source: Godot <c>refuse_new_connections</c>.
    /// </summary>
    public virtual bool RefuseNewConnections
    {
        get => _refuseNewConnections;
        set => _refuseNewConnections = value;
    }

    /// <summary>
    /// Where a server takes the ids of its peers from. A sequence of its own by default; servers that are given the same one never give
    /// the same id, so that their peers can be in one session.
    /// </summary>
    /// <exception cref="ArgumentNullException">No sequence.</exception>
    /// <exception cref="InvalidOperationException">The peer is started.</exception>
    public virtual UniqueIdSequence PeerIds
    {
        get => _peerIds;
        set
        {
            if (value is null) throw new ArgumentNullException(nameof(value));
            ThrowIfStarted();
            _peerIds = value;
        }
    }

    /// <summary>The logger given at construction, for the carrier's own messages.</summary>
    protected ILogger Logger => _logger;

    /// <summary>A random id, 2 to 2147483647. Source: Godot <c>generate_unique_id</c>. Servers take theirs from <see cref="PeerIds"/>, which never repeats.</summary>
    public static int GenerateUniqueId() =>
        System.Security.Cryptography.RandomNumberGenerator.GetInt32(TargetPeerServer, int.MaxValue) + 1;

    /// <summary>
    /// Moves the session on once, and never blocks: sends what is queued, raises the events that are due and makes the packets
    /// that have arrived available to <see cref="TryReceive"/>. The payload of the last received packet is no longer valid.
    /// </summary>
    /// <exception cref="InvalidOperationException">
    /// Called from a handler of one of this peer's own events, or the peer is a member of a <see cref="MultiplexMultiplayerPeer"/>, which polls it.
    /// </exception>
    /// <exception cref="ObjectDisposedException">The peer is disposed.</exception>
    /// <exception cref="Exception">Whatever a handler of an event threw; the rest comes with the next Poll.</exception>
    public void Poll()
    {
        ThrowIfDisposed();
        ThrowIfMember();
        if (_isPolling) throw new InvalidOperationException("Poll was called from a handler of one of this peer's own events.");
        _isPolling = true;
        try
        {
            Activity.Reset();
            ReleaseTaken();
            FlushCore();
            PollCore();
            RaiseDueDisconnects();
            RaiseConnectionFailure();
            TakeFromInbox();
            FlushCore();
        }
        finally
        {
            _isPolling = false;
        }
    }

    /// <summary>
    /// Sends what is queued, now and from this thread, when nothing is being written. Poll and
    /// <see cref="WaitForActivityAsync"/> do it too, and the carrier does it by itself when the caller stays away. Never blocks.
    /// </summary>
    /// <exception cref="ObjectDisposedException">The peer is disposed.</exception>
    public void Flush()
    {
        ThrowIfDisposed();
        FlushCore();
    }

    /// <summary>
    /// Completes when <see cref="Poll"/> has something to do, or packets wait to be taken; at once when that is so already. What is queued is
    /// sent first. A server that awaits it needs no busy loop, and its latency is not tied to a frame rate.
    /// </summary>
    /// <remarks>
    /// The continuation may run on the carrier's thread, unless the caller's context says otherwise. One caller may wait at a
    /// time. Nothing is allocated.
    /// </remarks>
    /// <param name="cancellationToken">Ends the wait with <see cref="OperationCanceledException"/>.</param>
    /// <exception cref="InvalidOperationException">
    /// Another wait is pending, or the peer is a member of a <see cref="MultiplexMultiplayerPeer"/>, which waits for it.
    /// </exception>
    /// <exception cref="ObjectDisposedException">The peer is disposed.</exception>
    public ValueTask WaitForActivityAsync(CancellationToken cancellationToken = default)
    {
        ThrowIfDisposed();
        ThrowIfMember();
        FlushCore();
        if (HasActivity) return default;
        WaitCore();
        return Activity.WaitAsync(cancellationToken);
    }

    /// <summary>
    /// Completes a pending <see cref="WaitForActivityAsync"/>, or the next one, although nothing has come: for whoever waits for the peer and
    /// has work of another kind as well. May be called from any thread; the waiter goes on on another one.
    /// </summary>
    public void Wake() => Activity.SetElsewhere();

    /// <summary>
    /// Ends the session and returns at once. What was queued is still sent, for a bounded time, then each peer learns code and
    /// reason; this goes on in the background (see <see cref="CloseAsync"/>). What was received and not taken is dropped. The
    /// next Poll raises PeerDisconnected for each connected peer, and the object can be started again at once. Does nothing when
    /// already Disconnected.
    /// </summary>
    /// <param name="code">What the remotes are told; one that <see cref="CloseCode.CanBeSent"/>. Default 1000.</param>
    /// <param name="reason">The reason, at most <see cref="CloseCode.MaxReasonBytes"/> bytes of UTF-8. Default empty.</param>
    /// <param name="force">Cuts at once instead: nothing more is sent and the remotes are not told.</param>
    /// <exception cref="ArgumentException">A code that must not be sent, or too long a reason.</exception>
    /// <exception cref="ObjectDisposedException">The peer is disposed.</exception>
    public void Close(int code = CloseCode.Normal, string reason = "", bool force = false)
    {
        ThrowIfDisposed();
        CheckClose(code, reason);
        if (Status == ConnectionStatus.Disconnected) return;
        CloseQuietly(code, reason, force);
        Activity.Set();
    }

    /// <summary>
    /// <see cref="Close"/>, and completes when everything queued has left and the remotes have been told, or the time for that is
    /// over. Await it before a process ends.
    /// </summary>
    /// <param name="code">As for <see cref="Close"/>.</param>
    /// <param name="reason">As for <see cref="Close"/>.</param>
    /// <param name="cancellationToken">Ends the wait, not the closing.</param>
    /// <exception cref="ArgumentException">A code that must not be sent, or too long a reason.</exception>
    /// <exception cref="ObjectDisposedException">The peer is disposed.</exception>
    public ValueTask CloseAsync(
        int code = CloseCode.Normal, string reason = "", CancellationToken cancellationToken = default)
    {
        Close(code, reason);
        return LingerAsync(cancellationToken);
    }

    /// <summary>
    /// Disconnects one peer. It is told code and reason after what was queued to it; nothing more is received from it. The next
    /// Poll raises PeerDisconnected for it. A client that names the server (1) leaves the session.
    /// </summary>
    /// <param name="id">A connected peer.</param>
    /// <param name="code">As for <see cref="Close"/>.</param>
    /// <param name="reason">As for <see cref="Close"/>.</param>
    /// <param name="force">Cuts at once instead: what was queued is dropped and the peer is not told.</param>
    /// <exception cref="ArgumentException">No such peer, a code that must not be sent, or too long a reason.</exception>
    /// <exception cref="InvalidOperationException">The status is not Connected.</exception>
    /// <exception cref="ObjectDisposedException">The peer is disposed.</exception>
    public void DisconnectPeer(int id, int code = CloseCode.Normal, string reason = "", bool force = false)
    {
        ThrowIfNotConnected();
        CheckClose(code, reason);
        if (!_peers.TryGetValue(id, out var peer)) throw NoSuchPeer(id, nameof(id));
        DisconnectQuietly(peer, code, reason, force);
        Activity.Set();
    }

    /// <summary>What the carrier has counted for a connected peer.</summary>
    /// <exception cref="ArgumentException">No such peer.</exception>
    /// <exception cref="ObjectDisposedException">The peer is disposed.</exception>
    public PeerStatistics GetStatistics(int id)
    {
        ThrowIfDisposed();
        if (!_peers.ContainsKey(id)) throw NoSuchPeer(id, nameof(id));
        return GetStatisticsCore(id);
    }

    /// <summary>Releases everything now: connections are cut without a word, and no more events are raised.</summary>
    public void Dispose()
    {
        Dispose(disposing: true);
        GC.SuppressFinalize(this);
    }

    /// <summary><see cref="CloseAsync"/>, then <see cref="Dispose()"/>.</summary>
    public async ValueTask DisposeAsync()
    {
        if (!_isDisposed) await CloseAsync().ConfigureAwait(false);
        Dispose();
        GC.SuppressFinalize(this);
    }

    /// <summary>Cuts the session. A carrier that owns more overrides it and calls the base first.</summary>
    /// <param name="disposing">Always true; there is no finalizer.</param>
    protected virtual void Dispose(bool disposing)
    {
        if (_isDisposed) return;
        if (Status != ConnectionStatus.Disconnected) Close(force: true);
        // No event tells of these any more; the count of connected peers still has to come down.
        if (IsCounted)
        {
            foreach (var peer in _leaving) TransportMetrics.Disconnected(Carrier, peer.Leaving!.Value.Reason);
        }
        _leaving.Clear();
        _connectionFailure = null;
        _isDisposed = true;
        Activity.Set();
    }
}
