using Transport.ContractTests;
using Transport.Testing.Tests.Fixtures;

namespace Transport.Testing.Tests;

/// <summary>Whatever a network does, at random: each mode keeps its promise, every log is in order, and in the end nothing is left.</summary>
[TestFixture]
public sealed class StormTests
{
    private const int Steps = 4000;

    private static readonly SimulatedMultiplayerPeerOptions Small = new()
    {
        InboundQueueBytes = 2000,
        InboundQueuePackets = 20,
        InFlightBytes = 6000,
        InFlightPackets = 60,
    };

    [Test]
    public void EveryModeKeepsItsPromise([Range(0, 9)] int round)
    {
        var message = $"with TRANSPORT_SEED={ContractSeed.Value}, round {round}";
        TestContext.Out.WriteLine(message);
        var random = new Random(ContractSeed.Value + round);
        using var pair = new SimulatedPair(NetworkConditions.Mobile, ContractSeed.Value + round, Small);
        var storm = new NetworkStorm(pair, random);
        for (var i = 1; i < 5; i++) storm.Join();
        for (var step = 0; step < Steps; step++)
        {
            storm.Step();
            pair.Time.Advance(TimeSpan.FromMilliseconds(random.Next(50)));
            if (random.Next(3) == 0) pair.Poll();
        }
        storm.CheckPackets(message);
        storm.CalmDown();
    }
}
