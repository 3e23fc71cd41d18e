namespace Transport.Multiplayer.Tests;

/// <summary>The class that is the api stays a thin page, and the wire stays pure.</summary>
[TestFixture]
public sealed class ArchitectureTests
{
    private static readonly string Source = Path.Combine(Root(AppContext.BaseDirectory), "src", "Transport.Multiplayer");

    [Test]
    public void NoFileIsLong([Values("MultiplayerApi*.cs", "*.cs")] string pattern)
    {
        var files = Directory.GetFiles(Source, pattern, SearchOption.AllDirectories);
        Assert.That(files, Is.Not.Empty);
        Assert.That(files.Where(file => File.ReadAllLines(file).Length >= 300), Is.Empty);
        Assert.That(File.ReadAllLines(Path.Combine(Source, "MultiplayerApi.cs")), Has.Length.LessThan(300));
    }

    [TestCase("Wire")]
    [TestCase("Arguments")]
    public void RoomKnowsNeitherPeersNorTasksNorTime(string room)
    {
        string[] strangers = ["MultiplayerPeer", "TimeProvider", "async ", "Task", "using Transport.Multiplayer.Session", "using Transport.Multiplayer.Calls"];
        var found =
            from file in Directory.GetFiles(Path.Combine(Source, room), "*.cs")
            from line in File.ReadAllLines(file)
            where !line.TrimStart().StartsWith("///", StringComparison.Ordinal) && strangers.Any(line.Contains)
            select $"{Path.GetFileName(file)}: {line}";
        Assert.That(found, Is.Empty);
    }

    // The compiler's paths are not those of the disk in a deterministic build.
    private static string Root(string folder) =>
        File.Exists(Path.Combine(folder, "Transport.sln")) ? folder : Root(Path.GetDirectoryName(folder) ?? throw new InvalidOperationException("No Transport.sln above the tests."));
}
