namespace Transport.Testing;

/// <summary>
/// What a <see cref="SimulatedNetwork"/> has done in one direction of a link, or in all of them together. All are numbers of packets unless
/// they say otherwise.
/// </summary>
#pragma warning disable CA1815 // A snapshot to read, not to compare.
public readonly struct LinkStatistics
#pragma warning restore CA1815
{
    /// <summary>Arrived, duplicates included.</summary>
    public long Arrived { get; init; }

    /// <summary>Held back: not there at once.</summary>
    public long Delayed { get; init; }

    /// <summary>Unreliable, and lost by chance or in a silence.</summary>
    public long Lost { get; init; }

    /// <summary>Unreliable, and dropped because <see cref="NetworkConditions.QueueBytes"/> were waiting.</summary>
    public long Overflowed { get; init; }

    /// <summary>In mode <see cref="TransferMode.UnreliableOrdered"/>, and dropped because a newer one had arrived.</summary>
    public long Late { get; init; }

    /// <summary>Arrived twice.</summary>
    public long Duplicated { get; init; }

    /// <summary>Held up so that later ones could overtake.</summary>
    public long Reordered { get; init; }

    /// <summary>How often reliable packets were lost, and so delayed.</summary>
    public long Retransmitted { get; init; }

    /// <summary>Reliable, and kept until a silence was over.</summary>
    public long Stalled { get; init; }

    /// <summary>On their way now.</summary>
    public int InFlightPackets { get; init; }

    /// <summary>The payload bytes of those.</summary>
    public long InFlightBytes { get; init; }
}
