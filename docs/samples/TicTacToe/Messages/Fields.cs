using System.Text;
using System.Text.Unicode;
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

    /// <summary>Text, or null for one that is too long or not UTF-8. Nothing is allocated before that is known.</summary>
    /// <param name="reader">Where the text is next.</param>
    /// <param name="maxBytes">The limit, at most 255.</param>
    public static string? ReadText(ref MessagePackReader reader, int maxBytes)
    {
        // Short text has a short header. The reader does not get to see a length of up to 4 GiB, which it would take for a negative one.
        if (reader.NextCode is not (MessagePackCode.Str8 or >= MessagePackCode.MinFixStr and <= MessagePackCode.MaxFixStr)) return null;
        if (!reader.TryReadStringSpan(out var text) || text.Length > maxBytes || !Utf8.IsValid(text)) return null;
        return Encoding.UTF8.GetString(text);
    }
}
