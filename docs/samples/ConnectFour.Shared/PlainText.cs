using System.Globalization;
using System.Text;

namespace ConnectFour;

/// <summary>A stranger's text, before anybody sees it.</summary>
public static class PlainText
{
    /// <summary>
    /// At most so many characters, in one line. What is not to be seen is left out: control characters could move a cursor, marks of direction
    /// could turn a line around, combining marks pile up over it.
    /// </summary>
    public static string From(string? text, int maxLength)
    {
        var plain = new StringBuilder();
        foreach (var rune in (text ?? "").EnumerateRunes())
        {
            if (plain.Length + rune.Utf16SequenceLength > maxLength) break;
            if (Rune.IsWhiteSpace(rune))
            {
                if (plain.Length > 0 && plain[^1] != ' ') plain.Append(' ');
            }
            else if (IsSeen(rune))
            {
                plain.Append(rune.ToString());
            }
        }
        return plain.ToString().TrimEnd();
    }

    private static bool IsSeen(Rune rune) => rune != Rune.ReplacementChar && Rune.GetUnicodeCategory(rune) is not (
        UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.Surrogate or UnicodeCategory.PrivateUse
        or UnicodeCategory.OtherNotAssigned or UnicodeCategory.NonSpacingMark or UnicodeCategory.EnclosingMark);
}
