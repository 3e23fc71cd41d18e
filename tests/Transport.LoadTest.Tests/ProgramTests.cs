namespace Transport.LoadTest.Tests;

public sealed class ProgramTests
{
    [Test]
    public async Task OneCommandMeasuresAndPrintsRatios()
    {
        var folder = Directory.CreateTempSubdirectory("loadtest");
        try
        {
            var (exitCode, output, error) = await RunAsync(
                "--smoke", "--scenario", "ping-pong", "rpc", "--contender", "transport-ws", "tcp", "signalr", "--output", folder.FullName);

            Assert.That(error.Where(line => !line.Contains("Debug build", StringComparison.Ordinal)), Is.Empty);
            Assert.That(exitCode, Is.Zero);
            Assert.That(output, Has.Some.Match(@"^RATIO ping-pong transport-ws/tcp [0-9.,]+$"));
            Assert.That(output, Has.Some.Match(@"^RATIO ping-pong transport-ws/signalr [0-9.,]+$"));
            Assert.That(output, Has.Some.EqualTo("SKIPPED rpc tcp: bytes on a socket are no calls"));
            Assert.That(folder.EnumerateFiles().Select(file => file.Name), Does.Contain("results.md").And.Contain("ping-pong.png"));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Test]
    public async Task MistakeIsOneLine()
    {
        var (exitCode, output, error) = await RunAsync("--scenario", "everything");

        Assert.That(exitCode, Is.EqualTo(1));
        Assert.That(output, Is.Empty);
        Assert.That(error, Has.Length.EqualTo(1).And.Some.Contain("'everything'"));
    }

    [Test]
    public async Task HelpNamesScenariosContendersAndExamples()
    {
        var (exitCode, output, _) = await RunAsync("--help");

        Assert.That(exitCode, Is.Zero);
        Assert.That(output, Has.Some.Match("^ +ping-pong +64 B").And.Some.Match("^ +kestrel +ASP").And.Some.Contain("-- --quick"));
        Assert.That(output, Has.None.Contain("agent"));
    }

    private static async Task<(int ExitCode, string[] Output, string[] Error)> RunAsync(params string[] args)
    {
        var output = new StringWriter();
        var error = new StringWriter();
        var exitCode = await Program.RunAsync(args, TextWriter.Synchronized(output), TextWriter.Synchronized(error), CancellationToken.None);
        return (exitCode, Lines(output), Lines(error));
    }

    private static string[] Lines(StringWriter text) => text.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries);
}
