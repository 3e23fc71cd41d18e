using Microsoft.Extensions.Logging;
using Transport.Carriers;
using Transport.Testing.Simulation;

namespace Transport.Testing;

/// <summary>
/// A peer around another one, whose packets go through a <see cref="SimulatedNetwork"/>. A game uses it as any other
/// <see cref="MultiplayerPeer"/>; <see cref="SimulatedNetwork.Wrap"/> makes it.
/// </summary>
/// <remarks>
/// <para><b>Directions.</b> A wrapped peer simulates the way to itself: what the wrapped one has received is on its way for a while longer.
/// Wrap both ends, in one process or in two, and each direction is simulated once. Where only one end can be wrapped, what it sends arrives
/// as the real network has it.</para>
/// <para><b>The wrapped peer.</b> It is used through this one: its events, packets, polls and waits are taken here, and it is disposed with
/// this one. Its own members that tell something (a port, an address) may be asked.</para>
/// <para><b>Threads.</b> As for any peer; what is said to work from any thread here does so at any time.</para>
/// </remarks>
public abstract partial class SimulatedMultiplayerPeer : MultiplayerPeer
{
    private readonly MultiplayerPeer _inner;
    private readonly LinkLimits _limits;
    private readonly PacketPool _pool;
    private readonly string _carrier;
    private SimulatedSession? _session;

    private protected SimulatedMultiplayerPeer(
        SimulatedNetwork network, MultiplayerPeer inner, SimulatedMultiplayerPeerOptions options, int index, ILogger? logger)
        : base(logger)
    {
        Network = network;
        Index = index;
        _inner = inner;
        _limits = new LinkLimits(options);
        _pool = new PacketPool(network.Gate);
        _carrier = $"simulated-{inner.Carrier}";
        _onInnerActivity = OnInnerActivity;
        _timer = network.Time.CreateTimer(
            static peer => ((SimulatedMultiplayerPeer)peer!).OnTimer(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        inner.PeerConnected += id => _session?.Connected(id, Network.Now);
        inner.PeerDisconnected += (id, info) => _session?.Disconnected(id, info, Network.Now);
        inner.ConnectionFailed += info => _session?.ConnectionFailed(info, Network.Now);
    }

    /// <summary>The network that the packets go through.</summary>
    public SimulatedNetwork Network { get; }

    /// <summary>
    /// The conditions of what arrives here; null, the default, for the network's <see cref="SimulatedNetwork.Conditions"/>. From any
    /// thread, at any time.
    /// </summary>
    public NetworkConditions? Inbound
    {
        get;
        set => Network.Change(() => field = value, $"what arrives at peer {Index}", value);
    }

    /// <summary>
    /// The conditions of what this peer sends to wrapped peers of the same network; null, the default, for those of the receiver. They win
    /// over the receiver's <see cref="Inbound"/>. From any thread, at any time.
    /// </summary>
    public NetworkConditions? Outbound
    {
        get;
        set => Network.Change(() => field = value, $"what peer {Index} sends", value);
    }

    /// <summary><c>simulated-</c> and the wrapped peer's own, as in <c>simulated-websocket</c>.</summary>
    public override string Carrier => _carrier;

    /// <summary>That of the wrapped peer.</summary>
    public override int MaxChannel => _inner.MaxChannel;

    /// <inheritdoc/>
    public override bool RefuseNewConnections
    {
        get => _inner.RefuseNewConnections;
        set => _inner.RefuseNewConnections = value;
    }

    /// <inheritdoc/>
    public override UniqueIdSequence PeerIds
    {
        get => _inner.PeerIds;
        set => _inner.PeerIds = value;
    }

    /// <summary>Its place among the peers of the network, from 1.</summary>
    internal int Index { get; }

    /// <summary>How many sessions this peer has been connected to remotes in: each gets chance of its own.</summary>
    internal int Links { get; set; }

    /// <summary>The part of a divided network that it is in.</summary>
    internal int Side { get; set; }

    internal NetworkConditions EffectiveInbound => Inbound ?? Network.Conditions;

    /// <summary>That of the wrapped peer.</summary>
    public override int MaxPacketSize(TransferMode mode) => _inner.MaxPacketSize(mode);

    /// <summary>
    /// Sets the conditions of what arrives here from one peer, until that one is gone. They win over all others. From any thread, at any time.
    /// </summary>
    /// <param name="id">A connected peer.</param>
    /// <param name="conditions">Null for those that hold otherwise.</param>
    /// <exception cref="ArgumentException">No such peer.</exception>
    public void SetConditions(int id, NetworkConditions? conditions)
    {
        using var pass = Network.Gate.Enter();
        var lane = ConnectedLane(id);
        Network.Change(() => lane.Override = conditions, $"what arrives at peer {Index} from {id}", conditions);
    }

    /// <summary>
    /// Breaks the connection with a peer, as a reset does: both ends find <see cref="DisconnectReason.ConnectionLost"/>, and what was on
    /// its way to here is lost.
    /// </summary>
    /// <param name="id">A connected peer.</param>
    /// <exception cref="ArgumentException">No such peer.</exception>
    /// <exception cref="ObjectDisposedException">The peer is disposed.</exception>
    public void CutLink(int id)
    {
        ThrowIfDisposed();
        using var use = Enter();
        var lane = ConnectedLane(id);
        Log.LinkCut(Logger, Carrier, id);
        _session!.Cut(lane, new DisconnectInfo(DisconnectReason.ConnectionLost, DisconnectOrigin.Network, text: "The simulated network cut the connection."));
        Network.StepAll();
    }

    /// <summary>What was done on the way from a peer to this one, since it connected.</summary>
    /// <param name="id">A connected peer.</param>
    /// <exception cref="ArgumentException">No such peer.</exception>
    public LinkStatistics GetLinkStatistics(int id)
    {
        using var pass = Network.Gate.Enter();
        return ConnectedLane(id).Counters.Read();
    }

    /// <summary>Starts the wrapped peer, and this one with it.</summary>
    private protected void Start(Action start)
    {
        using var use = Enter();
        ThrowIfStarted();
        if (_inner.Status != ConnectionStatus.Disconnected)
            throw new InvalidOperationException($"The wrapped peer is {_inner.Status}: it is to be started by {nameof(Start)}, and not before.");
        try
        {
            start();
        }
        catch
        {
            if (_inner.Status != ConnectionStatus.Disconnected) CloseInner(CloseCode.Normal, "", force: true);
            throw;
        }
        if (_inner.Status == ConnectionStatus.Disconnected)
            throw new InvalidOperationException("The wrapped peer was not started: create a server or a client there.");
        var isServer = _inner.Status == ConnectionStatus.Connected;
        _session = new SimulatedSession(this, _inner, isServer ? StartServer() : StartClient(), _limits, _pool, isServer);
        _session.LookForPeers();
        Network.StepAll();
    }

    private void CloseInner(int code, string reason, bool force)
    {
        try
        {
            _inner.Close(code, reason, force);
        }
        catch (ObjectDisposedException)
        {
            // Somebody else disposed it, and so closed it.
        }
    }

    private Lane ConnectedLane(int id) =>
        _session?.Find(id) is { IsAnnounced: true } lane ? lane : throw new ArgumentException($"There is no connected peer {id}.", nameof(id));

    private Use Enter() => new(this);
}
