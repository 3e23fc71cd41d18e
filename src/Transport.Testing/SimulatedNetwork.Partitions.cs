namespace Transport.Testing;

// A network in several parts, with nothing between them.
public sealed partial class SimulatedNetwork
{
    private readonly List<ITimer> _heals = [];
    private int _sides;

    /// <summary>
    /// Cuts peers off from all others, while they still reach each other. Nothing arrives from the other side, and nobody is told:
    /// unreliable packets are gone, reliable ones arrive after <see cref="Heal"/>, unless it lasts for
    /// <see cref="SimulatedMultiplayerPeerOptions.SilenceLimit"/>. Peers that are not wrapped are on the other side.
    /// </summary>
    /// <param name="peers">Wrapped by this network. Those that were cut off with others before are now with these only.</param>
    /// <exception cref="ArgumentNullException">No peers.</exception>
    /// <exception cref="ArgumentException">None, or one of another network.</exception>
    public void Partition(params SimulatedMultiplayerPeer[] peers)
    {
        Check(peers);
        using var pass = Gate.Enter();
        Separate(peers);
    }

    /// <summary><see cref="Partition(SimulatedMultiplayerPeer[])"/> for some time.</summary>
    /// <param name="duration">Above zero.</param>
    /// <param name="peers">As there.</param>
    /// <exception cref="ArgumentNullException">No peers.</exception>
    /// <exception cref="ArgumentException">None, one of another network, or no duration.</exception>
    public void Partition(TimeSpan duration, params SimulatedMultiplayerPeer[] peers)
    {
        Check(peers);
        if (duration <= TimeSpan.Zero) throw new ArgumentOutOfRangeException(nameof(duration), duration, $"A partition lasts for more than {duration}.");
        using var pass = Gate.Enter();
        var side = Separate(peers);
        _heals.Add(Time.CreateTimer(_ => Rejoin(side), state: null, duration, Timeout.InfiniteTimeSpan));
    }

    /// <summary>Ends all partitions. Reliable packets that were held up arrive now.</summary>
    public void Heal()
    {
        using var pass = Gate.Enter();
        foreach (var timer in _heals) timer.Dispose();
        _heals.Clear();
        Rejoin(_peers.FindAll(peer => peer.Side != 0));
    }

    private void Rejoin(int side)
    {
        using var pass = Gate.Enter();
        Rejoin(_peers.FindAll(peer => peer.Side == side));
    }

    private void Rejoin(List<SimulatedMultiplayerPeer> peers)
    {
        if (peers.Count == 0) return;
        Log.Healed(_logger, peers.Count);
        ChangeInside(() => peers.ForEach(peer => peer.Side = 0), isPerfect: false);
    }

    private int Separate(SimulatedMultiplayerPeer[] peers)
    {
        var side = ++_sides;
        Log.Partitioned(_logger, peers.Length);
        ChangeInside(() => Array.ForEach(peers, peer => peer.Side = side), isPerfect: false);
        return side;
    }

    private void Check(SimulatedMultiplayerPeer[] peers)
    {
        if (peers is null) throw new ArgumentNullException(nameof(peers));
        if (peers.Length == 0) throw new ArgumentException("A partition needs at least one peer.", nameof(peers));
        foreach (var peer in peers)
        {
            if (peer?.Network != this) throw new ArgumentException("Each peer has to be wrapped by this network.", nameof(peers));
        }
    }
}
