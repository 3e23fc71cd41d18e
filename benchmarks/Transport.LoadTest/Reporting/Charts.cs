using ScottPlot;
using Transport.LoadTest.Running;
using Transport.LoadTest.Scenarios;

namespace Transport.LoadTest.Reporting;

/// <summary>A chart for each scenario: a bar for each contender's median, and the span of its rounds.</summary>
internal static class Charts
{
    private const int Width = 900;
    private const int HeightOfBar = 48;
    private const int HeightOfRest = 130;

    private static readonly Color Ours = Color.FromHex("#1f77b4");
    private static readonly Color Theirs = Color.FromHex("#9aa5b1");

    /// <summary>Draws them into a folder, as PNG and SVG named after the scenarios.</summary>
    public static void Draw(IReadOnlyList<Measurement> measurements, string folder)
    {
        foreach (var group in measurements.GroupBy(one => one.Scenario))
        {
            using var plot = Draw(group.Key, [.. group]);
            var height = HeightOfRest + HeightOfBar * group.Select(one => one.Contender).Distinct().Count();
            plot.SavePng(Path.Combine(folder, $"{group.Key.Name}.png"), Width, height);
            plot.SaveSvg(Path.Combine(folder, $"{group.Key.Name}.svg"), Width, height);
        }
    }

    private static Plot Draw(Scenario scenario, IReadOnlyList<Measurement> measurements)
    {
        var plot = new Plot();
        // The first contender is on top.
        var contenders = measurements.GroupBy(one => one.Contender).Reverse().ToArray();
        for (var i = 0; i < contenders.Length; i++)
        {
            var values = contenders[i].Select(one => scenario.Metric.Of(one.Sample)).OfType<double>().ToArray();
            if (values.Length == 0) continue;
            var median = Median.Of(values.Select(value => (double?)value))!.Value;
            plot.Add.Bar(new Bar
            {
                Position = i,
                Value = median,
                Orientation = Orientation.Horizontal,
                FillColor = contenders[i].Key.IsOurs ? Ours : Theirs,
                LineWidth = 0,
            });
            var span = plot.Add.Line(values.Min(), i, values.Max(), i);
            span.Color = Colors.Black;
            span.LineWidth = 2;
            var label = plot.Add.Text($" {Figures.Short(median)}", values.Max(), i);
            label.LabelAlignment = Alignment.MiddleLeft;
            label.LabelFontSize = 13;
        }
        plot.Title($"{scenario.Name}: {scenario.Metric.Name} ({scenario.Metric.Unit}), {(scenario.Metric.IsMoreBetter ? "more" : "less")} is better");
        plot.Axes.Left.TickGenerator = new ScottPlot.TickGenerators.NumericManual(
            [.. contenders.Select((_, i) => (double)i)], [.. contenders.Select(group => group.Key.Name)]);
        plot.Axes.Left.MajorTickStyle.Length = 0;
        plot.HideGrid();
        plot.Axes.Margins(left: 0, right: 0.15, bottom: 0.1, top: 0.1);
        return plot;
    }
}
