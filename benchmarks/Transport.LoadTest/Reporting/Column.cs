using Transport.LoadTest.Scenarios;

namespace Transport.LoadTest.Reporting;

/// <summary>A figure of a sample, with its heading.</summary>
internal sealed record Column(string Heading, Func<Sample, double?> Of)
{
    /// <summary>All of them, in the order of the tables.</summary>
    public static IReadOnlyList<Column> All { get; } =
    [
        new("per second", static sample => sample.PerSecond),
        new("p50 us", static sample => sample.Latency?.P50),
        new("p90 us", static sample => sample.Latency?.P90),
        new("p99 us", static sample => sample.Latency?.P99),
        new("p99.9 us", static sample => sample.Latency?.P999),
        new("max us", static sample => sample.Latency?.Max),
        new("server CPU us each", static sample => sample.Server.CpuMicroseconds),
        new("server allocates B each", static sample => sample.Server.AllocatedBytes),
        new("client CPU us each", static sample => sample.Clients.CpuMicroseconds),
        new("client allocates B each", static sample => sample.Clients.AllocatedBytes),
        new("server RSS B per connection", static sample => sample.ResidentBytesPerConnection),
        new("of it managed B", static sample => sample.ManagedBytesPerConnection),
        new("server RSS B per used connection", static sample => sample.ResidentBytesPerUsedConnection),
        new("idle CPU us/s per connection", static sample => sample.IdleCpuPerConnection),
        new("lost", static sample => sample.Lost),
    ];
}
