using System.Text.RegularExpressions;
using ConnectFour.Tests.Fixtures;

namespace ConnectFour.Tests;

/// <summary>The programs as their users run them: each its own process.</summary>
public sealed class ProcessTests
{
    /// <summary>Two bots on different carriers play each other, and a third program watches.</summary>
    [Test]
    public async Task TwoProcessesOnDifferentCarriersFinishAMatch()
    {
        using var server = new RunningProgram("server", "--transport", "both", "--port", "0", "--match", "final");
        var address = await server.Output.NextAsync("is open");
        Assert.That(address, Does.Match(@"^Match 'final' is open at ws://localhost:(\d+)/play/ and UDP port \1\. Ctrl\+C closes it\.$"));
        var port = Regex.Match(address, @"\d+").Value;
        // Watching comes first, and is there before the game begins.
        using var watcher = new RunningProgram("watch", "--auto", "--transport", "both", "--port", port, "--match", "final", "--name", "Cleo");
        await server.Output.NextAsync("Cleo watches.");
        using var overWebSocket = new RunningProgram(
            "play", "--auto", "--transport", "ws", "--port", port, "--match", "final", "--name", "Ann", "--seed", "7");
        await server.Output.NextAsync("Ann sits down");
        using var overUdp = new RunningProgram(
            "play", "--auto", "--transport", "udp", "--port", port, "--match", "final", "--name", "Ben", "--seed", "8");

        foreach (var program in new[] { overWebSocket, overUdp, watcher })
        {
            Assert.That(await program.ExitAsync(), Is.Zero, string.Join('\n', program.Error.Lines));
            Assert.That(program.Error.Lines, Is.Empty);
            Assert.That(GameIn(program), Is.EqualTo(GameIn(overUdp)), "all have seen the same game");
        }
        Assert.That(GameIn(overUdp), Has.Member("Game 1: Ann wins with red, 23 moves."));
    }

    private static string[] GameIn(RunningProgram program) =>
        [.. program.Output.Lines.SkipWhile(line => !line.StartsWith("The game begins.", StringComparison.Ordinal)).TakeWhile(line => !line.Contains("has left", StringComparison.Ordinal))];
}
