using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Transport.Multiplayer.Budgets;
using Transport.Multiplayer.Calls;
using Transport.Multiplayer.Diagnostics;
using Transport.Multiplayer.Session;

namespace Transport.Multiplayer;

/// <summary>
/// The high-level half of a session, over any carrier: who is in it and was let in, packets between clients through the server, raw bytes, and
/// calls of methods. It speaks the session protocol of Godot 4, so that Godot peers can be in the session. Source: Godot
/// <c>MultiplayerAPI</c> and <c>SceneMultiplayer</c>.
/// </summary>
/// <remarks>
/// <para><b>Use.</b> Make it over a multiplayer peer, start that peer, and call <see cref="Poll"/> again and again, or
/// <see cref="RunAsync(CancellationToken)"/> once. The api polls the peer and takes its packets: a game does neither any more.</para>
/// <para><b>Threads.</b> One thread at a time may use an api and its peer. Events are raised and methods are called only inside Poll, on its
/// caller's thread. What awaits an answer goes on there, too.</para>
/// <para><b>Errors.</b> A caller's mistake throws at the call and changes nothing. What a remote sends never throws: a packet or call that
/// comes to nothing is told by <see cref="CallFailed"/>. Neither does a method that is called: its exception is told in the same way, and the
/// next call goes on. A handler of an event that throws reaches the caller of Poll; what was left comes with the next Poll.</para>
/// </remarks>
public sealed partial class MultiplayerApi : IDisposable
{
    private readonly MultiplayerPeer _peer;
    private readonly SessionClock _clock;
    private readonly SessionEvents _events = new();
    private readonly MemberList _members = new();
    private readonly PacketSender _sender;
    private readonly Admission _admission;
    private readonly Relay _relay;
    private readonly BudgetKeeper _budgets;
    private readonly FailureReports _failures;
    private readonly CallRuntime _calls;
    private readonly PacketRouter _router;
    private readonly TimeProvider _timeProvider;
    private string _rootPath = "/root";
    private bool _isPolling;
    private bool _isDisposed;

    /// <summary>An api over a peer, which may be started before or after.</summary>
    /// <param name="peer">The carrier. It stays the caller's: to start, to close and to dispose.</param>
    /// <param name="options">The limits; null for the defaults.</param>
    /// <param name="timeProvider">The time of deadlines and budgets; null for the system's.</param>
    /// <param name="logger">Where it tells of authentication, failed calls and differences; null for nowhere.</param>
    /// <exception cref="ArgumentException">An option that makes no sense, or a peer that has peers already.</exception>
    public MultiplayerApi(
        MultiplayerPeer peer, MultiplayerApiOptions? options = null, TimeProvider? timeProvider = null, ILogger? logger = null)
    {
        _peer = peer ?? throw new ArgumentNullException(nameof(peer));
        if (peer.Peers.Count > 0) throw new ArgumentException("The peer has peers already: those would be unknown here.", nameof(peer));
        var limits = options ?? new MultiplayerApiOptions();
        limits.Check();
        var log = logger ?? NullLogger.Instance;
        _timeProvider = timeProvider ?? TimeProvider.System;
        _clock = new SessionClock(_timeProvider);
        _sender = new PacketSender(peer, _members);
        _admission = new Admission(peer, _members, _sender, _events, _clock, limits, log);
        _relay = new Relay(peer, _members, _sender);
        _budgets = new BudgetKeeper(_admission, _sender, _events, _clock, log);
        _failures = new FailureReports(_events, _budgets, _clock, log);
        _calls = new CallRuntime(peer, _members, _sender, _failures, _events, _clock, limits, log);
        _router = new PacketRouter(_members, _admission, _sender, _relay, _calls, _budgets, _failures, _events);
        peer.PeerConnected += _admission.PeerCame;
        peer.PeerDisconnected += _admission.PeerWent;
        peer.ConnectionFailed += TellConnectionFailed;
    }

    /// <summary>The carrier. Source: Godot <c>multiplayer_peer</c>.</summary>
    public MultiplayerPeer MultiplayerPeer => _peer;

    /// <summary>
    /// Moves everything on once, and never blocks: polls the peer, raises the events that are due, takes every packet that is there and calls the
    /// methods, ends what has waited too long, and sends. Source: Godot <c>poll</c>.
    /// </summary>
    /// <exception cref="InvalidOperationException">Called from a handler or a method that Poll itself has called.</exception>
    /// <exception cref="ObjectDisposedException">The api or its peer is disposed.</exception>
    /// <exception cref="Exception">Whatever a handler of an event threw; the rest comes with the next Poll.</exception>
    public void Poll()
    {
        ThrowIfDisposed();
        if (_isPolling) throw new InvalidOperationException("Poll was called from inside Poll: by a handler, a method or what awaits an answer.");
        _isPolling = true;
        try
        {
            _peer.Poll();
            TakePackets();
            DropLateCandidates();
            _calls.Settle(_clock.Now, _admission.Departures);
            Flush();
        }
        finally
        {
            _isPolling = false;
        }
    }

    /// <summary>
    /// Forgets the session and tells nobody: no peers, no candidates; calls that wait for answers end. The peer goes on, and what it brings from
    /// peers that were forgotten is passed over. Registered objects stay. Source: Godot <c>clear</c>.
    /// </summary>
    public void Clear()
    {
        _admission.Clear();
        _calls.Pending.EndAll("The session was cleared.");
    }

    /// <summary>
    /// Ends it: objects are registered no more, calls that wait for answers end, nothing more is raised. The peer is left as it is.
    /// </summary>
    public void Dispose()
    {
        if (_isDisposed) return;
        _isDisposed = true;
        _peer.PeerConnected -= _admission.PeerCame;
        _peer.PeerDisconnected -= _admission.PeerWent;
        _peer.ConnectionFailed -= TellConnectionFailed;
        _calls.UnregisterAll();
        Clear();
    }

    // A handler may close the session, or start the next one: the peer is asked each time.
    private void TakePackets()
    {
        while (_peer.Status == ConnectionStatus.Connected && _peer.TryReceive(out var packet)) _router.Take(packet);
    }

    private void DropLateCandidates()
    {
        if (_peer.Status == ConnectionStatus.Connected) _admission.DropLate(_clock.Now);
    }

    private void Flush()
    {
        if (_peer.Status == ConnectionStatus.Connected) _peer.Flush();
    }

    private void TellConnectionFailed(DisconnectInfo info) => SessionEvents.Raise(_events.ConnectionFailed, info);

    private void ThrowIfDisposed()
    {
        if (_isDisposed) throw new ObjectDisposedException(nameof(MultiplayerApi));
    }
}
