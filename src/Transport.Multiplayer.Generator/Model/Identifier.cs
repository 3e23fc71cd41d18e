using Microsoft.CodeAnalysis.CSharp;

namespace Transport.Multiplayer.Generator.Model;

/// <summary>Names as C# writes them.</summary>
internal static class Identifier
{
    /// <summary>A name where a keyword would not do: <c>@event</c>.</summary>
    public static string Escape(string name) =>
        SyntaxFacts.GetKeywordKind(name) != SyntaxKind.None ? "@" + name : name;

    /// <summary>A name for a local of a member: <c>Column</c> as <c>column</c>.</summary>
    public static string ToLocal(string name)
    {
        var bare = name.TrimStart('_');
        if (bare.Length == 0 || char.IsDigit(bare[0])) return "item";
        return char.ToLowerInvariant(bare[0]) + bare.Substring(1);
    }

    /// <summary>A name for a part of another name: <c>int?</c> as <c>NullableInt32</c> has no signs left.</summary>
    public static string ToPart(string name) => string.Concat(name.Where(static c => char.IsLetterOrDigit(c) || c == '_'));

    /// <summary>Text as a literal, with its quotes.</summary>
    public static string Literal(string text) => SymbolDisplay.FormatLiteral(text, quote: true);
}
