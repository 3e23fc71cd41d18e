namespace Transport.LoadTest.Measuring;

/// <summary>What is told of a <see cref="LatencyHistogram"/>; in microseconds.</summary>
internal sealed record LatencySummary(long Count, double P50, double P90, double P99, double P999, double Max)
{
    /// <summary>Null when nothing was recorded.</summary>
    public static LatencySummary? Of(LatencyHistogram histogram)
    {
        if (histogram.Count is not (> 0 and var count)) return null;
        return new LatencySummary(count, At(50), At(90), At(99), At(99.9), At(100));

        double At(double percent) => histogram.Percentile(percent) / 1000.0;
    }
}
