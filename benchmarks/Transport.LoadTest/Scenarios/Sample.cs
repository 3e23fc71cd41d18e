using Transport.LoadTest.Measuring;

namespace Transport.LoadTest.Scenarios;

/// <summary>What one measurement of one contender gave. What a scenario does not measure is null.</summary>
internal sealed record Sample
{
    /// <summary>Messages that were answered, delivered or counted while it was measured; in <c>connect</c>, connections.</summary>
    public long Messages { get; init; }

    /// <summary>How long it was measured.</summary>
    public double Seconds { get; init; }

    /// <summary><see cref="Messages"/> per second.</summary>
    public double PerSecond => Seconds > 0 ? Messages / Seconds : 0;

    public LatencySummary? Latency { get; init; }

    /// <summary>For each message, of the server's process.</summary>
    public Usage Server { get; init; }

    /// <summary>For each message, of the clients' process.</summary>
    public Usage Clients { get; init; }

    /// <summary>How much larger the server's process became.</summary>
    public double? ResidentBytesPerConnection { get; init; }

    /// <summary>How much larger its managed heap became.</summary>
    public double? ManagedBytesPerConnection { get; init; }

    /// <summary><see cref="ResidentBytesPerConnection"/> after each connection was used once.</summary>
    public double? ResidentBytesPerUsedConnection { get; init; }

    /// <summary>Microseconds of the server's processor time per second, for a connection at rest.</summary>
    public double? IdleCpuPerConnection { get; init; }

    /// <summary>Messages without an answer, or that never came.</summary>
    public long Lost { get; init; }

    /// <summary>What went wrong; none of it may.</summary>
    public IReadOnlyList<string> Faults { get; init; } = [];
}
