namespace Samples;

/// <summary>A remote's text before it is shown: a control character could move the cursor, change colours or ring the bell.</summary>
internal static class PlainText
{
    /// <summary>The text with a space for each control character.</summary>
    public static string From(string text) =>
        string.Create(text.Length, text, static (plain, text) =>
        {
            for (var i = 0; i < plain.Length; i++) plain[i] = char.IsControl(text[i]) ? ' ' : text[i];
        });
}
