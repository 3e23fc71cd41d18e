namespace Docs.Tests;

/// <summary>docs/godot-parity.md has a row for each member of Godot's, and names only what there is.</summary>
public sealed class GodotParityTests
{
    private static readonly string[] Verdicts = ["same", "differs", "absent"];

    private static readonly MarkdownFile Parity = Repository.Document("docs/godot-parity.md");

    private static IEnumerable<MarkdownTable> MemberTables => Parity.Tables.Where(table => table.IndexOf("Verdict") >= 0);

    [Test]
    public void EveryMemberOfGodotHasARow()
    {
        foreach (var (name, members) in GodotMembers.ByClass)
        {
            var rows = MemberTables.Where(table => table.Heading == name).SelectMany(table => Spans(table, "Godot"));
            Assert.That(members.Except(rows), Is.Empty, $"Members of Godot's {name} without a row under that heading.");
        }
    }

    [Test]
    public void NoRowIsMadeUp()
    {
        foreach (var (name, members) in GodotMembers.ByClass)
        {
            var rows = MemberTables.Where(table => table.Heading == name).SelectMany(table => Spans(table, "Godot"));
            Assert.That(rows.Except(members), Is.Empty, $"Rows under {name} that are no members of Godot's.");
        }
    }

    [Test]
    public void EveryNameOfOursExists() =>
        Assert.That(MemberTables.SelectMany(table => Spans(table, "Here")).Where(name => !Api.Has(name)), Is.Empty);

    [Test]
    public void EveryRowHasAVerdict()
    {
        var verdicts = MemberTables.SelectMany(table => table.Rows.Select(row => (row.Line, Verdict: row.Cells[table.IndexOf("Verdict")])));
        Assert.That(verdicts.Where(row => !Verdicts.Contains(row.Verdict)), Is.Empty);
    }

    [Test]
    public void WhatIsThereHasATest()
    {
        var untested = MemberTables.SelectMany(table => table.Rows
            .Where(row => row.Cells[table.IndexOf("Verdict")] != "absent" && !MarkdownFile.CodeSpans(row.Cells[table.IndexOf("Test")]).Any())
            .Select(row => $"{Parity}:{row.Line}: {row.Cells[0]}"));
        Assert.That(untested, Is.Empty);
    }

    [Test]
    public void EveryTestExists()
    {
        var named = Parity.Tables.Where(table => table.IndexOf("Test") >= 0).SelectMany(table => Spans(table, "Test"));
        Assert.That(named.Distinct().Where(test => !TestSources.Has(test)), Is.Empty);
    }

    private static IEnumerable<string> Spans(MarkdownTable table, string column) =>
        table.Rows.SelectMany(row => MarkdownFile.CodeSpans(row.Cells[table.IndexOf(column)]));
}
