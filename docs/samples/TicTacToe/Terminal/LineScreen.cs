using TicTacToe.Client;
using TicTacToe.Rules;

namespace TicTacToe.Terminal;

/// <summary>A game as lines of text: one for each thing that happens, and the board at the end. Needs no terminal.</summary>
/// <param name="output">Where the lines go.</param>
public sealed class LineScreen(TextWriter output) : IGameScreen
{
    private bool _wasRunning;

    /// <inheritdoc/>
    public void Show(GameView game)
    {
        if (_wasRunning && !game.IsRunning) WriteBoard(game.Board);
        _wasRunning = game.IsRunning;
        if (game.Notice.Length > 0) output.WriteLine(game.Notice);
    }

    private void WriteBoard(Board board)
    {
        for (var cell = 0; cell < Board.CellCount; cell += 3)
        {
            output.WriteLine($" {board[cell].Symbol} | {board[cell + 1].Symbol} | {board[cell + 2].Symbol}");
            if (cell < 6) output.WriteLine("---+---+---");
        }
    }
}
