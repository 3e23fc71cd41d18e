namespace Docs.Tests;

/// <summary>A table.</summary>
/// <param name="Heading">The heading it stands under.</param>
/// <param name="Columns">Its first row.</param>
/// <param name="Rows">The others.</param>
public sealed record MarkdownTable(string Heading, IReadOnlyList<string> Columns, IReadOnlyList<MarkdownRow> Rows)
{
    /// <summary>Which column has this title; -1 when none has.</summary>
    public int IndexOf(string column) => Columns.ToList().IndexOf(column);
}
