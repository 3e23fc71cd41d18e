using MessagePack;
using TicTacToe.Rules;

namespace TicTacToe.Messages;

/// <summary>Server to both players: this move was made. The mover learns from it that the move was accepted.</summary>
/// <param name="Mark">Who moved.</param>
/// <param name="Cell">Where, 0 to 8.</param>
public sealed record MovePlayed(Mark Mark, int Cell) : GameMessage
{
    /// <inheritdoc/>
    public override MessageKind Kind => MessageKind.MovePlayed;

    /// <inheritdoc/>
    protected override int FieldCount => 2;

    /// <inheritdoc/>
    protected override void WriteFields(ref MessagePackWriter writer)
    {
        writer.Write((int)Mark);
        writer.Write(Cell);
    }

    internal static GameMessage? Read(ref MessagePackReader reader)
    {
        if (Fields.ReadMark(ref reader) is not { } mark) return null;
        var cell = reader.ReadInt32();
        return Board.IsCell(cell) ? new MovePlayed(mark, cell) : null;
    }
}
