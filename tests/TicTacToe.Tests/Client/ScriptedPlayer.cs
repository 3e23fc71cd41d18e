using TicTacToe.Client;
using TicTacToe.Rules;

namespace TicTacToe.Tests.Client;

/// <summary>Plays the cells it was given, then thinks for ever.</summary>
internal sealed class ScriptedPlayer(params int[] cells) : IPlayer
{
    private int _next;

    public TaskCompletionSource IsThinking { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public Task<int> ChooseCellAsync(Board board, Mark mark, CancellationToken cancellationToken)
    {
        if (_next < cells.Length) return Task.FromResult(cells[_next++]);
        IsThinking.TrySetResult();
        return new TaskCompletionSource<int>().Task.WaitAsync(cancellationToken);
    }
}
