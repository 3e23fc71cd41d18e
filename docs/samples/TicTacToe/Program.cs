using System.CommandLine;
using Samples.CommandLine;
using TicTacToe.Commands;

namespace TicTacToe;

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
        var root = new RootCommand("Tic-tac-toe for two over a network. Without a command: play against a bot.");
        PlayCommand.AddTo(root);
        root.Subcommands.Add(HostCommand.Create());
        root.Subcommands.Add(JoinCommand.Create());
        return await CommandLineProgram.RunAsync(root, args, output, error, cancellationToken);
    }
}
