using System.Collections.Concurrent;
using System.Diagnostics.Metrics;

namespace Transport.AspNetCore.Tests.Diagnostics;

/// <summary>Keeps what the meter <c>Transport</c> measures in this process.</summary>
internal sealed class MeterRecorder : IDisposable
{
    private readonly MeterListener _listener = new()
    {
        InstrumentPublished = static (instrument, self) =>
        {
            if (instrument.Meter.Name == "Transport") self.EnableMeasurementEvents(instrument);
        },
    };

    private readonly ConcurrentQueue<(string Name, double Value, Dictionary<string, object?> Tags)> _measurements = new();

    public MeterRecorder()
    {
        _listener.SetMeasurementEventCallback<int>(Record);
        _listener.SetMeasurementEventCallback<long>(Record);
        _listener.SetMeasurementEventCallback<double>(Record);
        _listener.Start();
    }

    public double Sum(string name, params (string Name, object? Value)[] tags) => Of(name, tags).Sum();

    public IEnumerable<double> Of(string name, params (string Name, object? Value)[] tags) =>
        _measurements
            .Where(each => each.Name == name && tags.All(tag => each.Tags.TryGetValue(tag.Name, out var value) && Equals(value, tag.Value)))
            .Select(each => each.Value);

    /// <summary>The values of a tag that were measured.</summary>
    public IEnumerable<object?> Tags(string name, string tag) => _measurements.Where(each => each.Name == name).Select(each => each.Tags[tag]).Distinct();

    public void Dispose() => _listener.Dispose();

    private void Record<T>(Instrument instrument, T value, ReadOnlySpan<KeyValuePair<string, object?>> tags, object? state)
        where T : struct, IConvertible =>
        _measurements.Enqueue((instrument.Name, value.ToDouble(null), tags.ToArray().ToDictionary(tag => tag.Key, tag => tag.Value)));
}
