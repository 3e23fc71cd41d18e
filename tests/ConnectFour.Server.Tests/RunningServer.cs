namespace ConnectFour.Server.Tests;

/// <summary>The server, on a port of its own.</summary>
internal sealed class RunningServer : IDisposable
{
    private const string Greeting = "Connect Four is open at ";

    private RunningServer(RunningProgram program, string url)
    {
        Program = program;
        Url = url;
    }

    public RunningProgram Program { get; }

    /// <summary>Without a slash at its end.</summary>
    public string Url { get; }

    public static Task<RunningServer> StartAsync(params string[] args) => StartAsync(Built.Program("ConnectFour.Server"), args);

    /// <summary>That of a published one.</summary>
    public static async Task<RunningServer> StartAsync(string path, string[] args)
    {
        var program = new RunningProgram(path, ["--port", "0", .. args]);
        var line = await program.Output.NextAsync(Greeting);
        return new RunningServer(program, line[Greeting.Length..].Trim());
    }

    /// <summary>For a terminal.</summary>
    public string UrlOf(string match) => $"{Url.Replace("http", "ws", StringComparison.Ordinal)}/play/{match}";

    public void Dispose() => Program.Dispose();
}
