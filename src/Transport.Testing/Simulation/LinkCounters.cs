namespace Transport.Testing.Simulation;

/// <summary>Counts what happens to packets, also for the network as a whole.</summary>
internal sealed class LinkCounters(LinkCounters? whole = null)
{
    private readonly long[] _counts = new long[(int)LinkEvent.Stalled + 1];

    /// <summary>Payload bytes of the packets that arrived.</summary>
    public long ArrivedBytes { get; private set; }

    public int InFlightPackets { get; private set; }

    public long InFlightBytes { get; private set; }

    public long this[LinkEvent happening] => _counts[(int)happening];

    public void Count(LinkEvent happening, int times = 1)
    {
        _counts[(int)happening] += times;
        whole?.Count(happening, times);
    }

    public void CountArrival(int bytes)
    {
        Count(LinkEvent.Arrived);
        ArrivedBytes += bytes;
    }

    public void Start(int bytes)
    {
        InFlightPackets++;
        InFlightBytes += bytes;
        whole?.Start(bytes);
    }

    public void End(int bytes)
    {
        InFlightPackets--;
        InFlightBytes -= bytes;
        whole?.End(bytes);
    }

    public LinkStatistics Read() => new()
    {
        Arrived = this[LinkEvent.Arrived],
        Delayed = this[LinkEvent.Delayed],
        Lost = this[LinkEvent.Lost],
        Overflowed = this[LinkEvent.Overflowed],
        Late = this[LinkEvent.Late],
        Duplicated = this[LinkEvent.Duplicated],
        Reordered = this[LinkEvent.Reordered],
        Retransmitted = this[LinkEvent.Retransmitted],
        Stalled = this[LinkEvent.Stalled],
        InFlightPackets = InFlightPackets,
        InFlightBytes = InFlightBytes,
    };
}
