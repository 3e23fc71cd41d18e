using Transport.LoadTest.Running;
using Transport.LoadTest.Scenarios;

namespace Transport.LoadTest.Reporting;

/// <summary>The medians of one scenario: a row for each contender, a column for each figure that was measured.</summary>
internal sealed record ScenarioTable(Scenario Scenario, IReadOnlyList<string> Headings, IReadOnlyList<IReadOnlyList<string>> Rows)
{
    public static IReadOnlyList<ScenarioTable> Of(IReadOnlyList<Measurement> measurements) =>
        [.. measurements.GroupBy(one => one.Scenario).Select(group => Of(group.Key, [.. group]))];

    private static ScenarioTable Of(Scenario scenario, IReadOnlyList<Measurement> measurements)
    {
        // Connections at rest have no speed.
        var columns = Column.All.Where(column => measurements.Any(one => column.Of(one.Sample) is not null))
            .Where(column => scenario.Metric != Metric.ServerMemory || column.Heading != "per second").ToArray();
        return new ScenarioTable(
            scenario,
            ["contender", .. columns.Select(column => column.Heading)],
            [
                .. measurements.GroupBy(one => one.Contender).Select(group => (IReadOnlyList<string>)
                [
                    group.Key.Name,
                    .. columns.Select(column => Figures.Short(Median.Of(group.Select(one => column.Of(one.Sample))))),
                ]),
            ]);
    }
}
