using Transport.LoadTest.Reporting;

namespace Transport.LoadTest.Tests.Reporting;

public sealed class RatioTests
{
    [Test]
    public void LineNamesScenarioContenderAndReference() =>
        Assert.That(
            Lines([Samples.OfBurst("transport-ws", 1, 1500), Samples.OfBurst("tcp", 1, 1000)]),
            Is.EqualTo(["RATIO burst transport-ws/tcp 1.50"]));

    [Test]
    public void RatioIsTheMedianOfTheRoundsRatios() =>
        // Not the ratio of the medians, which is 300 / 200: the machine was slow in the second round, for both.
        Assert.That(
            Lines(
            [
                Samples.OfBurst("transport-ws", 1, 300), Samples.OfBurst("tcp", 1, 200),
                Samples.OfBurst("transport-ws", 2, 20), Samples.OfBurst("tcp", 2, 10),
                Samples.OfBurst("transport-ws", 3, 1000), Samples.OfBurst("tcp", 3, 250),
            ]),
            Is.EqualTo(["RATIO burst transport-ws/tcp 2.00"]));

    [Test]
    public void LatencyIsComparedByItsMedian() =>
        Assert.That(
            Lines([Samples.OfPingPong("transport-ws", 1, 20), Samples.OfPingPong("kestrel", 1, 40)]),
            Is.EqualTo(["RATIO ping-pong transport-ws/kestrel 0.500"]));

    [Test]
    public void EachOfOursIsComparedWithEachOfTheOthers() =>
        Assert.That(
            Lines(
            [
                Samples.OfBurst("transport-ws", 1, 1), Samples.OfBurst("transport-wss", 1, 1),
                Samples.OfBurst("tcp", 1, 1), Samples.OfBurst("kestrel", 1, 1),
            ]),
            Is.EqualTo(
            [
                "RATIO burst transport-ws/tcp 1.00", "RATIO burst transport-ws/kestrel 1.00",
                "RATIO burst transport-wss/tcp 1.00", "RATIO burst transport-wss/kestrel 1.00",
            ]));

    [Test]
    public void WithoutOursEachIsComparedWithEachAfterIt() =>
        Assert.That(
            Lines([Samples.OfBurst("tcp", 1, 1), Samples.OfBurst("kestrel", 1, 1), Samples.OfBurst("signalr", 1, 1)]),
            Is.EqualTo(["RATIO burst tcp/kestrel 1.00", "RATIO burst tcp/signalr 1.00", "RATIO burst kestrel/signalr 1.00"]));

    [Test]
    public void RoundThatOneOfThemMissedDoesNotCount() =>
        Assert.That(
            Lines([Samples.OfBurst("transport-ws", 1, 5), Samples.OfBurst("transport-ws", 2, 30), Samples.OfBurst("tcp", 2, 10)]),
            Is.EqualTo(["RATIO burst transport-ws/tcp 3.00"]));

    [Test]
    public void NothingIsDividedByNothing() =>
        Assert.That(Lines([Samples.OfBurst("transport-ws", 1, 5), Samples.OfBurst("tcp", 1, 0)]), Is.Empty);

    private static IEnumerable<string> Lines(LoadTest.Running.Measurement[] measurements) =>
        Ratio.Of(measurements).Select(ratio => ratio.ToString());
}
