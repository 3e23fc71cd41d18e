using System.CommandLine;
using ConnectFour.Players;

namespace ConnectFour.Commands;

/// <summary>What the shell is told.</summary>
internal static class ExitCode
{
    /// <summary>What was asked for was done.</summary>
    public const int Success = 0;

    /// <summary>It was not.</summary>
    public const int Failure = 1;

    /// <summary>Success for who left by himself; a loss or a refusal is told on stderr.</summary>
    public static async Task<int> FromAsync(MatchClient client, ClientEnd end, InvocationConfiguration console)
    {
        if (end.Kind == ClientEndKind.Left) return Success;
        await console.Error.WriteLineAsync(end.Words);
        if (end.Kind == ClientEndKind.Lost && client.Secret.Length > 0)
            await console.Error.WriteLineAsync($"Your seat is kept for a while: join again with --name \"{client.Name}\" --secret {client.Secret}");
        return Failure;
    }
}
