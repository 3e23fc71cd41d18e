using System.CommandLine;
using ConnectFour.Commands;
using Samples.CommandLine;

namespace ConnectFour;

/// <summary>The entry point: commands in, exit code out.</summary>
public static class Program
{
    /// <summary>Runs the program at the console.</summary>
    public static Task<int> Main(string[] args) => RunAsync(args, Console.Out, Console.Error, CancellationToken.None);

    /// <summary>Runs the program anywhere.</summary>
    /// <param name="args">As in the shell.</param>
    /// <param name="output">Standard output; written to from several threads.</param>
    /// <param name="error">Standard error.</param>
    /// <param name="cancellationToken">Does the same as Ctrl+C.</param>
    /// <returns>The exit code.</returns>
    public static async Task<int> RunAsync(string[] args, TextWriter output, TextWriter error, CancellationToken cancellationToken)
    {
        var root = new RootCommand("Connect Four over a network, with a server that decides. Without a command: play against a bot.");
        HereCommand.AddTo(root);
        root.Subcommands.Add(ServerCommand.Create());
        root.Subcommands.Add(PlayCommand.Create());
        root.Subcommands.Add(WatchCommand.Create());
        return await CommandLineProgram.RunAsync(root, args, output, error, cancellationToken);
    }
}
