using Transport.LoadTest.Contenders;
using Transport.LoadTest.Measuring;
using Transport.LoadTest.Running;
using Transport.LoadTest.Scenarios;

namespace Transport.LoadTest.Tests;

/// <summary>Measurements that nobody measured.</summary>
internal static class Samples
{
    /// <summary>One of the scenario <c>burst</c>, which is compared by messages per second.</summary>
    public static Measurement OfBurst(string contender, int round, double perSecond) =>
        Of("burst", contender, round, new Sample { Messages = (long)(perSecond * 2), Seconds = 2 });

    /// <summary>One of the scenario <c>ping-pong</c>, which is compared by the median of latencies.</summary>
    public static Measurement OfPingPong(string contender, int round, double p50) =>
        Of("ping-pong", contender, round, new Sample { Messages = 1, Seconds = 1, Latency = new LatencySummary(1, p50, p50, p50, p50, p50) });

    public static Measurement Of(string scenario, string contender, int round, Sample sample) =>
        new(ScenarioList.Find(scenario), ContenderList.Find(contender), round, sample);
}
