namespace Transport.Multiplayer.Generator.Tests.Compiling;

/// <summary>A source file with <c>[|</c> and <c>|]</c> around the place where something is wrong.</summary>
internal sealed class MarkedSource
{
    private const string Open = "[|";
    private const string Close = "|]";

    public MarkedSource(string marked)
    {
        var start = marked.IndexOf(Open, StringComparison.Ordinal);
        var end = marked.IndexOf(Close, StringComparison.Ordinal) - Open.Length;
        Assert.That(start >= 0 && end > start, Is.True, "The source has no mark.");
        Text = marked.Remove(start, Open.Length).Remove(end, Close.Length);
        MarkedText = Text[start..end];
        var before = Text[..start];
        Line = before.Count(static c => c == '\n') + 1;
        Column = start - before.LastIndexOf('\n');
    }

    public string Text { get; }

    public string MarkedText { get; }

    /// <summary>Where it begins, counted from 1.</summary>
    public int Line { get; }

    /// <summary>Where it begins, counted from 1.</summary>
    public int Column { get; }
}
