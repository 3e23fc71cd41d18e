using System.Text.RegularExpressions;

namespace Docs.Tests;

/// <summary>The guide lists the errors of the source generator.</summary>
public sealed partial class RpcErrorTests
{
    [Test]
    public void EveryErrorIsInTheGuideWithItsCure()
    {
        var errors = Rule().Matches(Repository.ReadText("src/Transport.Multiplayer.Generator/AnalyzerReleases.Unshipped.md")).Select(match => match.Value);
        var table = Repository.Document("docs/guide/rpc.md").Tables.Single(table => table.Columns[0] == "code");
        Assert.That(table.Rows.Select(row => row.Cells[0]), Is.EqualTo(errors));
        Assert.That(table.Rows.Select(row => row.Cells[2]), Has.All.Not.Empty);
    }

    [GeneratedRegex(@"^TRPC\d{3}(?= )", RegexOptions.Multiline)]
    private static partial Regex Rule();
}
