using System.Globalization;
using Transport.LoadTest.Scenarios;

namespace Transport.LoadTest.Reporting;

/// <summary>Numbers for people: as many digits as mean something.</summary>
internal static class Figures
{
    /// <summary>Three digits that count, or all of a large number.</summary>
    public static string Short(double value)
    {
        var format = Math.Abs(value) switch
        {
            >= 100 => "#,##0",
            >= 10 => "0.0",
            >= 1 => "0.00",
            0 => "0",
            _ => "0.000",
        };
        return value.ToString(format, CultureInfo.InvariantCulture);
    }

    /// <summary>The same, and a dash where there is none.</summary>
    public static string Short(double? value) => value is { } number ? Short(number) : "-";

    /// <summary>What came of a measurement, in one line.</summary>
    public static string Describe(Scenario scenario, Sample sample)
    {
        var text = $"{Short(scenario.Metric.Of(sample))} {scenario.Metric.Unit}";
        if (sample.Latency is { } latency && scenario.Metric != Metric.MedianLatency) text += $", p50 {Short(latency.P50)} us";
        if (sample.Server.CpuMicroseconds is { } cpu && scenario.Metric != Metric.ServerCpu) text += $", server CPU {Short(cpu)} us each";
        return text;
    }
}
