using System.Reflection;
using Transport.EndToEnd;

namespace Transport.Interop.Tests.Strangers;

/// <summary>Where the strangers' programs lie.</summary>
internal static class Programs
{
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
        Requirement.Meet(node is not null, InstallNode);
        Requirement.Meet(File.Exists(Path.Combine(Scripts, "node_modules", "ws", "package.json")), InstallWs);
        return node!;
    }
}
