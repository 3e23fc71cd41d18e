using System.Text.RegularExpressions;

namespace Chat.Tests;

public sealed class ProgramTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    [Test]
    public async Task AutoTalksAndEnds()
    {
        var (exitCode, output, error) = await RunAsync("--auto");

        Assert.That(error, Is.Empty);
        Assert.That(exitCode, Is.Zero);
        Assert.That(output, Has.Exactly(2).Matches(@"^Client [23]: \[\d+\] Says: Hello$"));
        Assert.That(output, Has.Exactly(3).EndsWith(": Server says: Welcome"));
        Assert.That(output, Has.Exactly(2).Matches(@"^Client [12]: \[\d+\] disconnected$"));
        Assert.That(output, Has.Exactly(2).EndsWith("with code: 1001, reason: The server stops."));
    }

    [Test]
    public async Task ServerAndTwoClientsTalk()
    {
        using var closing = new CancellationTokenSource();
        using var serverInput = new LineSource();
        await using var serverOutput = new LineQueue();
        var serving = Program.RunAsync(["server", "--port", "0"], serverInput, serverOutput, TextWriter.Null, closing.Token);
        var listening = await serverOutput.NextAsync();
        Assert.That(listening, Does.Match(@"^Listening on port \d+, supported WebSocket sub-protocols: demo-chat$"));
        var url = $"ws://127.0.0.1:{Regex.Match(listening, @"\d+").Value}/test/";

        using var annInput = new LineSource();
        await using var annOutput = new LineQueue();
        var ann = Program.RunAsync(["client", "--url", url], annInput, annOutput, TextWriter.Null, CancellationToken.None);
        await annOutput.NextAsync("connected with protocol: demo-chat");
        using var benInput = new LineSource();
        await using var benOutput = new LineQueue();
        var ben = Program.RunAsync(["client", "--url", url], benInput, benOutput, TextWriter.Null, CancellationToken.None);
        await benOutput.NextAsync("connected with protocol: demo-chat");
        Assert.That(await annOutput.NextAsync(), Does.Match(@"^\[\d+\] connected$"));

        benInput.Type("Hi, \u001b[31mall");
        Assert.That(await annOutput.NextAsync(), Does.Match(@"^\[\d+\] Says: Hi,  \[31mall$"), "no control character reaches a terminal");
        serverInput.Type("Quiet, please.");
        Assert.That(await annOutput.NextAsync(), Is.EqualTo("Server says: Quiet, please."));
        await benOutput.NextAsync("Server says: Quiet, please.");
        Assert.That(benOutput.Lines, Has.None.Contains("Says:"), "nobody hears himself");

        benInput.End();
        Assert.That(await ben.WaitAsync(Patience), Is.Zero);
        Assert.That(await annOutput.NextAsync(), Does.Match(@"^\[\d+\] disconnected$"));
        await closing.CancelAsync();
        Assert.That(await ann.WaitAsync(Patience), Is.Zero);
        Assert.That(await annOutput.NextAsync(), Is.EqualTo("Client just disconnected with code: 1001, reason: The server stops."));
        Assert.That(await serving.WaitAsync(Patience), Is.Zero);
        Assert.That(serverOutput.Lines[^1], Is.EqualTo("Server stopped."));
    }

    [Test]
    public async Task UnreachableServerIsOneLineOnStderr()
    {
        int port;
        using (var server = new WebSocketServer())
        {
            server.Listen(0);
            port = server.LocalPort;
        }
        var (exitCode, _, error) = await RunAsync("client", "--url", $"ws://127.0.0.1:{port}/test/");

        Assert.That(exitCode, Is.EqualTo(1));
        Assert.That(error, Has.Length.EqualTo(1));
        Assert.That(error[0], Does.StartWith("Unreachable"));
    }

    [Test]
    public async Task UsedPortIsOneLineOnStderr()
    {
        using var server = new WebSocketServer();
        server.Listen(0);
        var (exitCode, output, error) = await RunAsync("server", "--port", $"{server.LocalPort}");

        Assert.That(exitCode, Is.EqualTo(1));
        Assert.That(output, Is.Empty);
        Assert.That(error, Has.Length.EqualTo(1));
        Assert.That(error[0], Does.StartWith("Unable to start server: "));
    }

    [TestCase]
    [TestCase("nonsense")]
    [TestCase("server", "--port", "70000")]
    [TestCase("client", "--url", "ftp://example.org")]
    public async Task MistakeEndsWithALineOnStderr(params string[] args)
    {
        var (exitCode, output, error) = await RunAsync(args);

        Assert.That(exitCode, Is.EqualTo(1));
        Assert.That(output, Is.Empty);
        Assert.That(error, Is.Not.Empty);
    }

    private static async Task<(int ExitCode, string[] Output, string[] Error)> RunAsync(params string[] args)
    {
        await using var output = new StringWriter();
        await using var error = new StringWriter();
        var exitCode = await Program.RunAsync(
            args, TextReader.Null, TextWriter.Synchronized(output), TextWriter.Synchronized(error), CancellationToken.None).WaitAsync(Patience);
        return (exitCode, Lines(output), Lines(error));
    }

    private static string[] Lines(StringWriter text) => text.ToString().Split(Environment.NewLine, StringSplitOptions.RemoveEmptyEntries);
}
