namespace Transport.LoadTest.Scenarios;

/// <summary>The one figure of a scenario that contenders are compared by.</summary>
/// <param name="Name">As a heading.</param>
/// <param name="Unit">What it is counted in.</param>
/// <param name="IsMoreBetter">Whether a larger figure is a better one.</param>
/// <param name="Of">The figure.</param>
internal sealed record Metric(string Name, string Unit, bool IsMoreBetter, Func<Sample, double?> Of)
{
    public static Metric MessagesPerSecond { get; } = new("messages per second", "1/s", true, static sample => sample.PerSecond);

    public static Metric ConnectionsPerSecond { get; } = new("connections per second", "1/s", true, static sample => sample.PerSecond);

    public static Metric CallsPerSecond { get; } = new("calls per second", "1/s", true, static sample => sample.PerSecond);

    public static Metric MedianLatency { get; } = new("latency p50", "us", false, static sample => sample.Latency?.P50);

    public static Metric ServerCpu { get; } = new("server CPU per message", "us", false, static sample => sample.Server.CpuMicroseconds);

    public static Metric ServerMemory { get; } =
        new("server memory per connection", "B", false, static sample => sample.ResidentBytesPerConnection);
}
