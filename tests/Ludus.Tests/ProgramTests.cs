using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text.RegularExpressions;

namespace Ludus.Tests;

public sealed partial class ProgramTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    [TestCase("ws", "websocket")]
    [TestCase("udp", "litenet")]
    public async Task AutoPlaysAGameToItsEnd(string transport, string carrier)
    {
        var (exitCode, output, error) = await RunAsync("--auto", "--transport", transport, "--players", "3", "--rolls", "2");
        Assert.That(error, Is.Empty);
        Assert.That(exitCode, Is.Zero);
        Assert.That(output[0], Is.EqualTo($"3 bots and the host play over {carrier}."));
        Assert.That(output.Skip(1), Has.All.Match("^(Bot [1-3]|Host): rolls [0-9]{1,2}$"));
        for (var bot = 1; bot <= 3; bot++) Assert.That(output.Count(line => line.StartsWith($"Bot {bot}:", StringComparison.Ordinal)), Is.EqualTo(2));
    }

    [TestCase("ws")]
    [TestCase("udp")]
    public async Task TwoProcessesPlay(string transport)
    {
        using var host = Start("host", "--auto", "--transport", transport, "--port", "0", "--name", "Ann");
        try
        {
            var url = Url().Match(await host.StandardOutput.ReadLineAsync().WaitAsync(Patience) ?? "").Value;
            Assert.That(url, Does.StartWith(transport));
            using var guest = Start("join", url, "--auto", "--name", "Bob", "--rolls", "4");
            var lines = (await guest.StandardOutput.ReadToEndAsync().WaitAsync(Patience)).Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
            await guest.WaitForExitAsync().WaitAsync(Patience);
            await host.WaitForExitAsync().WaitAsync(Patience);
            Assert.That((guest.ExitCode, host.ExitCode), Is.EqualTo((0, 0)), await guest.StandardError.ReadToEndAsync() + await host.StandardError.ReadToEndAsync());
            Assert.That(lines, Has.All.Match("^(Ann|Bob): rolls [0-9]{1,2}$"));
            Assert.That(lines.Count(static line => line.StartsWith("Bob", StringComparison.Ordinal)), Is.EqualTo(4));
        }
        finally
        {
            if (!host.HasExited) host.Kill();
        }
    }

    [Test]
    public async Task TakenPortIsOneLine()
    {
        var taken = new TcpListener(IPAddress.Any, 0);
        taken.Start();
        try
        {
            var (exitCode, output, error) = await RunAsync("host", "--auto", "--port", $"{((IPEndPoint)taken.LocalEndpoint).Port}");
            Assert.That(exitCode, Is.EqualTo(1));
            Assert.That(output, Is.Empty);
            Assert.That(error, Has.Length.EqualTo(1).And.All.StartWith("The table cannot be opened: "));
        }
        finally
        {
            taken.Stop();
        }
    }

    [TestCase("ftp://there", "That is not the URL of a table")]
    [TestCase("http://localhost", "That is not the URL of a table")]
    [TestCase("ws://127.0.0.1:1", "The server cannot be reached")]
    public async Task NobodyThereIsOneLine(string url, string text)
    {
        var (exitCode, _, error) = await RunAsync("join", url, "--auto");
        Assert.That(exitCode, Is.EqualTo(1));
        Assert.That(error, Has.Length.EqualTo(1).And.All.StartWith(text));
    }

    [TestCase("host")]
    [TestCase("join", "ws://localhost:8080")]
    [TestCase]
    public async Task WithoutATerminalItPointsToAuto(params string[] args)
    {
        var (exitCode, output, error) = await RunAsync(args);
        Assert.That(exitCode, Is.EqualTo(1));
        Assert.That(output, Is.Empty);
        Assert.That(error, Has.Length.EqualTo(1).And.All.Contain("--auto"));
    }

    [TestCase("--transport", "pigeon")]
    [TestCase("--rolls", "-1")]
    [TestCase("host", "--port", "70000")]
    public async Task WrongOptionIsOneLine(params string[] args)
    {
        var (exitCode, _, error) = await RunAsync(args);
        Assert.That(exitCode, Is.EqualTo(1));
        Assert.That(error, Has.Length.EqualTo(1).And.All.Contain($"and not '{args[^1]}'"));
    }

    private static Process Start(params string[] args)
    {
        var start = new ProcessStartInfo("dotnet") { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var argument in (string[])[typeof(Program).Assembly.Location, .. args]) start.ArgumentList.Add(argument);
        return Process.Start(start)!;
    }

    private static async Task<(int ExitCode, string[] Output, string[] Error)> RunAsync(params string[] args)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        var exitCode = await Program.RunAsync(args, TextWriter.Synchronized(output), TextWriter.Synchronized(error), CancellationToken.None).WaitAsync(Patience);
        return (exitCode, Lines(output), Lines(error));
    }

    private static string[] Lines(StringWriter writer) => writer.ToString().Split(Environment.NewLine, StringSplitOptions.RemoveEmptyEntries);

    [GeneratedRegex(@"[a-z]+://[\d.]+:\d+")]
    private static partial Regex Url();
}
