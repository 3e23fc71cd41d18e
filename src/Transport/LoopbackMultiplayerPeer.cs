using Microsoft.Extensions.Logging;
using Transport.Carriers;
using Transport.Loopback;

namespace Transport;

/// <summary>
/// Peers in one process, by the rules of a network: queues with limits, packets in copies, closes that linger. For a host that plays
/// along with its own server, for bots, and for tests that need no port. Godot has no such peer.
/// </summary>
/// <remarks>
/// <para><b>Use.</b> One peer calls <see cref="CreateServer"/>; any number of others name it in <see cref="CreateClient"/>.</para>
/// <para><b>Threads.</b> One thread at a time may use a peer, but each peer may live on its own. Code of one peer's game never runs
/// inside another's call: whoever awaits <see cref="MultiplayerPeer.WaitForActivityAsync"/> goes on on a pool thread.</para>
/// <para><b>Delivery.</b> Every mode is reliable and all channels are one order; the receiver sees mode and channel as they were sent.
/// What was sent is there for the other peer's next Poll, whether or not this one polls again.</para>
/// </remarks>
public sealed class LoopbackMultiplayerPeer : MultiplayerPeer
{
    private readonly LoopbackLimits _limits;
    private readonly LoopbackLingering _lingering = new();
    private readonly TimeProvider _timeProvider;

    // The peers that SendCore may reach: told connected, and not told gone.
    private readonly Dictionary<int, LoopbackEnd> _connected = [];

    // Read by clients, from their threads.
    private volatile LoopbackSession? _serverSession;
    private LoopbackSession? _session;

    /// <summary>Starts in <see cref="ConnectionStatus.Disconnected"/>.</summary>
    /// <param name="options">The limits; null for the defaults.</param>
    /// <param name="logger">Where the peer tells of connects, disconnects and refusals; null for nowhere.</param>
    /// <param name="timeProvider">Bounds the drain of a close; null for the system's time.</param>
    /// <exception cref="ArgumentOutOfRangeException">An option below 1.</exception>
    public LoopbackMultiplayerPeer(LoopbackOptions? options = null, ILogger? logger = null, TimeProvider? timeProvider = null)
        : base(logger)
    {
        _limits = new LoopbackLimits(options ?? new LoopbackOptions());
        _timeProvider = timeProvider ?? TimeProvider.System;
    }

    /// <inheritdoc/>
    public override string Carrier => "loopback";

    /// <summary>Starts as a server, which <see cref="CreateClient"/> of other peers can name.</summary>
    /// <exception cref="InvalidOperationException">The peer is already started.</exception>
    /// <exception cref="ObjectDisposedException">The peer is disposed.</exception>
    public void CreateServer() => _serverSession = Begin(StartServer());

    /// <summary>
    /// Starts as a client of a server. The next <see cref="MultiplayerPeer.Poll"/> tells how it went: PeerConnected(1), or ConnectionFailed with
    /// <see cref="DisconnectReason.Unreachable"/> when that peer is not a started server, with <see cref="DisconnectReason.Refused"/>
    /// (code 503) when it takes no new peers.
    /// </summary>
    /// <param name="server">A peer of this process, on whichever thread.</param>
    /// <exception cref="ArgumentNullException">No server.</exception>
    /// <exception cref="ArgumentException">The server is this peer itself.</exception>
    /// <exception cref="InvalidOperationException">The peer is already started.</exception>
    /// <exception cref="ObjectDisposedException">The peer is disposed.</exception>
    public void CreateClient(LoopbackMultiplayerPeer server)
    {
        if (server is null) throw new ArgumentNullException(nameof(server));
        if (server == this) throw new ArgumentException("A peer cannot be a client of itself.", nameof(server));
        var inbox = StartClient();
        var session = Begin(inbox);
        DisconnectInfo? failure;
        if (server._serverSession is not { } serverSession) failure = LoopbackSession.Unreachable;
        else if (server.RefuseNewConnections) failure = LoopbackSession.Refused("The server takes no new peers.");
        else failure = serverSession.Accept(session, server.PeerIds);
        if (failure is { } info) inbox.ConnectionFailed(info);
    }

    /// <inheritdoc/>
    public override int MaxPacketSize(TransferMode mode) => _limits.MaxPacketBytes;

    /// <inheritdoc/>
    protected override bool SendCore(ReadOnlySpan<byte> payload, int target, TransferMode mode, int channel, bool mustDeliver)
    {
        if (target > 0) return _connected.TryGetValue(target, out var one) && one.Send(payload, mode, channel, mustDeliver);
        var isTaken = true;
        foreach (var (id, end) in _connected)
        {
            if (id != -target) isTaken &= end.Send(payload, mode, channel, mustDeliver);
        }
        return isTaken;
    }

    /// <inheritdoc/>
    protected override void FlushCore() => _session?.Flush();

    /// <inheritdoc/>
    protected override void PeerJoined(int id)
    {
        if (_session?.Find(id) is { } end) _connected.Add(id, end);
    }

    /// <inheritdoc/>
    protected override void PeerLeft(int id) => _connected.Remove(id);

    /// <inheritdoc/>
    protected override void DisconnectPeerCore(int id, int code, string reason, bool force)
    {
        if (_connected.TryGetValue(id, out var end)) End(end, code, reason, force);
    }

    /// <inheritdoc/>
    protected override void CloseCore(int code, string reason, bool force)
    {
        _connected.Clear();
        _serverSession = null;
        if (_session is not { } session) return;
        _session = null;
        foreach (var end in session.Close()) End(end, code, reason, force);
    }

    /// <inheritdoc/>
    protected override ValueTask LingerAsync(CancellationToken cancellationToken) => _lingering.WaitAsync(cancellationToken);

    /// <inheritdoc/>
    protected override PeerStatistics GetStatisticsCore(int id) =>
        _connected.TryGetValue(id, out var end) ? end.GetStatistics() : default;

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        base.Dispose(disposing);
        _lingering.CutAll();
    }

    private LoopbackSession Begin(PeerInbox inbox) => _session = new LoopbackSession(inbox, _limits, _lingering, _timeProvider);

    private static void End(LoopbackEnd end, int code, string reason, bool force)
    {
        if (force) end.Cut();
        else end.Close(new DisconnectInfo(DisconnectReason.Closed, DisconnectOrigin.Remote, code, reason, isClean: true));
    }
}
