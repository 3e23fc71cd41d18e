using System.Globalization;
using Transport.LoadTest.Running;

namespace Transport.LoadTest.Reporting;

/// <summary>Every measurement, unrounded: a row for each.</summary>
internal static class CsvReport
{
    public static IEnumerable<string> Lines(IReadOnlyList<Measurement> measurements)
    {
        yield return string.Join(',', ["scenario", "contender", "round", "messages", "seconds", .. Column.All.Select(column => column.Heading)]);
        foreach (var one in measurements)
        {
            yield return string.Join(',',
            [
                one.Scenario.Name,
                one.Contender.Name,
                Number(one.Round),
                Number(one.Sample.Messages),
                Number(one.Sample.Seconds),
                .. Column.All.Select(column => column.Of(one.Sample) is { } value ? Number(value) : ""),
            ]);
        }
    }

    private static string Number(double value) => value.ToString("R", CultureInfo.InvariantCulture);
}
