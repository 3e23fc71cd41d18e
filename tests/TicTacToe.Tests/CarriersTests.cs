namespace TicTacToe.Tests;

public sealed class CarriersTests
{
    [Test]
    public async Task SeatsOfATableForBothAreTakenByDifferentCarriers()
    {
        var host = Carriers.Open(Carriers.Both, port: 0, isPublic: false);
        await using var server = host.Server;
        await using var first = host.Join();
        await using var second = host.Join();
        Assert.That((first.Carrier, second.Carrier), Is.EqualTo(("websocket", "litenet")));
    }

    [Test]
    public void OnlyOnePageNamesCarriers()
    {
        string[] names = ["WebSocket", "LiteNet", "Loopback", "Multiplex"];
        var samples = Path.Combine(Root(AppContext.BaseDirectory), "docs", "samples");
        var found =
            from folder in new[] { "TicTacToe", "Shared" }
            from file in Directory.EnumerateFiles(Path.Combine(samples, folder), "*.cs", SearchOption.AllDirectories)
            where Path.GetFileName(file) != "Carriers.cs"
            from line in File.ReadLines(file)
            where names.Any(name => line.Contains(name, StringComparison.OrdinalIgnoreCase))
            select $"{Path.GetFileName(file)}: {line.Trim()}";
        Assert.That(found, Is.Empty);
    }

    private static string Root(string folder) => File.Exists(Path.Combine(folder, "Transport.sln"))
        ? folder
        : Root(Path.GetDirectoryName(folder) ?? throw new InvalidOperationException("No Transport.sln above the tests."));
}
