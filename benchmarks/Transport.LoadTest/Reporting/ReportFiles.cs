using Transport.LoadTest.Running;

namespace Transport.LoadTest.Reporting;

/// <summary>What a run leaves in its output folder.</summary>
internal static class ReportFiles
{
    public const string Csv = "results.csv";
    public const string Markdown = "results.md";

    /// <summary>Writes all files; earlier ones of the same names are replaced.</summary>
    public static async Task WriteAsync(string folder, RunPlan plan, IReadOnlyList<Measurement> measurements, IReadOnlyList<string> faults, bool hasCharts)
    {
        Directory.CreateDirectory(folder);
        await File.WriteAllLinesAsync(Path.Combine(folder, Csv), CsvReport.Lines(measurements));
        await File.WriteAllLinesAsync(Path.Combine(folder, Markdown), MarkdownReport.Lines(plan, measurements, faults, hasCharts));
        if (hasCharts) Charts.Draw(measurements, folder);
    }
}
