using Spectre.Console;

namespace Transport.LoadTest.Running;

/// <summary>A bar in a terminal, and above it what was measured.</summary>
internal sealed class ProgressDisplay(IAnsiConsole console, ProgressTask bar) : IRunDisplay
{
    /// <summary>Shows the bar while something runs.</summary>
    public static Task RunAsync(IAnsiConsole console, int steps, Func<IRunDisplay, Task> run) =>
        console.Progress()
            .AutoClear(true)
            .Columns(new SpinnerColumn(), new TaskDescriptionColumn(), new ProgressBarColumn(), new PercentageColumn(), new RemainingTimeColumn())
            .StartAsync(context => run(new ProgressDisplay(console, context.AddTask("Starting", maxValue: steps))));

    public void Begin(string what) => bar.Description = Markup.Escape(what);

    public void Done(string what, string? outcome)
    {
        bar.Increment(1);
        if (outcome is not null) console.MarkupLineInterpolated($"[grey]{what}:[/] {outcome}");
    }

    public void Fault(string what) => console.MarkupLineInterpolated($"[red]FAULT {what}[/]");
}
