using System.Xml;
using System.Xml.Linq;
using Microsoft.CodeAnalysis;

namespace Transport.Multiplayer.Generator.Analysis;

/// <summary>What a method's documentation says to those who call it.</summary>
internal static class Documentation
{
    /// <summary>The lines of the summary and of the parameters that are sent; empty when there is no summary.</summary>
    public static IEnumerable<string> Of(IMethodSymbol method, ICollection<string> parameters)
    {
        if (Parse(method) is not { } root || root.Element("summary") is not { } summary) return [];
        var elements = root.Elements("param").Where(element => parameters.Contains((string?)element.Attribute("name") ?? "")).Prepend(summary);
        return elements.SelectMany(static element => Lines(element));
    }

    private static XElement? Parse(IMethodSymbol method)
    {
        var text = method.GetDocumentationCommentXml();
        if (string.IsNullOrWhiteSpace(text)) return null;
        try
        {
            return XElement.Parse(text, LoadOptions.PreserveWhitespace);
        }
        catch (XmlException)
        {
            // The compiler tells of it.
            return null;
        }
    }

    private static IEnumerable<string> Lines(XElement element) =>
        element.ToString(SaveOptions.DisableFormatting).Split('\n').Select(static line => line.Trim()).Where(static line => line.Length > 0);
}
