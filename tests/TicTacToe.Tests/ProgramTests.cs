namespace TicTacToe.Tests;

public sealed class ProgramTests
{
    private static readonly string[] Results = ["X wins.", "O wins.", "Draw."];

    [TestCase("--auto", "--transport", "loopback", "--seed", "7")]
    [TestCase("play", "--auto", "--transport", "loopback", "--seed", "7")]
    [TestCase("--transport", "loopback", "--auto", "--seed", "7", "play")]
    public async Task AutoPlaysAGameAndPrintsIt(params string[] args)
    {
        var (exitCode, output, error) = await RunAsync(args);

        Assert.That(exitCode, Is.Zero);
        Assert.That(error, Is.Empty);
        Assert.That(output[0], Is.EqualTo("Two bots play over loopback, seed 7."));
        Assert.That(output[2], Is.EqualTo("The game starts. X begins."));
        Assert.That(output[3], Does.Match("^X plays [1-9]\\.$"));
        Assert.That(output, Has.Member("---+---+---"));
        Assert.That(Results, Has.Member(output[^1]));
    }

    [Test]
    public async Task SameSeedIsTheSameGame()
    {
        var first = await RunAsync("--auto", "--transport", "loopback", "--seed", "42");
        var again = await RunAsync("--auto", "--transport", "loopback", "--seed", "42");
        var other = await RunAsync("--auto", "--transport", "loopback", "--seed", "43");

        Assert.That(again.Output, Is.EqualTo(first.Output));
        Assert.That(other.Output.Skip(1), Is.Not.EqualTo(first.Output.Skip(1)));
    }

    [Test]
    public async Task PlayWithoutATerminalPointsToAuto()
    {
        var (exitCode, output, error) = await RunAsync("play", "--transport", "loopback");

        Assert.That(exitCode, Is.EqualTo(1));
        Assert.That(output, Is.Empty);
        Assert.That(error, Has.Length.EqualTo(1));
        Assert.That(error[0], Does.Contain("needs a terminal").And.Contain("--auto"));
    }

    [Test]
    public async Task JoinWithoutATerminalPointsToAuto()
    {
        var (exitCode, _, error) = await RunAsync("join", "ws://localhost:9080");

        Assert.That(exitCode, Is.EqualTo(1));
        Assert.That(error[0], Does.Contain("join --auto"));
    }

    [TestCase("join")]
    [TestCase("chess")]
    [TestCase("host", "--port", "abc")]
    [TestCase("host", "--port", "65536")]
    [TestCase("host", "--port", "-1")]
    [TestCase("host", "--transport", "loopback")]
    [TestCase("play", "--transport", "pigeon")]
    [TestCase("play", "--seed", "x")]
    [TestCase("join", "not a url", "--auto")]
    public async Task MistakeIsOneLineOnStderr(params string[] args)
    {
        var (exitCode, output, error) = await RunAsync(args);

        Assert.That(exitCode, Is.Not.Zero);
        Assert.That(output, Is.Empty);
        Assert.That(error, Has.Length.EqualTo(1));
    }

    [Test]
    public async Task CancelledGameIsNotAFinishedOne()
    {
        using var cancelled = new CancellationTokenSource();
        await cancelled.CancelAsync();
        var (exitCode, _, error) = await RunAsync(cancelled.Token, "--auto", "--transport", "loopback");

        Assert.That(exitCode, Is.EqualTo(1));
        Assert.That(error, Is.EqualTo(new[] { "You left the table." }));
    }

    [TestCase("--help", "host", "join", "play")]
    [TestCase("host --help", "--port", "9080", "Ctrl+C")]
    [TestCase("join --help", "ws://localhost:9080", "--auto")]
    public async Task HelpTellsWhatThereIs(string args, params string[] words)
    {
        var (exitCode, output, _) = await RunAsync(args.Split(' '));

        Assert.That(exitCode, Is.Zero);
        foreach (var word in words) Assert.That(string.Join('\n', output), Does.Contain(word));
    }

    private static Task<(int ExitCode, string[] Output, string[] Error)> RunAsync(params string[] args) =>
        RunAsync(CancellationToken.None, args);

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
