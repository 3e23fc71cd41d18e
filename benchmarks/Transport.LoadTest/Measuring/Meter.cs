using System.Diagnostics;

namespace Transport.LoadTest.Measuring;

/// <summary>What the conversations of a client process share: whether latencies count now, and where they go. Thread-safe.</summary>
internal sealed class Meter
{
    private static readonly double NanosecondsPerTick = 1e9 / Stopwatch.Frequency;

    private volatile bool _isRecording;
    private volatile bool _isDraining;

    public LatencyHistogram Latencies { get; } = new();

    /// <summary>Whether nothing new is sent.</summary>
    public bool IsDraining => _isDraining;

    /// <summary>From now on messages are sent, and nothing is recorded.</summary>
    public void Arm()
    {
        Latencies.Clear();
        _isRecording = false;
        _isDraining = false;
    }

    /// <summary>From now on latencies count.</summary>
    public void StartRecording() => _isRecording = true;

    /// <summary>From now on they do not.</summary>
    public void StopRecording() => _isRecording = false;

    /// <summary>From now on nothing new is sent.</summary>
    public void Drain()
    {
        _isRecording = false;
        _isDraining = true;
    }

    /// <summary>The answer to a message came.</summary>
    /// <param name="time">When the message was sent, or should have been.</param>
    public void Record(long time)
    {
        if (_isRecording) Latencies.Record((long)((Stopwatch.GetTimestamp() - time) * NanosecondsPerTick));
    }
}
