namespace TicTacToe;

/// <summary>
/// The close codes of this game. 4000 to 4999 belong to the application; for the rest see <see cref="Transport.CloseCode"/>.
/// </summary>
public static class GameCloseCode
{
    /// <summary>Both seats are taken.</summary>
    public const int TableFull = 4000;

    /// <summary>A packet that is not a message of this game, or not one for this end.</summary>
    public const int NotThisGame = 4001;
}
