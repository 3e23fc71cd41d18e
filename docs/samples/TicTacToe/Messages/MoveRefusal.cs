namespace TicTacToe.Messages;

/// <summary>Why a move was not made.</summary>
public enum MoveRefusal
{
    /// <summary>There are not two players at the table.</summary>
    NoGame = 1,

    /// <summary>It is the other player's turn.</summary>
    NotYourTurn = 2,

    /// <summary>The cell is not on the board.</summary>
    NoSuchCell = 3,

    /// <summary>There is a mark in the cell.</summary>
    CellTaken = 4,
}
