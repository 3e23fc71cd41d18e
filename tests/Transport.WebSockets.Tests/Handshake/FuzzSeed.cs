using System.Globalization;

namespace Transport.WebSockets.Tests.Handshake;

/// <summary>The seed of a random test: fixed, printed, and overridden by the environment variable TRANSPORT_SEED.</summary>
internal static class FuzzSeed
{
    private const int Default = 6455;

    public static int Read()
    {
        var seed = int.TryParse(Environment.GetEnvironmentVariable("TRANSPORT_SEED"), NumberStyles.Integer, CultureInfo.InvariantCulture, out var set)
            ? set
            : Default;
        TestContext.Out.WriteLine($"TRANSPORT_SEED={seed}");
        return seed;
    }
}
