using Spectre.Console;

namespace Samples.Terminal;

/// <summary>Reads keys until it is cancelled, without a thread that hangs in a read which cannot be ended.</summary>
internal static class Keyboard
{
    /// <summary>Hands over each key as it is pressed.</summary>
    public static async Task ReadAsync(IAnsiConsoleInput input, Action<ConsoleKeyInfo> press, CancellationToken cancellationToken)
    {
        try
        {
            while (await input.ReadKeyAsync(intercept: true, cancellationToken) is { } key) press(key);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // The game is over.
        }
    }
}
