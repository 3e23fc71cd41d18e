namespace Transport.Multiplayer.Calls;

/// <summary>A remote's words, for a log or a screen: without control characters, and not longer than they may be.</summary>
internal static class PlainText
{
    private const char Replacement = '?';

    public static string Of(string text, int maxChars)
    {
        var cut = text.Length <= maxChars ? text : text[..maxChars];
        return cut.All(IsPlain) ? cut : new string([.. cut.Select(letter => IsPlain(letter) ? letter : Replacement)]);
    }

    // A lone half of a pair is left over where text was cut.
    private static bool IsPlain(char letter) => !char.IsControl(letter) && letter is not ('\u2028' or '\u2029');
}
