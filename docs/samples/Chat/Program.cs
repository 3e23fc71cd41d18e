using System.CommandLine;
using Samples;
using Samples.CommandLine;
using Transport;

namespace Chat;

/// <summary>The entry point: the two halves of the demo's window as two commands, and both for scripts.</summary>
public static class Program
{
    private static readonly TimeSpan Frame = TimeSpan.FromMilliseconds(16);

    /// <summary>Runs the program at the console.</summary>
    public static Task<int> Main(string[] args) => RunAsync(args, Console.In, Console.Out, Console.Error, CancellationToken.None);

    /// <summary>Runs the program anywhere.</summary>
    /// <param name="args">As in the shell.</param>
    /// <param name="input">Lines to say.</param>
    /// <param name="output">Standard output.</param>
    /// <param name="error">Standard error.</param>
    /// <param name="cancellationToken">Does the same as Ctrl+C.</param>
    /// <returns>The exit code.</returns>
    public static async Task<int> RunAsync(
        string[] args, TextReader input, TextWriter output, TextWriter error, CancellationToken cancellationToken)
    {
        var auto = new Option<bool>("--auto") { Description = "One server and three clients in this process; they talk, and the program ends." };
        var root = new RootCommand("Godot's WebSocket chat, in C#.") { auto, CreateServer(input), CreateClient(input) };
        root.SetAction((parsed, cancelled) => parsed.GetValue(auto)
            ? TalkAsync(parsed.InvocationConfiguration, cancelled)
            : HintAsync(parsed.InvocationConfiguration));
        return await CommandLineProgram.RunAsync(root, args, output, error, cancellationToken);
    }

    private static Command CreateServer(TextReader input)
    {
        var port = SharedOptions.Port(8000);
        var command = new Command("server", "Pass on what each client says to the others, until Ctrl+C. Lines that you type go to all.") { port };
        command.SetAction((parsed, cancellationToken) =>
            ServeAsync(parsed.GetValue(port), input, parsed.InvocationConfiguration, cancellationToken));
        return command;
    }

    private static Command CreateClient(TextReader input)
    {
        var url = new Option<string>("--url")
        {
            Description = "The server, ws:// or wss://.",
            HelpName = "url",
            DefaultValueFactory = _ => "ws://localhost:8000/test/",
        };
        var command = new Command("client", "Say the lines that you type, and print what the others say, until Ctrl+C or the end of the input.") { url };
        command.SetAction((parsed, cancellationToken) =>
            ConnectAsync(parsed.GetRequiredValue(url), input, parsed.InvocationConfiguration, cancellationToken));
        return command;
    }

    private static async Task<int> HintAsync(InvocationConfiguration console)
    {
        await console.Error.WriteLineAsync("Say which half: server or client; or --auto for both. --help tells more.");
        return 1;
    }

    private static async Task<int> TalkAsync(InvocationConfiguration console, CancellationToken cancellationToken)
    {
        using var chat = new AutoChat(console.Output);
        try
        {
            if (await chat.RunAsync(cancellationToken) is not { } failure) return 0;
            await console.Error.WriteLineAsync(failure);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            await console.Error.WriteLineAsync("Cancelled.");
        }
        return 1;
    }

    private static async Task<int> ServeAsync(int port, TextReader input, InvocationConfiguration console, CancellationToken cancellationToken)
    {
        using var server = new ChatServer(console.Output);
        try
        {
            server.Start(port);
        }
        catch (InvalidOperationException exception)
        {
            await console.Error.WriteLineAsync($"Unable to start server: {exception.Message}");
            return 1;
        }
        var lines = new InputLines(input);
        using var frames = new PeriodicTimer(Frame);
        while (!cancellationToken.IsCancellationRequested)
        {
            server.Poll();
            while (lines.TryTake(out var line)) server.Say(line);
            await frames.WaitForNextTickAsync(CancellationToken.None);
        }
        server.SayGoodbye();
        // It ends even if a client does not answer: each peer gives it two seconds.
        while (server.HasClients)
        {
            server.Poll();
            await frames.WaitForNextTickAsync(CancellationToken.None);
        }
        await console.Output.WriteLineAsync("Server stopped.");
        return 0;
    }

    private static async Task<int> ConnectAsync(string url, TextReader input, InvocationConfiguration console, CancellationToken cancellationToken)
    {
        using var client = new ChatClient(console.Output.WriteLine);
        try
        {
            client.Connect(url);
        }
        catch (ArgumentException exception)
        {
            await console.Error.WriteLineAsync($"Error connecting to host: {exception.Message}");
            return 1;
        }
        var lines = new InputLines(input);
        var isLeaving = false;
        using var frames = new PeriodicTimer(Frame);
        while (client.Ending is null)
        {
            client.Poll();
            if (client.IsConnected && !isLeaving)
            {
                while (lines.TryTake(out var line)) client.Say(line);
            }
            if (!isLeaving && (cancellationToken.IsCancellationRequested || client.IsConnected && lines.IsAtEnd))
            {
                isLeaving = true;
                client.Leave();
            }
            await frames.WaitForNextTickAsync(CancellationToken.None);
        }
        if (client.Ending is { Reason: DisconnectReason.Closed }) return 0;
        await console.Error.WriteLineAsync(PlainText.From(client.Ending.ToString()!));
        return 1;
    }
}
