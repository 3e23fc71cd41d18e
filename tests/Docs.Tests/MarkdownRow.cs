namespace Docs.Tests;

/// <summary>A row of a table.</summary>
/// <param name="Line">Its line in the file, from 1.</param>
/// <param name="Cells">Its cells, trimmed.</param>
public sealed record MarkdownRow(int Line, IReadOnlyList<string> Cells);
