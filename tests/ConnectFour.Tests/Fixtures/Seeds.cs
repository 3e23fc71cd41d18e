using System.Globalization;

namespace ConnectFour.Tests;

/// <summary>The seed of a test with random input: fixed, unless TRANSPORT_SEED names another.</summary>
internal static class Seeds
{
    public static int ForThisRun(int usual) =>
        int.TryParse(Environment.GetEnvironmentVariable("TRANSPORT_SEED"), CultureInfo.InvariantCulture, out var seed) ? seed : usual;
}
