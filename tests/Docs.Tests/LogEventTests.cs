using System.Text.RegularExpressions;

namespace Docs.Tests;

/// <summary>The events in the log are told apart by their ids, and docs/guide/metrics.md lists them.</summary>
public sealed partial class LogEventTests
{
    private static readonly LogEvent[] Events =
    [
        .. Repository.Files("src", "*.cs").SelectMany(path => Message().Matches(Repository.ReadText(path))
            .Select(match => new LogEvent(path, match.Groups[1].Value, match.Groups[2].Value))),
    ];

    [Test]
    public void EventIdsAreUnique()
    {
        Assert.That(Events, Is.Not.Empty);
        Assert.That(Events.GroupBy(logged => logged.Id).Where(same => same.Count() > 1).SelectMany(same => same), Is.Empty);
    }

    [Test]
    public void EveryEventIsInTheGuideWithItsLevel()
    {
        var table = Repository.Document("docs/guide/metrics.md").Tables.Single(table => table.Columns[0] == "Event id");
        Assert.That(
            table.Rows.Select(row => (row.Cells[0], row.Cells[1])),
            Is.EquivalentTo(Events.Select(logged => (logged.Id, logged.Level))));
    }

    private sealed record LogEvent(string Path, string Id, string Level);

    [GeneratedRegex(@"LoggerMessage\(\s*(?:EventId\s*=\s*)?(\d+),\s*(?:Level\s*=\s*)?LogLevel\.(\w+)")]
    private static partial Regex Message();
}
