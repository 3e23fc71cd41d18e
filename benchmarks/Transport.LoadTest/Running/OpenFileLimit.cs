using System.Globalization;

namespace Transport.LoadTest.Running;

/// <summary>
/// How many files a process may open; each connection is one. The runtime raises the soft limit to the hard one when a process starts, so
/// only the hard one can be too low.
/// </summary>
internal static class OpenFileLimit
{
    // What a process opens besides its connections.
    private const int Others = 300;

    private const string LinuxLimits = "/proc/self/limits";
    private const string LinuxName = "Max open files";

    /// <summary>Why so many connections cannot be; null when they can, or when the system does not say.</summary>
    public static string? WhyNot(int connections) =>
        File.Exists(LinuxLimits) ? WhyNot(connections, File.ReadAllText(LinuxLimits)) : null;

    /// <summary>The same from the text of a process's limits.</summary>
    internal static string? WhyNot(int connections, string limits)
    {
        var line = limits.Split('\n').FirstOrDefault(line => line.StartsWith(LinuxName, StringComparison.Ordinal));
        var soft = line?[LinuxName.Length..].Split(' ', StringSplitOptions.RemoveEmptyEntries).FirstOrDefault();
        if (!int.TryParse(soft, NumberStyles.None, CultureInfo.InvariantCulture, out var most)) return null;
        var needed = connections + Others;
        return most >= needed
            ? null
            : $"{connections} connections take up to {needed} open files in a process, and it may have {most}. "
                + $"Raise the limit (ulimit -Hn {needed}; ulimit -Sn {needed}), or ask for less with --connections, --connects or --clients.";
    }
}
