using System.Globalization;

namespace Transport.WebSockets.Tests;

/// <summary>The seed of every random test: fixed, printed, and overridden by the environment variable TRANSPORT_SEED.</summary>
internal static class TestSeed
{
    public static int Value { get; } =
        int.TryParse(Environment.GetEnvironmentVariable("TRANSPORT_SEED"), CultureInfo.InvariantCulture, out var seed) ? seed : 6455;

    public static Random NewRandom()
    {
        TestContext.Out.WriteLine($"TRANSPORT_SEED={Value}");
        return new Random(Value);
    }

    public static byte[] NextBytes(this Random random, int count)
    {
        var bytes = new byte[count];
        random.NextBytes(bytes);
        return bytes;
    }
}
