namespace Transport.LoadTest.Processes;

/// <summary>One line to a child process. It is answered by one <see cref="Reply"/>.</summary>
internal sealed record Order(OrderKind Kind)
{
    public int Port { get; init; }

    /// <summary>Connections or messages, see <see cref="OrderKind"/>.</summary>
    public long Count { get; init; }

    public double Seconds { get; init; }

    /// <summary>Per second; for talking, of each connection.</summary>
    public double Rate { get; init; }

    /// <summary>Whether latencies count.</summary>
    public bool IsRecorded { get; init; }
}
