using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;

namespace Transport.AspNetCore.Tests.Lifetime;

/// <summary>SIGTERM, as a container's end sends it, to a real process in mid-match.</summary>
internal sealed partial class SignalTests
{
    private const int Sigterm = 15;

    [Test]
    public async Task SigtermInMidMatchEndsTheProcessInOrder()
    {
        if (OperatingSystem.IsWindows()) Assert.Ignore("There is no SIGTERM on Windows.");
        using var process = Process.Start(new ProcessStartInfo
        {
            FileName = Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet",
            ArgumentList = { typeof(HostProgram).Assembly.Location },
            RedirectStandardOutput = true,
            WorkingDirectory = AppContext.BaseDirectory,
        })!;
        try
        {
            var line = await Waiting.Soon(process.StandardOutput.ReadLineAsync(), "the server to start");
            Assert.That(line, Does.StartWith("listening "));
            var port = int.Parse(line!.Split(' ')[1], CultureInfo.InvariantCulture);
            using var one = await GameClient.ConnectAsync($"ws://127.0.0.1:{port}/play/one");
            using var two = await GameClient.ConnectAsync($"ws://127.0.0.1:{port}/play/two");
            await one.EchoAsync("move");
            await two.EchoAsync("move");

            Assert.That(Kill(process.Id, Sigterm), Is.Zero);
            foreach (var client in new[] { one, two })
                Assert.That((await client.UntilGoneAsync()).ToString(), Is.EqualTo("Closed by the other end, code 1001: The server is going down."));
            await Waiting.Soon(process.WaitForExitAsync(), "the process to end");
            var output = (await process.StandardOutput.ReadToEndAsync()).Split('\n', StringSplitOptions.RemoveEmptyEntries);
            Assert.That(output, Is.EquivalentTo(new[] { "saved one with 1", "saved two with 1", "stopped" }));
            Assert.That(process.ExitCode, Is.Zero);
        }
        finally
        {
            if (!process.HasExited) process.Kill();
        }
    }

    [LibraryImport("libc", EntryPoint = "kill")]
    private static partial int Kill(int process, int signal);
}
