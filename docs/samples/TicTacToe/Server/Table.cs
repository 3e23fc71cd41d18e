using TicTacToe.Messages;
using TicTacToe.Rules;

namespace TicTacToe.Server;

/// <summary>Two seats and a board. Knows players as peer ids, and nothing of packets.</summary>
public sealed class Table
{
    // A peer id is never 0.
    private const int Nobody = 0;

    private int _cross;
    private int _nought;

    /// <summary>The board of the game that is played now.</summary>
    public Board Board { get; private set; }

    /// <summary>Whether both seats are taken.</summary>
    public bool IsFull => _cross != Nobody && _nought != Nobody;

    /// <summary>The players at the table.</summary>
    public IEnumerable<int> Players => new[] { _cross, _nought }.Where(player => player != Nobody);

    /// <summary>Where a peer sits; <see cref="Mark.None"/> for one that has no seat.</summary>
    public Mark SeatOf(int player) =>
        player == Nobody ? Mark.None : player == _cross ? Mark.Cross : player == _nought ? Mark.Nought : Mark.None;

    /// <summary>Gives a free seat; X is the first.</summary>
    /// <returns>The seat, or <see cref="Mark.None"/> when both are taken.</returns>
    public Mark Sit(int player)
    {
        if (_cross == Nobody)
        {
            _cross = player;
            return Mark.Cross;
        }
        if (_nought == Nobody)
        {
            _nought = player;
            return Mark.Nought;
        }
        return Mark.None;
    }

    /// <summary>Frees the seat of a player who is gone.</summary>
    public void Leave(int player)
    {
        if (_cross == player) _cross = Nobody;
        if (_nought == player) _nought = Nobody;
    }

    /// <summary>Makes a move, if it is legal.</summary>
    /// <returns>Null, or why the move was not made.</returns>
    public MoveRefusal? Play(int player, int cell)
    {
        if (!IsFull || Board.Result != GameResult.Open) return MoveRefusal.NoGame;
        if (SeatOf(player) != Board.Turn) return MoveRefusal.NotYourTurn;
        if (!Board.IsCell(cell)) return MoveRefusal.NoSuchCell;
        if (!Board.IsFree(cell)) return MoveRefusal.CellTaken;
        Board = Board.Play(cell);
        return null;
    }

    /// <summary>Frees both seats and wipes the board.</summary>
    public void Clear()
    {
        _cross = _nought = Nobody;
        Board = Board.Empty;
    }
}
