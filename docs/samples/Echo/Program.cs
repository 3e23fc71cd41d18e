using System.CommandLine;
using System.CommandLine.Invocation;
using System.Globalization;

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
        var parsed = root.Parse(args);
        if (parsed.Action is ParseErrorAction)
        {
            foreach (var mistake in parsed.Errors) await error.WriteLineAsync(mistake.Message);
            return 1;
        }
        var console = new InvocationConfiguration
        {
            Output = output,
            Error = error,
            EnableDefaultExceptionHandler = false,
            // Ctrl+C cancels the command; a polite close takes up to two seconds.
            ProcessTerminationTimeout = TimeSpan.FromSeconds(5),
        };
        return await parsed.InvokeAsync(console, cancellationToken);
    }

    private static Command CreateServer()
    {
        var port = new Option<int>("--port")
        {
            Description = "The port to listen on, 1 to 65535; 0 for any free one.",
            HelpName = "port",
            DefaultValueFactory = _ => 9080,
            CustomParser = result =>
            {
                var text = result.Tokens[0].Value;
                if (ushort.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number)) return number;
                result.AddError($"--port takes a number from 0 to 65535, and not '{text}'.");
                return 0;
            },
        };
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
