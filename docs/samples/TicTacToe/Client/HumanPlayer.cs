using TicTacToe.Rules;

namespace TicTacToe.Client;

/// <summary>
/// A human at a keyboard. Keys may come at any time and on any thread; only what is pressed on the player's own turn is a move.
/// </summary>
/// <param name="showCursor">Is told where the cursor stands.</param>
/// <param name="leave">Called when the player wants to leave.</param>
public sealed class HumanPlayer(Action<int> showCursor, Action leave) : IPlayer
{
    private readonly Lock _gate = new();
    private TaskCompletionSource<int>? _choosing;
    private Board _board;
    private int _cursor = 4;

    /// <inheritdoc/>
    public Task<int> ChooseCellAsync(Board board, Mark mark, CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            _board = board;
            // The client goes on elsewhere: the keyboard's loop is not the one to wait for the network.
            _choosing = new TaskCompletionSource<int>(TaskCreationOptions.RunContinuationsAsynchronously);
            return _choosing.Task.WaitAsync(cancellationToken);
        }
    }

    /// <summary>A key was pressed.</summary>
    public void Press(ConsoleKeyInfo key)
    {
        switch (key.Key)
        {
            case ConsoleKey.Q or ConsoleKey.Escape:
                leave();
                break;
            case ConsoleKey.LeftArrow:
                MoveCursor(columns: -1, rows: 0);
                break;
            case ConsoleKey.RightArrow:
                MoveCursor(columns: 1, rows: 0);
                break;
            case ConsoleKey.UpArrow:
                MoveCursor(columns: 0, rows: -1);
                break;
            case ConsoleKey.DownArrow:
                MoveCursor(columns: 0, rows: 1);
                break;
            case ConsoleKey.Enter or ConsoleKey.Spacebar:
                Choose(_cursor);
                break;
            default:
                // By its character, so that the row of digits and the number pad do the same.
                if (key.KeyChar is >= '1' and <= '9') Choose(key.KeyChar - '1');
                break;
        }
    }

    private void MoveCursor(int columns, int rows)
    {
        int cell;
        lock (_gate)
        {
            var column = Math.Clamp(_cursor % 3 + columns, 0, 2);
            var row = Math.Clamp(_cursor / 3 + rows, 0, 2);
            cell = _cursor = row * 3 + column;
        }
        showCursor(cell);
    }

    private void Choose(int cell)
    {
        lock (_gate)
        {
            // The server would refuse a taken cell as well; there is no need to ask it.
            if (_choosing is null || !_board.IsFree(cell)) return;
            _choosing.TrySetResult(cell);
            _choosing = null;
        }
    }
}
