using System.CommandLine;
using Samples.CommandLine;

namespace Echo;

/// <summary>The entry point: the two halves of Godot's page as two commands.</summary>
public static class Program
{
    /// <summary>Runs the program at the console.</summary>
    public static Task<int> Main(string[] args) => RunAsync(args, Console.Out, Console.Error, CancellationToken.None);

    /// <summary>Runs the program anywhere.</summary>
    /// <param name="args">As in the shell.</param>
    /// <param name="output">Standard output.</param>
    /// <param name="error">Standard error.</param>
    /// <param name="cancellationToken">Does the same as Ctrl+C.</param>
    /// <returns>The exit code.</returns>
    public static async Task<int> RunAsync(string[] args, TextWriter output, TextWriter error, CancellationToken cancellationToken)
    {
        var root = new RootCommand("Godot's minimal WebSocket server and client, in C#.") { CreateServer(), CreateClient() };
        return await CommandLineProgram.RunAsync(root, args, output, error, cancellationToken);
    }

    private static Command CreateServer()
    {
        var port = SharedOptions.Port(9080);
        var command = new Command("server", "Send back to each client what it sends, until Ctrl+C.") { port };
        command.SetAction((parsed, cancellationToken) =>
            ServeAsync(parsed.GetValue(port), parsed.InvocationConfiguration, cancellationToken));
        return command;
    }

    private static Command CreateClient()
    {
        var url = new Option<string>("--url")
        {
            Description = "The server, ws:// or wss://.",
            HelpName = "url",
            DefaultValueFactory = _ => "ws://localhost:9080",
        };
        var once = new Option<bool>("--once") { Description = "Close after the first packet, for scripts." };
        var command = new Command("client", "Send one text, and print what comes back, until Ctrl+C.") { url, once };
        command.SetAction((parsed, cancellationToken) => ConnectAsync(
            parsed.GetRequiredValue(url), parsed.GetValue(once), parsed.InvocationConfiguration, cancellationToken));
        return command;
    }

    private static async Task<int> ServeAsync(int port, InvocationConfiguration console, CancellationToken cancellationToken)
    {
        using var server = new EchoServer(console.Output);
        try
        {
            server.Start(port);
        }
        catch (InvalidOperationException exception)
        {
            await console.Error.WriteLineAsync($"Unable to start server: {exception.Message}");
            return 1;
        }
        await server.RunAsync(cancellationToken);
        return 0;
    }

    private static async Task<int> ConnectAsync(string url, bool once, InvocationConfiguration console, CancellationToken cancellationToken)
    {
        using var client = new EchoClient(console.Output, once);
        try
        {
            client.Start(url);
        }
        catch (ArgumentException exception)
        {
            await console.Error.WriteLineAsync($"Unable to connect: {exception.Message}");
            return 1;
        }
        var ending = await client.RunAsync(cancellationToken);
        if (ending.IsClean) return 0;
        await console.Error.WriteLineAsync(ending.ToString());
        return 1;
    }
}
