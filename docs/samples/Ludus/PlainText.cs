namespace Ludus;

/// <summary>A remote's text before it is shown: a control character could move the cursor, and there may be no end of it.</summary>
public static class PlainText
{
    private const int MaxName = 32;
    private const int MaxLine = 200;

    /// <summary>The name of a player.</summary>
    public static string Name(string text) => Of(text, MaxName);

    /// <summary>A line of the log.</summary>
    public static string Line(string text) => Of(text, MaxLine);

    private static string Of(string text, int most) =>
        string.Create(Math.Min(text.Length, most), text, static (plain, text) =>
        {
            for (var i = 0; i < plain.Length; i++) plain[i] = char.IsControl(text[i]) || char.IsSurrogate(text[i]) ? ' ' : text[i];
        });
}
