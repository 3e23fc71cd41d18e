namespace Docs.Tests;

/// <summary>Tables are whole: a cell too few or too many shifts the others without a word.</summary>
public sealed class TableTests
{
    [Test]
    public void EveryRowHasTheColumnsOfItsTable()
    {
        var crooked =
            from document in Repository.Documents
            from table in document.Tables
            from row in table.Rows
            where row.Cells.Count != table.Columns.Count
            select $"{document}:{row.Line}: {row.Cells.Count} cells in a table of {table.Columns.Count} columns";
        Assert.That(crooked, Is.Empty);
    }
}
