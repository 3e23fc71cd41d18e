namespace Transport.Testing.Simulation;

/// <summary>What is counted of a packet.</summary>
internal enum LinkEvent
{
    Arrived,
    Delayed,
    Lost,
    Overflowed,
    Late,
    Duplicated,
    Reordered,
    Retransmitted,
    Stalled,
}
