using System.Diagnostics;
using Transport.LoadTest.Measuring;

namespace Transport.LoadTest.Tests.Measuring;

public sealed class MeterTests
{
    [Test]
    public void OnlyWhatComesWhileItRecordsCounts()
    {
        var meter = new Meter();
        var now = Stopwatch.GetTimestamp();

        meter.Record(now);
        meter.StartRecording();
        meter.Record(now);
        meter.Record(now);
        meter.StopRecording();
        meter.Record(now);

        Assert.That(meter.Latencies.Count, Is.EqualTo(2));
    }

    [Test]
    public void ArmingForgetsTheLastMeasurement()
    {
        var meter = new Meter();
        meter.StartRecording();
        meter.Record(Stopwatch.GetTimestamp());
        meter.Drain();
        Assert.That(meter.IsDraining, Is.True);

        meter.Arm();

        Assert.That(meter.IsDraining, Is.False);
        Assert.That(meter.Latencies.Count, Is.Zero);
    }
}
