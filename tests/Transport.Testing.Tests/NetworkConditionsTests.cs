namespace Transport.Testing.Tests;

[TestFixture]
public sealed class NetworkConditionsTests
{
    private static readonly TimeSpan Negative = TimeSpan.FromTicks(-1);
    private static readonly TimeSpan TooLong = TimeSpan.FromHours(1) + TimeSpan.FromTicks(1);

    private static readonly (string Property, Func<NetworkConditions> Make)[] Mistakes =
    [
        ("Latency", () => new NetworkConditions { Latency = Negative }),
        ("Latency", () => new NetworkConditions { Latency = TooLong }),
        ("Jitter", () => new NetworkConditions { Jitter = Negative }),
        ("Jitter", () => new NetworkConditions { Jitter = TooLong }),
        ("Loss", () => new NetworkConditions { Loss = -0.01 }),
        ("Loss", () => new NetworkConditions { Loss = 1.01 }),
        ("Loss", () => new NetworkConditions { Loss = double.NaN }),
        ("Duplication", () => new NetworkConditions { Duplication = 2 }),
        ("Reordering", () => new NetworkConditions { Reordering = -1 }),
        ("ReorderingDelay", () => new NetworkConditions { ReorderingDelay = Negative }),
        ("RetransmissionDelay", () => new NetworkConditions { RetransmissionDelay = TooLong }),
        ("BytesPerSecond", () => new NetworkConditions { BytesPerSecond = 0 }),
        ("QueueBytes", () => new NetworkConditions { QueueBytes = 0 }),
        ("Loss", () => NetworkConditions.Mobile with { Loss = 5 }),
    ];

    private static readonly NetworkConditions[] Presets =
    [
        NetworkConditions.Lan, NetworkConditions.Wifi, NetworkConditions.Mobile, NetworkConditions.Satellite, NetworkConditions.Terrible,
    ];

    [Test]
    public void WhatMakesNoSenseIsRefusedByName()
    {
        foreach (var (property, make) in Mistakes)
        {
            Assert.That(
                () => make(),
                Throws.InstanceOf<ArgumentOutOfRangeException>().With.Property("ParamName").EqualTo(property).And.Message.StartsWith($"{property} is "));
        }
    }

    [Test]
    public void EdgesAreTaken()
    {
        var edge = new NetworkConditions
        {
            Latency = TimeSpan.FromHours(1),
            Jitter = TimeSpan.FromHours(1),
            Loss = 1,
            Duplication = 1,
            Reordering = 1,
            ReorderingDelay = TimeSpan.Zero,
            RetransmissionDelay = TimeSpan.Zero,
            BytesPerSecond = 1,
            QueueBytes = 1,
        };
        Assert.That(edge.IsPerfect, Is.False);
    }

    [Test]
    public void DefaultsArePerfect()
    {
        Assert.That(new NetworkConditions().IsPerfect, Is.True);
        Assert.That(new NetworkConditions(), Is.EqualTo(NetworkConditions.Perfect));
        Assert.That(Presets.Select(preset => preset.IsPerfect), Is.All.False);
    }

    [Test]
    public void PresetsGetWorse()
    {
        Assert.That(Presets.Where(preset => preset != NetworkConditions.Satellite).Select(preset => preset.Latency), Is.Ordered);
        Assert.That(Presets.Where(preset => preset != NetworkConditions.Satellite).Select(preset => preset.Loss), Is.Ordered);
    }

    [Test]
    public void ARetransmissionTakesARoundTripUnlessItIsSet()
    {
        var conditions = new NetworkConditions { Latency = TimeSpan.FromMilliseconds(100), Jitter = TimeSpan.FromMilliseconds(10) };
        Assert.That(conditions.EffectiveRetransmissionDelay, Is.EqualTo(TimeSpan.FromMilliseconds(240)));
        Assert.That(new NetworkConditions().EffectiveRetransmissionDelay, Is.EqualTo(TimeSpan.FromMilliseconds(50)));
        Assert.That((conditions with { RetransmissionDelay = TimeSpan.Zero }).EffectiveRetransmissionDelay, Is.EqualTo(TimeSpan.Zero));
    }

    [Test]
    public void TextTellsWhatIsNotPerfect()
    {
        Assert.That(NetworkConditions.Perfect.ToString(), Is.EqualTo("perfect"));
        Assert.That(
            NetworkConditions.Mobile.ToString(),
            Is.EqualTo("latency 60 ms ± 25 ms, loss 2%, duplication 0.5%, reordering 2% by up to 50 ms, 250000 bytes per second"));
        Assert.That(new NetworkConditions { IsSilent = true }.ToString(), Is.EqualTo("silent"));
    }
}
