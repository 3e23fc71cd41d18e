using System.Net;
using System.Net.Sockets;
using ConnectFour.Tests.Fixtures;

namespace ConnectFour.Tests;

public sealed class ProgramTests
{
    [TestCase("--auto", "--transport", "loopback", "--seed", "7")]
    [TestCase("--auto", "--transport", "ws", "--seed", "7")]
    [TestCase("--auto", "--transport", "udp", "--seed", "7")]
    [TestCase("--auto", "--transport", "both", "--seed", "7")]
    [TestCase("--auto", "--seed", "7")]
    public async Task AutoPlaysAGameAndPrintsIt(params string[] args)
    {
        var (exitCode, output, error) = await RunAsync(args);

        Assert.That(error, Is.Empty);
        Assert.That(exitCode, Is.Zero);
        Assert.That(output[0], Does.Match("^Two bots play over (ws|udp|both|loopback), seed 7\\.$"));
        Assert.That(output[1], Is.EqualTo("Ann sits down and plays red."));
        Assert.That(output[3], Is.EqualTo("The game begins. Ann plays red and has the first move."));
        Assert.That(output[^1], Is.EqualTo("Game 1: Ann wins with red, 23 moves."), "the same seed is the same game over every carrier");
    }

    [Test]
    public async Task AnotherSeedIsAnotherGame()
    {
        var seven = await RunAsync("--auto", "--transport", "loopback", "--seed", "7");
        var eight = await RunAsync("--auto", "--transport", "loopback", "--seed", "8");

        Assert.That(eight.Output.Skip(1), Is.Not.EqualTo(seven.Output.Skip(1)));
    }

    [Test]
    public async Task NameIsTheOneThatWasGiven()
    {
        var (_, output, _) = await RunAsync("--auto", "--transport", "loopback", "--name", "Ben");

        Assert.That(output[1], Is.EqualTo("Ben sits down and plays red."));
        Assert.That(output[2], Is.EqualTo("Ann sits down and plays yellow."));
    }

    [TestCase("--transport", "loopback")]
    [TestCase("play")]
    public async Task PlayingWithoutATerminalPointsToAuto(params string[] args)
    {
        var (exitCode, output, error) = await RunAsync(args);

        Assert.That(exitCode, Is.EqualTo(1));
        Assert.That(output, Is.Empty);
        Assert.That(error, Has.Length.EqualTo(1));
        Assert.That(error[0], Does.Contain("needs a terminal").And.Contain("--auto"));
    }

    [TestCase("chess")]
    [TestCase("--transport", "pigeon")]
    [TestCase("--seed", "x")]
    [TestCase("server", "--port", "65536")]
    [TestCase("server", "--port", "-1")]
    [TestCase("server", "--transport", "loopback")]
    [TestCase("server", "--turn-time", "0")]
    [TestCase("play", "--auto", "--port", "0")]
    [TestCase("play", "--auto", "--transport", "loopback")]
    [TestCase("watch", "--url", "http://localhost")]
    public async Task MistakeIsOneLineOnStderr(params string[] args)
    {
        var (exitCode, output, error) = await RunAsync(args);

        Assert.That(exitCode, Is.EqualTo(1));
        Assert.That(output, Is.Empty);
        Assert.That(error, Has.Length.EqualTo(1));
    }

    [Test]
    public async Task HelpNamesTheCommands()
    {
        var (exitCode, output, _) = await RunAsync("--help");
        var help = string.Join('\n', output);

        Assert.That(exitCode, Is.Zero);
        foreach (var word in new[] { "server", "play", "watch", "--auto", "--transport <ws|udp|both|loopback>", "--name", "--match", "--port", "--seed" })
            Assert.That(help, Does.Contain(word));
    }

    [Test]
    public async Task CancelledGameIsNotAFinishedOne()
    {
        using var cancelled = new CancellationTokenSource();
        await cancelled.CancelAsync();

        Assert.That((await RunAsync(cancelled.Token, "--auto", "--transport", "loopback")).ExitCode, Is.EqualTo(1));
    }

    [Test]
    public async Task ServerThatIsNotThereIsTold()
    {
        var (exitCode, _, error) = await RunAsync("play", "--auto", "--transport", "ws", "--host", "127.0.0.1", "--port", $"{FreePort()}");

        Assert.That(exitCode, Is.EqualTo(1));
        Assert.That(error, Has.Length.EqualTo(1));
        Assert.That(error[0], Does.StartWith("The server"));
    }

    [TestCase("ws")]
    [TestCase("both")]
    public async Task UsedPortIsOneLineOnStderr(string transport)
    {
        using var taken = new TcpListener(IPAddress.IPv6Any, 0);
        taken.Server.DualMode = true;
        taken.Start();
        var port = ((IPEndPoint)taken.LocalEndpoint).Port;
        var (exitCode, output, error) = await RunAsync("server", "--transport", transport, "--port", $"{port}");

        Assert.That(exitCode, Is.EqualTo(1));
        Assert.That(output, Is.Empty);
        Assert.That(error, Has.Length.EqualTo(1));
        Assert.That(error[0], Does.StartWith("The match cannot be opened:"));
    }

    [Test]
    public async Task RefusalsAreTold()
    {
        using var closing = new CancellationTokenSource();
        await using var output = new LineQueue();
        var serving = Program.RunAsync(["server", "--transport", "ws", "--port", "0"], output, TextWriter.Null, closing.Token);
        var port = System.Text.RegularExpressions.Regex.Match(await output.NextAsync("is open"), @"\d+").Value;

        var wrong = await RunAsync("play", "--auto", "--port", port, "--match", "other");
        Assert.That(wrong.ExitCode, Is.EqualTo(1));
        Assert.That(wrong.Error, Is.EqualTo(new[] { "There is another match here." }));

        await closing.CancelAsync();
        Assert.That(await serving, Is.Zero);
        Assert.That(output.Lines[^1], Is.EqualTo("The match is closed."));
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private static Task<(int ExitCode, string[] Output, string[] Error)> RunAsync(params string[] args) => RunAsync(CancellationToken.None, args);

    private static async Task<(int ExitCode, string[] Output, string[] Error)> RunAsync(CancellationToken cancellationToken, params string[] args)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        var exitCode = await Program.RunAsync(args, TextWriter.Synchronized(output), TextWriter.Synchronized(error), cancellationToken)
            .WaitAsync(TimeSpan.FromSeconds(60), CancellationToken.None);
        return (exitCode, Lines(output), Lines(error));
    }

    private static string[] Lines(StringWriter writer) => writer.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
}
