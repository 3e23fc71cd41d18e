using System.Security.Cryptography;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Transport.Testing.Simulation;

namespace Transport.Testing;

/// <summary>
/// The network between peers, as bad as it is told to be: <see cref="Wrap"/> puts peers behind it, <see cref="Conditions"/> says what
/// happens to packets on their way. For tests on virtual time, where nothing sleeps and every run is the same, and for playing live on a
/// bad network.
/// </summary>
/// <remarks>
/// <para><b>Time</b> is that of the <see cref="TimeProvider"/>; with a fake one it moves only when a test moves it.</para>
/// <para><b>Chance</b> comes from the seed. The same seed and the same order of calls give the same outcome, as far as the wrapped peers do
/// all their work in those calls (<see cref="LoopbackMultiplayerPeer"/> does).</para>
/// <para><b>Threads.</b> Everything here may be used from any thread, at any time.</para>
/// </remarks>
public sealed partial class SimulatedNetwork
{
    private readonly List<SimulatedMultiplayerPeer> _peers = [];
    private readonly LinkCounters _counters = new();
    private readonly ILogger _logger;
    private readonly long _origin;
    private NetworkConditions _conditions = NetworkConditions.Perfect;
    private int _wrapped;

    /// <summary>A perfect network.</summary>
    /// <param name="options">The seed; null for one by chance.</param>
    /// <param name="timeProvider">Null for the system's time.</param>
    /// <param name="logger">Where the network, and its peers, tell what they do; null for nowhere.</param>
    public SimulatedNetwork(SimulatedNetworkOptions? options = null, TimeProvider? timeProvider = null, ILogger? logger = null)
    {
        Seed = options?.Seed ?? RandomNumberGenerator.GetInt32(int.MaxValue);
        Time = timeProvider ?? TimeProvider.System;
        _origin = Time.GetTimestamp();
        _logger = logger ?? NullLogger.Instance;
        Log.NetworkMade(_logger, Seed);
    }

    /// <summary>What chance began with.</summary>
    public int Seed { get; }

    /// <summary>
    /// The conditions of every direction of every link that has none of its own. Default <see cref="NetworkConditions.Perfect"/>. What is
    /// on its way already goes on as it set out.
    /// </summary>
    /// <exception cref="ArgumentNullException">No conditions.</exception>
    public NetworkConditions Conditions
    {
        get => _conditions;
        set
        {
            if (value is null) throw new ArgumentNullException(nameof(value));
            Change(() => _conditions = value, "all", value);
        }
    }

    internal TimeProvider Time { get; }

    internal NetworkGate Gate { get; } = new();

    internal LinkTable Links { get; } = new();

    /// <summary>Ticks since the network was made.</summary>
    internal long Now => Time.GetElapsedTime(_origin).Ticks;

    /// <summary>Whether nothing has been said that concerns any packet: then nothing is done in the background.</summary>
    internal bool IsPerfect { get; private set; } = true;

    /// <summary>Puts a peer behind this network.</summary>
    /// <typeparam name="TPeer">The peer's type.</typeparam>
    /// <param name="peer">Not started. It belongs to the peer that is returned, and is disposed with it.</param>
    /// <param name="options">Limits; null for the defaults.</param>
    /// <exception cref="ArgumentNullException">No peer.</exception>
    /// <exception cref="ArgumentOutOfRangeException">An option that makes no sense.</exception>
    public SimulatedMultiplayerPeer<TPeer> Wrap<TPeer>(TPeer peer, SimulatedMultiplayerPeerOptions? options = null)
        where TPeer : MultiplayerPeer
    {
        if (peer is null) throw new ArgumentNullException(nameof(peer));
        using var pass = Gate.Enter();
        var wrapped = new SimulatedMultiplayerPeer<TPeer>(this, peer, options ?? new SimulatedMultiplayerPeerOptions(), _wrapped + 1, _logger);
        _wrapped++;
        _peers.Add(wrapped);
        return wrapped;
    }

    /// <summary>What was done to all packets since the network was made.</summary>
    public LinkStatistics GetStatistics()
    {
        using var pass = Gate.Enter();
        return _counters.Read();
    }

    /// <summary>The seed and the conditions: <c>simulated network with seed 7: latency 60 ms ± 25 ms, loss 2%</c>.</summary>
    public override string ToString() => $"simulated network with seed {Seed}: {Conditions}";

    internal Lane CreateLane(SimulatedSession session, int id)
    {
        var counters = new LinkCounters(_counters);
        var random = new SeededRandom(Seed, session.Owner.Index, session.Owner.Links++);
        return new Lane(session, id, new LinkModel(random, counters), counters);
    }

    internal void Remove(SimulatedMultiplayerPeer peer) => _peers.Remove(peer);

    internal void GaveUp(SimulatedMultiplayerPeer peer, int id) => Log.LinkTimedOut(_logger, peer.Carrier, id);

    /// <summary>Has each peer look at what has come to it. For those inside the gate.</summary>
    internal void StepAll()
    {
        if (IsPerfect) return;
        for (var i = 0; i < _peers.Count; i++) _peers[i].LookForPeers();
        for (var i = 0; i < _peers.Count; i++) _peers[i].StepFromOutside();
    }

    /// <summary>Changes conditions: what has arrived until now did so under the old ones.</summary>
    /// <param name="change">Makes the change.</param>
    /// <param name="what">What they are the conditions of, for the log.</param>
    /// <param name="conditions">The new ones; null for none of its own.</param>
    internal void Change(Action change, string what, NetworkConditions? conditions)
    {
        using var pass = Gate.Enter();
        Log.ConditionsChanged(_logger, what, (object?)conditions ?? "none of its own");
        ChangeInside(change, conditions is null or { IsPerfect: true });
    }

    // Once conditions were bad, packets may be on their way that those of a perfect network must not overtake: it stays so.
    private void ChangeInside(Action change, bool isPerfect)
    {
        StepAll();
        change();
        if (!isPerfect) IsPerfect = false;
        for (var i = 0; i < _peers.Count; i++) _peers[i].Refresh();
    }
}
