using MessagePack;

namespace TicTacToe.Messages;

/// <summary>
/// Player to server: I want this cell. There is no mark in it: the server knows who sits where, and a client that names another's mark
/// could only be lying.
/// </summary>
/// <param name="Cell">0 to 8. Any other number can be sent too, and is refused as a move.</param>
public sealed record PlayMove(int Cell) : GameMessage
{
    /// <inheritdoc/>
    public override MessageKind Kind => MessageKind.PlayMove;

    /// <inheritdoc/>
    protected override int FieldCount => 1;

    /// <inheritdoc/>
    protected override void WriteFields(ref MessagePackWriter writer) => writer.Write(Cell);

    internal static GameMessage Read(ref MessagePackReader reader) => new PlayMove(reader.ReadInt32());
}
