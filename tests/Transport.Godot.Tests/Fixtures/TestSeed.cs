using Transport.ContractTests;

namespace Transport.Godot.Tests.Fixtures;

/// <summary>Random numbers from the seed of the run, which is printed.</summary>
internal static class TestSeed
{
    public static Random NewRandom()
    {
        TestContext.Out.WriteLine($"TRANSPORT_SEED={ContractSeed.Value}");
        return new Random(ContractSeed.Value);
    }
}
