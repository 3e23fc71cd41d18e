using Spectre.Console;
using Spectre.Console.Rendering;
using TicTacToe.Client;
using TicTacToe.Rules;

namespace TicTacToe.Terminal;

/// <summary>A game drawn in the terminal, with a cursor on the board while it is the player's turn.</summary>
/// <param name="draw">Puts a picture in the place of the last one.</param>
public sealed class TerminalScreen(Action<IRenderable> draw) : IGameScreen
{
    // The game changes on the client's loop, the cursor on the keyboard's.
    private readonly Lock _gate = new();
    private GameView _game = GameView.Start;
    private int _cursor = 4;

    /// <inheritdoc/>
    public void Show(GameView game)
    {
        lock (_gate)
        {
            _game = game;
            Draw();
        }
    }

    /// <summary>Puts the cursor on a cell.</summary>
    public void ShowCursor(int cell)
    {
        lock (_gate)
        {
            _cursor = cell;
            Draw();
        }
    }

    private void Draw()
    {
        var seat = _game.Seat == Mark.None ? "" : $", you are {_game.Seat.Symbol}";
        var hint = _game.IsMyTurn ? "[bold]Your turn:[/] 1-9, or arrows and Enter; q leaves."
            : _game.IsRunning ? "Their turn; q leaves."
            : "";
        // The notice may hold a remote's words: as Text, nothing in it is markup.
        draw(new Rows(
            new Markup($"[bold]Tic-tac-toe[/]{seat}"),
            BoardTable.Draw(_game.Board, _game.IsMyTurn ? _cursor : null),
            new Text(_game.Notice),
            new Markup(hint)));
    }
}
