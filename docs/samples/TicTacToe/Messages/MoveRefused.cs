using MessagePack;

namespace TicTacToe.Messages;

/// <summary>Server to the mover alone: the move was not made, and why. Nothing has changed; the player may try again.</summary>
/// <param name="Reason">Why.</param>
public sealed record MoveRefused(MoveRefusal Reason) : GameMessage
{
    /// <inheritdoc/>
    public override MessageKind Kind => MessageKind.MoveRefused;

    /// <inheritdoc/>
    protected override int FieldCount => 1;

    /// <inheritdoc/>
    protected override void WriteFields(ref MessagePackWriter writer) => writer.Write((int)Reason);

    internal static GameMessage? Read(ref MessagePackReader reader)
    {
        var reason = reader.ReadInt32();
        return reason is >= (int)MoveRefusal.NoGame and <= (int)MoveRefusal.CellTaken ? new MoveRefused((MoveRefusal)reason) : null;
    }
}
