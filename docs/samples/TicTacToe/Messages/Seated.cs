using MessagePack;
using TicTacToe.Rules;

namespace TicTacToe.Messages;

/// <summary>Server to a new player: you have a seat. The game starts when both seats are taken.</summary>
/// <param name="Mark">The player's mark for this game.</param>
public sealed record Seated(Mark Mark) : GameMessage
{
    /// <inheritdoc/>
    public override MessageKind Kind => MessageKind.Seated;

    /// <inheritdoc/>
    protected override int FieldCount => 1;

    /// <inheritdoc/>
    protected override void WriteFields(ref MessagePackWriter writer) => writer.Write((int)Mark);

    internal static GameMessage? Read(ref MessagePackReader reader) =>
        Fields.ReadMark(ref reader) is { } mark ? new Seated(mark) : null;
}
