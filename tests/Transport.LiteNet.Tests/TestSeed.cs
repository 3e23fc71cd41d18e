using Transport.ContractTests;

namespace Transport.LiteNet.Tests;

/// <summary>The seed of every random test: fixed, printed, and overridden by the environment variable TRANSPORT_SEED.</summary>
internal static class TestSeed
{
    public static Random NewRandom()
    {
        TestContext.Out.WriteLine(ContractSeed.Message);
        return new Random(ContractSeed.Value);
    }

    public static byte[] NextBytes(this Random random, int count)
    {
        var bytes = new byte[count];
        random.NextBytes(bytes);
        return bytes;
    }
}
