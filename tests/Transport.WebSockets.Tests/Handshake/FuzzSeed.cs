using System.Globalization;

namespace Transport.WebSockets.Tests.Handshake;

/// <summary>The seed of a random test: fixed, printed, and overridden by the environment variable TRANSPORT_SEED.</summary>
internal static class FuzzSeed
{
    private const int Default = 6455;

    public static int Read()
    {
        var text = Environment.GetEnvironmentVariable("TRANSPORT_SEED");
        var seed = int.TryParse(text, NumberStyles.Integer, CultureInfo.InvariantCulture, out var set) ? set : Default;
        TestContext.Out.WriteLine($"TRANSPORT_SEED={seed}");
        return seed;
    }
}
