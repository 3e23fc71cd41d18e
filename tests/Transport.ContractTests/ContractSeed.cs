using System.Globalization;

namespace Transport.ContractTests;

/// <summary>The seed of random tests: fixed, unless the environment variable TRANSPORT_SEED says otherwise.</summary>
public static class ContractSeed
{
    public static int Value { get; } =
        int.TryParse(Environment.GetEnvironmentVariable("TRANSPORT_SEED"), CultureInfo.InvariantCulture, out var seed) ? seed : 20260719;

    /// <summary>To be part of every message of a random test.</summary>
    public static string Message => $"with TRANSPORT_SEED={Value}";
}
