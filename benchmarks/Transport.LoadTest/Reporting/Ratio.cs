using System.Globalization;
using Transport.LoadTest.Contenders;
using Transport.LoadTest.Running;
using Transport.LoadTest.Scenarios;

namespace Transport.LoadTest.Reporting;

/// <summary>
/// How a contender compares with a reference in a scenario: the figures of each round are divided, since those were measured one after the
/// other, and the median of the quotients is told.
/// </summary>
internal sealed record Ratio(Scenario Scenario, IContender Contender, IContender Reference, double Median)
{
    /// <summary>
    /// Each contender of this library beside each that is not; when none of the one kind, or of the other, took part, each beside each that comes after it.
    /// </summary>
    public static IReadOnlyList<Ratio> Of(IReadOnlyList<Measurement> measurements) =>
        [.. measurements.GroupBy(one => one.Scenario).SelectMany(group => OfOne(group.Key, [.. group]))];

    /// <summary>The line that scripts look for.</summary>
    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"RATIO {Scenario.Name} {Contender.Name}/{Reference.Name} {Figures.Short(Median)}");

    private static IEnumerable<Ratio> OfOne(Scenario scenario, IReadOnlyList<Measurement> measurements) =>
        from pair in Pairs([.. measurements.Select(one => one.Contender).Distinct()])
        let median = MedianOf(scenario.Metric, measurements, pair)
        where median is not null
        select new Ratio(scenario, pair.Contender, pair.Reference, median.Value);

    private static IEnumerable<(IContender Contender, IContender Reference)> Pairs(IReadOnlyList<IContender> contenders)
    {
        var areMixed = contenders.Any(one => one.IsOurs) && contenders.Any(one => !one.IsOurs);
        return
            from first in contenders.Index()
            from second in contenders.Index()
            where areMixed ? first.Item.IsOurs && !second.Item.IsOurs : first.Index < second.Index
            select (first.Item, second.Item);
    }

    private static double? MedianOf(Metric metric, IReadOnlyList<Measurement> measurements, (IContender Contender, IContender Reference) pair) =>
        Reporting.Median.Of(
            from one in measurements
            where one.Contender == pair.Contender
            join other in measurements.Where(other => other.Contender == pair.Reference) on one.Round equals other.Round
            let divisor = metric.Of(other.Sample)
            select divisor is > 0 ? metric.Of(one.Sample) / divisor : null);
}
