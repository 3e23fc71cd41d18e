using System.Text.RegularExpressions;

namespace Docs.Tests;

/// <summary>The decisions are numbered without gaps, have their three parts, and name every package.</summary>
public sealed partial class DecisionTests
{
    private static readonly MarkdownFile[] Decisions =
        [.. Repository.Documents.Where(document => Number().IsMatch(document.Path))];

    [Test]
    public void DecisionsAreNumberedWithoutGaps() =>
        Assert.That(
            Decisions.Select(decision => int.Parse(Number().Match(decision.Path).Groups[1].ValueSpan, null)),
            Is.EqualTo(Enumerable.Range(1, Decisions.Length)));

    [Test]
    public void EveryDecisionHasContextDecisionAndConsequence()
    {
        foreach (var decision in Decisions)
            Assert.That(decision.Headings, Is.SupersetOf(["Context", "Decision", "Consequence"]), decision.Path);
    }

    [Test]
    public void EveryPackageEarnsItsLine()
    {
        var packages = Package().Matches(Repository.ReadText("Directory.Packages.props")).Select(match => match.Groups[1].Value).Distinct();
        var table = Repository.Document("docs/decisions/0006-dependencies.md").Tables.SelectMany(table => table.Rows);
        Assert.That(table.SelectMany(row => MarkdownFile.CodeSpans(row.Cells[0])), Is.EquivalentTo(packages));
    }

    [GeneratedRegex(@"^docs/decisions/(\d{4})-[a-z0-9-]+\.md$")]
    private static partial Regex Number();

    [GeneratedRegex("<PackageVersion Include=\"([^\"]+)\"")]
    private static partial Regex Package();
}
