using System.Diagnostics.Metrics;

namespace Transport.AspNetCore.Tests.Fixtures;

/// <summary>Counts the rounds of all sessions' loops in this process.</summary>
internal sealed class RoundCounter : IDisposable
{
    private const int Patience = 100;

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);

    private readonly MeterListener _listener = new()
    {
        InstrumentPublished = static (instrument, self) =>
        {
            if (instrument is { Meter.Name: "Transport", Name: "transport.session.round.duration" }) self.EnableMeasurementEvents(instrument);
        },
    };

    private long _count;

    public RoundCounter()
    {
        _listener.SetMeasurementEventCallback<double>((_, _, _, _) => Interlocked.Increment(ref _count));
        _listener.Start();
    }

    public long Count => Interlocked.Read(ref _count);

    /// <summary>Waits until what is under way is done; fails when it goes on and on.</summary>
    public async Task UntilQuiet()
    {
        for (var i = 0; i < Patience; i++)
        {
            var seen = Count;
            await Task.Delay(Pause);
            if (seen == Count) return;
        }
        Assert.Fail("The loops do not rest.");
    }

    public void Dispose() => _listener.Dispose();
}
