using System.Diagnostics.Metrics;

namespace Transport.LiteNet.Tests.Fixtures;

/// <summary>What the meter counts while this lives, by instrument and one tag. All that runs in the process is counted.</summary>
internal sealed class Meters : IDisposable
{
    private readonly MeterListener _listener = new();
    private readonly Dictionary<string, long> _counts = [];

    public Meters(string tag)
    {
        _listener.InstrumentPublished = (instrument, self) =>
        {
            if (instrument.Meter.Name == "Transport") self.EnableMeasurementEvents(instrument);
        };
        _listener.SetMeasurementEventCallback<int>((instrument, measurement, tags, _) => Count(instrument.Name, measurement, tags, tag));
        _listener.SetMeasurementEventCallback<long>((instrument, measurement, tags, _) => Count(instrument.Name, measurement, tags, tag));
        _listener.Start();
    }

    public long Of(string instrument, object? value)
    {
        lock (_counts) return _counts.GetValueOrDefault($"{instrument} {value}");
    }

    public void Dispose() => _listener.Dispose();

    private void Count(string instrument, long measurement, ReadOnlySpan<KeyValuePair<string, object?>> tags, string tag)
    {
        object? value = null;
        foreach (var pair in tags)
        {
            if (pair.Key == tag) value = pair.Value;
        }
        lock (_counts) _counts[$"{instrument} {value}"] = _counts.GetValueOrDefault($"{instrument} {value}") + measurement;
    }
}
