using MessagePack;
using TicTacToe.Rules;

namespace TicTacToe.Messages;

/// <summary>Fields that several messages share.</summary>
internal static class Fields
{
    /// <summary>A player's mark, or null for a number that is none.</summary>
    public static Mark? ReadMark(ref MessagePackReader reader) =>
        reader.ReadInt32() switch
        {
            (int)Mark.Cross => Mark.Cross,
            (int)Mark.Nought => Mark.Nought,
            _ => null,
        };
}
