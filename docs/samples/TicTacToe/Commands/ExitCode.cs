using System.CommandLine;
using TicTacToe.Client;

namespace TicTacToe.Commands;

/// <summary>What the shell is told.</summary>
internal static class ExitCode
{
    /// <summary>What was asked for was done.</summary>
    public const int Success = 0;

    /// <summary>It was not.</summary>
    public const int Failure = 1;

    /// <summary>
    /// The exit code of a game; a loss is told on stderr. A human may leave, and be left, without anything being wrong; a game that bots
    /// play for a script has to be played to its end.
    /// </summary>
    public static async Task<int> FromAsync(GameEnding ending, bool auto, InvocationConfiguration console)
    {
        if (ending.Kind == EndingKind.Lost) await console.Error.WriteLineAsync(ending.Words);
        return ending.Kind == EndingKind.Finished || !auto && ending.Kind != EndingKind.Lost ? Success : Failure;
    }
}
