namespace Transport.LoadTest.Reporting;

/// <summary>A table in plain text that is Markdown as well: the first column to the left, figures to the right.</summary>
internal static class PlainTable
{
    public static IEnumerable<string> Lines(ScenarioTable table)
    {
        var widths = table.Headings.Select((heading, i) => table.Rows.Select(row => row[i].Length).Append(heading.Length).Max()).ToArray();
        yield return Line(table.Headings);
        yield return "|" + string.Join('|', widths.Select((width, i) => i == 0 ? new string('-', width + 2) : new string('-', width + 1) + ':')) + "|";
        foreach (var row in table.Rows) yield return Line(row);

        string Line(IReadOnlyList<string> cells) =>
            "| " + string.Join(" | ", cells.Select((cell, i) => i == 0 ? cell.PadRight(widths[i]) : cell.PadLeft(widths[i]))) + " |";
    }
}
