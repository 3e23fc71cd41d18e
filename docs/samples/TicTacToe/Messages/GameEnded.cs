using System.Text.Unicode;
using MessagePack;
using Samples;
using TicTacToe.Rules;

namespace TicTacToe.Messages;

/// <summary>Server to the players that are still there: the game is over. The server closes the connection after it.</summary>
/// <param name="Result">How it ended; never <see cref="GameResult.Open"/>.</param>
/// <param name="Why">For an abandoned game, what became of the one who left. Else empty.</param>
public sealed record GameEnded(GameResult Result, string Why = "") : GameMessage
{
    /// <summary>The longest <see cref="Why"/> in bytes of UTF-8. Longer ones are cut when written, and refused when read.</summary>
    public const int MaxWhyBytes = 200;

    /// <inheritdoc/>
    public override MessageKind Kind => MessageKind.GameEnded;

    /// <inheritdoc/>
    protected override int FieldCount => 2;

    /// <inheritdoc/>
    protected override void WriteFields(ref MessagePackWriter writer)
    {
        writer.Write((int)Result);
        // Stops before a character that does not fit, so that what is cut is still UTF-8.
        var why = new byte[MaxWhyBytes];
        Utf8.FromUtf16(Why, why, out _, out var length);
        writer.WriteString(why.AsSpan(0, length));
    }

    internal static GameMessage? Read(ref MessagePackReader reader)
    {
        var result = reader.ReadInt32();
        if (result is < (int)GameResult.CrossWins or > (int)GameResult.Abandoned) return null;
        return Fields.ReadText(ref reader, MaxWhyBytes) is { } why ? new GameEnded((GameResult)result, PlainText.From(why)) : null;
    }
}
