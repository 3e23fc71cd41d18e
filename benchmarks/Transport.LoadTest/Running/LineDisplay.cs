using System.Diagnostics;

namespace Transport.LoadTest.Running;

/// <summary>Plain lines, for a pipe or a log.</summary>
internal sealed class LineDisplay(TextWriter output, int steps) : IRunDisplay
{
    private readonly long _start = Stopwatch.GetTimestamp();
    private readonly Lock _gate = new();
    private int _done;

    public void Begin(string what)
    {
        // Each step is one line, at its end.
    }

    public void Done(string what, string? outcome)
    {
        var seconds = Stopwatch.GetElapsedTime(_start).TotalSeconds;
        lock (_gate) output.WriteLine($"[{++_done}/{steps}, {seconds:0} s] {what}{(outcome is null ? "" : $": {outcome}")}");
    }

    public void Fault(string what)
    {
        lock (_gate) output.WriteLine($"FAULT {what}");
    }
}
