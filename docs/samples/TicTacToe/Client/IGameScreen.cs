namespace TicTacToe.Client;

/// <summary>Whatever shows a game: a terminal, or lines of text.</summary>
public interface IGameScreen
{
    /// <summary>Shows the game as it is now. Called after each change, on the thread of the client's loop.</summary>
    void Show(GameView game);
}
