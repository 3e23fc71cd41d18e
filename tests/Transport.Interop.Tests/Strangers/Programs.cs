using System.Reflection;

namespace Transport.Interop.Tests.Strangers;

/// <summary>Where the strangers' programs lie, and what becomes of a test when one is missing.</summary>
internal static class Programs
{
    public const string Chromium = "/usr/bin/chromium";
    public const string ChromeDriver = "/usr/bin/chromedriver";

    /// <summary>Set to 1, a missing program is a failure; else it skips the tests that need it.</summary>
    private const string RequireVariable = "TRANSPORT_REQUIRE_INTEROP";

    private const string InstallChromium = "Chromium is not installed: apt-get install -y --no-install-recommends chromium chromium-driver";
    private const string InstallNode = "Node is not installed: apt-get install -y --no-install-recommends nodejs npm";
    private const string InstallWs = "The package ws is not installed: npm ci --prefix tests/Transport.Interop.Tests/node";

    /// <summary>The folder of the strangers' scripts.</summary>
    public static string Scripts { get; } = typeof(Programs).Assembly
        .GetCustomAttributes<AssemblyMetadataAttribute>().Single(static metadata => metadata.Key == "StrangersFolder").Value!;

    /// <summary>The path of Node, which has ws.</summary>
    public static string RequireNode()
    {
        var node = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator)
            .Select(static folder => Path.Combine(folder, OperatingSystem.IsWindows() ? "node.exe" : "node"))
            .FirstOrDefault(File.Exists);
        Require(node is not null, InstallNode);
        Require(File.Exists(Path.Combine(Scripts, "node_modules", "ws", "package.json")), InstallWs);
        return node!;
    }

    public static void RequireChromium() => Require(File.Exists(Chromium) && File.Exists(ChromeDriver), InstallChromium);

    private static void Require(bool isThere, string install)
    {
        if (isThere) return;
        if (Environment.GetEnvironmentVariable(RequireVariable) == "1") Assert.Fail(install);
        // The list of skipped tests does not tell why.
        TestContext.Error.WriteLine(install);
        Assert.Ignore(install);
    }
}
