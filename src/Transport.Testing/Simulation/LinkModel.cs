namespace Transport.Testing.Simulation;

/// <summary>
/// Decides what happens to each packet in one direction of a link: conditions, chance, and what is on its way. Pure: the time is an
/// argument, in ticks since the network was made.
/// </summary>
internal sealed class LinkModel(SeededRandom random, LinkCounters counters)
{
    private const int MostRetransmissions = 10;

    private readonly Dictionary<int, ChannelTraffic> _channels = [];
    private readonly Stack<ChannelTraffic> _free = new();
    private long _lastArrival;
    private long _latestDue;
    private long _lineFreeAt;

    public NetworkConditions Conditions { get; set; } = NetworkConditions.Perfect;

    /// <summary>How many channels are remembered: those on which something is on its way.</summary>
    public int Channels => _channels.Count;

    /// <summary>A packet sets out. One that is not lost is on its way on its channel until <see cref="Leave"/>.</summary>
    public Journey SetOut(long now, int bytes, TransferMode mode, int channel, out ChannelTraffic? traffic)
    {
        traffic = null;
        if (!TryPassLine(now, bytes, mode == TransferMode.Reliable, out var departure))
        {
            counters.Count(LinkEvent.Overflowed);
            return Journey.Lost;
        }
        var arrival = Arrival(departure);
        if (mode == TransferMode.Reliable) return Reliably(now, arrival, traffic = Enter(channel));
        if (random.Chance(Conditions.Loss))
        {
            counters.Count(LinkEvent.Lost);
            return Journey.Lost;
        }
        if (mode == TransferMode.UnreliableOrdered) traffic = Enter(channel);
        return Unreliably(now, arrival, traffic);
    }

    /// <summary>The news that a peer came or went sets out: reliable, and behind everything that is on its way.</summary>
    public long SetOut(long now)
    {
        var due = Math.Max(Arrival(now), _latestDue);
        return _latestDue = _lastArrival = due;
    }

    /// <summary>A packet is on its way no more: arrived, or given up.</summary>
    public void Leave(ChannelTraffic traffic)
    {
        if (--traffic.InFlight > 0) return;
        _channels.Remove(traffic.Channel);
        _free.Push(traffic);
    }

    private Journey Reliably(long now, long arrival, ChannelTraffic traffic)
    {
        var lost = 0;
        while (lost < MostRetransmissions && random.Chance(Conditions.Loss)) lost++;
        if (lost > 0) counters.Count(LinkEvent.Retransmitted, lost);
        arrival += lost * Conditions.EffectiveRetransmissionDelay.Ticks;
        traffic.ReliableFloor = Math.Max(traffic.ReliableFloor, arrival);
        return new Journey(Note(now, traffic.ReliableFloor));
    }

    private Journey Unreliably(long now, long arrival, ChannelTraffic? ordered)
    {
        var copyDue = Journey.Never;
        if (ordered is null && random.Chance(Conditions.Duplication))
        {
            counters.Count(LinkEvent.Duplicated);
            copyDue = Note(arrival + random.Below(Conditions.ReorderingDelay.Ticks));
        }
        if (random.Chance(Conditions.Reordering))
        {
            counters.Count(LinkEvent.Reordered);
            arrival += random.Below(Conditions.ReorderingDelay.Ticks);
        }
        return new Journey(Note(now, arrival), copyDue, ordered is null ? 0 : ++ordered.LastSequence);
    }

    private long Note(long now, long due)
    {
        if (due > now) counters.Count(LinkEvent.Delayed);
        return Note(due);
    }

    private long Note(long due)
    {
        _latestDue = Math.Max(_latestDue, due);
        return due;
    }

    // When a packet that leaves now would arrive, if it were neither lost nor held up: in the order of departure.
    private long Arrival(long departure)
    {
        var jitter = Conditions.Jitter.Ticks;
        var delay = Math.Max(0, Conditions.Latency.Ticks - jitter + random.Below(2 * jitter));
        return _lastArrival = Math.Max(_lastArrival, departure + delay);
    }

    // The line of a link with a bandwidth: when the last byte of a packet has passed.
    private bool TryPassLine(long now, int bytes, bool isReliable, out long departure)
    {
        departure = now;
        if (Conditions.BytesPerSecond is not { } rate) return true;
        var waiting = Math.Max(0, _lineFreeAt - now);
        if (!isReliable && waiting > 0 && (waiting * (double)rate / TimeSpan.TicksPerSecond) + bytes > Conditions.QueueBytes) return false;
        departure = _lineFreeAt = now + waiting + (bytes * TimeSpan.TicksPerSecond / rate);
        return true;
    }

    private ChannelTraffic Enter(int channel)
    {
        if (!_channels.TryGetValue(channel, out var traffic))
        {
            traffic = _free.TryPop(out var free) ? free : new ChannelTraffic();
            traffic.Channel = channel;
            traffic.ReliableFloor = traffic.LastSequence = traffic.NewestArrived = 0;
            _channels.Add(channel, traffic);
        }
        traffic.InFlight++;
        return traffic;
    }
}
