namespace Echo.Tests;

public sealed class ProgramTests
{
    [Test]
    public async Task ClientPrintsWhatThePageShows()
    {
        using var stopping = new CancellationTokenSource();
        using var server = new EchoServer(TextWriter.Null);
        server.Start(port: 0);
        var serving = server.RunAsync(stopping.Token);
        var url = $"ws://localhost:{server.LocalPort}";
        var (exitCode, output, error) = await RunAsync(CancellationToken.None, "client", "--url", url, "--once");
        await stopping.CancelAsync();
        await serving.WaitAsync(TimeSpan.FromSeconds(10), CancellationToken.None);

        Assert.That(exitCode, Is.Zero);
        Assert.That(error, Is.Empty);
        Assert.That(output, Is.EqualTo(new[]
        {
            $"Connecting to {url}...",
            "> Sending test packet.",
            "< Got text data from server: Test packet",
            "WebSocket closed with code: 1000. Clean: True",
        }));
    }

    [Test]
    public async Task CancelledServerStops()
    {
        using var cancelled = new CancellationTokenSource();
        await cancelled.CancelAsync();
        var (exitCode, output, _) = await RunAsync(cancelled.Token, "server", "--port", "0");

        Assert.That(exitCode, Is.Zero);
        Assert.That(output, Is.EqualTo(new[] { "Server started.", "Server stopped." }));
    }

    [Test]
    public async Task UsedPortIsOneLineOnStderr()
    {
        using var server = new EchoServer(TextWriter.Null);
        server.Start(port: 0);
        var (exitCode, output, error) = await RunAsync(CancellationToken.None, "server", "--port", $"{server.LocalPort}");

        Assert.That(exitCode, Is.EqualTo(1));
        Assert.That(output, Is.Empty);
        Assert.That(error, Has.Length.EqualTo(1));
        Assert.That(error[0], Does.StartWith("Unable to start server: "));
    }

    [Test]
    public async Task UnreachableServerIsOneLineOnStderr()
    {
        int port;
        using (var server = new EchoServer(TextWriter.Null))
        {
            server.Start(port: 0);
            port = server.LocalPort;
        }
        var (exitCode, output, error) = await RunAsync(CancellationToken.None, "client", "--url", $"ws://127.0.0.1:{port}");

        Assert.That(exitCode, Is.EqualTo(1));
        Assert.That(output[^1], Is.EqualTo("WebSocket closed with code: -1. Clean: False"));
        Assert.That(error, Has.Length.EqualTo(1));
        Assert.That(error[0], Does.StartWith("Unreachable"));
    }

    [TestCase("nonsense")]
    [TestCase("server", "--port", "70000")]
    [TestCase("client", "--url", "ftp://example.org")]
    public async Task MistakeEndsWithALineOnStderr(params string[] args)
    {
        var (exitCode, output, error) = await RunAsync(CancellationToken.None, args);

        Assert.That(exitCode, Is.EqualTo(1));
        Assert.That(output, Is.Empty);
        Assert.That(error, Is.Not.Empty);
    }

    private static async Task<(int ExitCode, string[] Output, string[] Error)> RunAsync(
        CancellationToken cancellationToken, params string[] args)
    {
        await using var output = new StringWriter();
        await using var error = new StringWriter();
        var exitCode = await Program.RunAsync(args, TextWriter.Synchronized(output), TextWriter.Synchronized(error), cancellationToken)
            .WaitAsync(TimeSpan.FromSeconds(30), CancellationToken.None);
        return (exitCode, Lines(output), Lines(error));
    }

    private static string[] Lines(StringWriter text) => text.ToString().Split(Environment.NewLine, StringSplitOptions.RemoveEmptyEntries);
}
