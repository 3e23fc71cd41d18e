using MessagePack;

namespace TicTacToe.Messages;

/// <summary>Server to both players: the board is empty, and X begins.</summary>
public sealed record GameStarted : GameMessage
{
    /// <inheritdoc/>
    public override MessageKind Kind => MessageKind.GameStarted;

    /// <inheritdoc/>
    protected override int FieldCount => 0;

    /// <inheritdoc/>
    protected override void WriteFields(ref MessagePackWriter writer)
    {
    }
}
