using System.Globalization;
using System.Runtime;
using System.Runtime.InteropServices;
using Transport.LoadTest.Running;

namespace Transport.LoadTest.Reporting;

/// <summary>The whole run as one page.</summary>
internal static class MarkdownReport
{
    public static IEnumerable<string> Lines(RunPlan plan, IReadOnlyList<Measurement> measurements, IReadOnlyList<string> faults, bool hasCharts) =>
    [
        "# Load test",
        "",
        .. Environment(plan),
        .. faults.Count == 0 ? ["Nothing was lost, and nothing failed.", ""] : Section("Faults", faults.Select(fault => $"* {fault}")),
        .. ScenarioTable.Of(measurements).SelectMany(table => Lines(table, hasCharts)),
        .. Section("Ratios", ["```text", .. Ratio.Of(measurements).Select(ratio => ratio.ToString()), "```"]),
        .. Section("Contenders", plan.Contenders.Select(contender => $"* `{contender.Name}`: {contender.Description}")),
        .. Section("Who did not take part", plan.Absences().Select(one => $"* {one.Scenario.Name}, `{one.Contender.Name}`: {one.Why}")),
    ];

    private static IEnumerable<string> Environment(RunPlan plan) =>
    [
        $"* {DateTimeOffset.UtcNow.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture)} UTC, "
            + $"{RuntimeInformation.OSDescription}, {RuntimeInformation.OSArchitecture}, {System.Environment.ProcessorCount} processors",
        $"* {RuntimeInformation.FrameworkDescription}, {(GCSettings.IsServerGC ? "server" : "workstation")} collector",
        $"* {plan.Settings.Rounds} rounds of {plan.Settings.Seconds} s after {plan.Settings.WarmUpSeconds} s of warm-up; figures are medians, ratios "
            + "medians of the rounds' ratios",
        $"* {plan.Settings.Clients} clients, {plan.Settings.Connections} connections at rest, {plan.Settings.Talking} of them talking, "
            + $"{plan.Settings.Connects} connects, {Figures.Short(plan.Settings.Rate)} messages per second, seed {plan.Settings.Seed}",
        "",
    ];

    private static IEnumerable<string> Lines(ScenarioTable table, bool hasCharts) =>
    [
        .. Section(table.Scenario.Name,
        [
            $"{table.Scenario.Description}. Compared by {table.Scenario.Metric.Name}; "
                + $"{(table.Scenario.Metric.IsMoreBetter ? "more" : "less")} is better.",
            "",
            .. PlainTable.Lines(table),
            .. hasCharts ? ["", $"![{table.Scenario.Name}]({table.Scenario.Name}.svg)"] : Array.Empty<string>(),
        ]),
    ];

    private static IEnumerable<string> Section(string heading, IEnumerable<string> lines)
    {
        string[] all = [.. lines];
        return all.Length == 0 ? [] : [$"## {heading}", "", .. all, ""];
    }
}
