using System.Net;
using System.Net.Sockets;
using TicTacToe.Server;

namespace TicTacToe.Tests;

public sealed class ProgramTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);
    private static readonly string[] Results = ["X wins.", "O wins.", "Draw."];

    [TestCase("loopback", "--auto", "--transport", "loopback", "--seed", "7")]
    [TestCase("loopback", "play", "--auto", "--transport", "loopback", "--seed", "7")]
    [TestCase("loopback", "--transport", "loopback", "--auto", "--seed", "7", "play")]
    [TestCase("websocket", "--auto", "--transport", "ws", "--seed", "7")]
    [TestCase("websocket", "--auto", "--seed", "7")]
    [TestCase("litenet", "--auto", "--transport", "udp", "--seed", "7")]
    [TestCase("multiplex", "--auto", "--transport", "both", "--seed", "7")]
    public async Task AutoPlaysAGameAndPrintsIt(string carrier, params string[] args)
    {
        var (exitCode, output, error) = await RunAsync(args);

        Assert.That(exitCode, Is.Zero);
        Assert.That(error, Is.Empty);
        Assert.That(output[0], Is.EqualTo($"Two bots play over {carrier}, seed 7."));
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
    [TestCase("join", "udp://localhost", "--auto")]
    [TestCase("join", "udp://localhost:9080/table", "--auto")]
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
        var (exitCode, output, error) = await RunAsync(cancelled.Token, "--auto", "--transport", "loopback");

        Assert.That(exitCode, Is.EqualTo(1));
        Assert.That(error, Is.Empty);
        Assert.That(output[^1], Is.EqualTo("You left the table."));
    }

    [Test]
    public async Task HostServesPairAfterPairOverWebSockets()
    {
        using var closing = new CancellationTokenSource();
        await using var output = new LineQueue();
        var hosting = Program.RunAsync(["host", "--port", "0"], output, TextWriter.Null, closing.Token);
        var url = AddressIn(await output.NextAsync());

        for (var seed = 1; seed <= 2; seed++)
        {
            var games = await Task.WhenAll(JoinAsync(url, seed), JoinAsync(url, seed));
            foreach (var game in games)
            {
                Assert.That(game.ExitCode, Is.Zero);
                Assert.That(game.Output[^1], Is.EqualTo(games[0].Output[^1]));
                Assert.That(Results, Has.Member(game.Output[^1]));
            }
        }
        await closing.CancelAsync();

        Assert.That(await hosting.WaitAsync(Patience, CancellationToken.None), Is.Zero);
        Assert.That(output.Lines[^1], Is.EqualTo("The table is closed."));
    }

    [Test]
    public async Task HostOfBothSeatsPlayersOfBothCarriers()
    {
        using var closing = new CancellationTokenSource();
        await using var output = new LineQueue();
        var hosting = Program.RunAsync(["host", "--port", "0", "--transport", "both"], output, TextWriter.Null, closing.Token);
        var urls = (await output.NextAsync()).Split(' ', ';').Where(word => word.Contains("://", StringComparison.Ordinal)).ToArray();
        Assert.That(urls.Select(url => new Uri(url).Scheme), Is.EqualTo(new[] { "ws", "udp" }));

        var games = await Task.WhenAll(JoinAsync(urls[0], seed: 1), JoinAsync(urls[1], seed: 2));
        await closing.CancelAsync();

        Assert.That(games.Select(game => game.ExitCode), Is.All.Zero);
        Assert.That(games[0].Output[^1], Is.EqualTo(games[1].Output[^1]));
        Assert.That(await hosting.WaitAsync(Patience, CancellationToken.None), Is.Zero);
    }

    [TestCase("udp")]
    [TestCase("both")]
    public async Task UsedUdpPortIsOneLineOnStderr(string transport)
    {
        using var taken = new UdpClient(AddressFamily.InterNetwork);
        taken.Client.Bind(new IPEndPoint(IPAddress.Any, 0));
        var port = ((IPEndPoint)taken.Client.LocalEndPoint!).Port;
        var (exitCode, output, error) = await RunAsync("host", "--port", $"{port}", "--transport", transport);

        Assert.That(exitCode, Is.EqualTo(1));
        Assert.That(output, Is.Empty);
        Assert.That(error, Has.Length.EqualTo(1));
        Assert.That(error[0], Does.StartWith("The table cannot be opened").And.Contain($"{port}"));
    }

    [Test]
    public async Task ThirdPlayerGetsTheReasonOnStderr()
    {
        using var closing = new CancellationTokenSource();
        var host = Carriers.Open(Carriers.WebSocket, port: 0, isPublic: false);
        await using var server = host.Server;
        var serving = new GameServer(server).RunAsync(closing.Token);
        await using var first = new TestPeer(host.Join());
        await using var second = new TestPeer(host.Join());
        await first.NextAsync<TestPeer.Connected>();
        await second.NextAsync<TestPeer.Connected>();
        var (exitCode, _, error) = await RunAsync("join", host.Address, "--auto");
        await closing.CancelAsync();
        await serving.WaitAsync(Patience, CancellationToken.None);

        Assert.That(exitCode, Is.EqualTo(1));
        Assert.That(error, Is.EqualTo(new[] { "The server closed the connection: The table is full. Come back after this game." }));
    }

    [Test]
    public async Task UsedPortIsOneLineOnStderr()
    {
        using var taken = new TcpListener(IPAddress.IPv6Any, 0);
        taken.Server.DualMode = true;
        taken.Start();
        var port = ((IPEndPoint)taken.LocalEndpoint).Port;
        var (exitCode, output, error) = await RunAsync("host", "--port", $"{port}");

        Assert.That(exitCode, Is.EqualTo(1));
        Assert.That(output, Is.Empty);
        Assert.That(error, Has.Length.EqualTo(1));
        Assert.That(error[0], Does.StartWith("The table cannot be opened").And.Contain($"{port}"));
    }

    [Test]
    public async Task UnreachableServerIsOneLineOnStderr()
    {
        int port;
        using (var free = new TcpListener(IPAddress.Loopback, 0))
        {
            free.Start();
            port = ((IPEndPoint)free.LocalEndpoint).Port;
        }
        var (exitCode, output, error) = await RunAsync("join", $"ws://127.0.0.1:{port}", "--auto");

        Assert.That(exitCode, Is.EqualTo(1));
        Assert.That(output, Is.Empty);
        Assert.That(error, Has.Length.EqualTo(1));
        Assert.That(error[0], Does.StartWith("The server cannot be reached"));
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

    private static Task<(int ExitCode, string[] Output, string[] Error)> JoinAsync(string url, int seed) =>
        RunAsync("join", url, "--auto", "--seed", $"{seed}");

    private static string AddressIn(string line) => line.Split(' ', ';').Single(word => word.StartsWith("ws://", StringComparison.Ordinal));

    private static Task<(int ExitCode, string[] Output, string[] Error)> RunAsync(params string[] args) =>
        RunAsync(CancellationToken.None, args);

    private static async Task<(int ExitCode, string[] Output, string[] Error)> RunAsync(
        CancellationToken cancellationToken, params string[] args)
    {
        await using var output = new StringWriter();
        await using var error = new StringWriter();
        var exitCode = await Program.RunAsync(args, TextWriter.Synchronized(output), TextWriter.Synchronized(error), cancellationToken)
            .WaitAsync(Patience, CancellationToken.None);
        return (exitCode, Lines(output), Lines(error));
    }

    private static string[] Lines(StringWriter text) => text.ToString().Split(Environment.NewLine, StringSplitOptions.RemoveEmptyEntries);
}
