using Transport.LoadTest.Measuring;

namespace Transport.LoadTest.Processes;

/// <summary>One line from a child process: that it did what it was told, and what it saw.</summary>
internal sealed record Reply
{
    /// <summary>Why it could not; null when it could.</summary>
    public string? Error { get; init; }

    public int Port { get; init; }

    /// <summary>How long it took.</summary>
    public double Seconds { get; init; }

    /// <summary>What was used up since the start of the process.</summary>
    public ProcessMark? Used { get; init; }

    /// <summary>The same before what was ordered.</summary>
    public ProcessMark? UsedBefore { get; init; }

    public MemoryMark? Memory { get; init; }

    public Totals? Totals { get; init; }

    /// <summary>Messages that were answered, or received where none are sent, during what was ordered.</summary>
    public long Messages { get; init; }

    public LatencySummary? Latency { get; init; }
}
