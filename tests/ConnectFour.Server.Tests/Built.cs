using System.Reflection;

namespace ConnectFour.Server.Tests;

/// <summary>Where things lie that were built along with these tests.</summary>
internal static class Built
{
    private static readonly Dictionary<string, string> Metadata = typeof(Built).Assembly
        .GetCustomAttributes<AssemblyMetadataAttribute>().ToDictionary(static metadata => metadata.Key, static metadata => metadata.Value!);

    /// <summary>Where pictures are put.</summary>
    public static string Screenshots => Metadata["Screenshots"];

    /// <summary>Where things are published.</summary>
    public static string Publish => Metadata["Publish"];

    /// <summary>The folder of a sample's project.</summary>
    public static string Samples(string name) => Path.Combine(Metadata["Samples"], name);

    /// <summary>The path of a program.</summary>
    public static string Program(string name) =>
#pragma warning disable CA1308 // The SDK writes it in lower case.
        Path.Combine(Metadata["Programs"], name, Metadata["Configuration"].ToLowerInvariant(), $"{name}.dll");
#pragma warning restore CA1308
}
