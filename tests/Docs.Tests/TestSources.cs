using System.Text.RegularExpressions;

namespace Docs.Tests;

/// <summary>The tests of the repository, found in their sources.</summary>
internal static partial class TestSources
{
    private static readonly ILookup<string, string> Classes = Repository.Files("tests", "*.cs")
        .Select(Repository.ReadText)
        .SelectMany(source => Class().Matches(source).Select(match => (Name: match.Groups[1].Value, source)))
        .ToLookup(pair => pair.Name, pair => pair.source);

    /// <summary>Whether there is a <c>TestClass</c>, or a <c>TestClass.TestMethod</c>.</summary>
    public static bool Has(string name) => name.Split('.') switch
    {
        [var type] => Classes.Contains(type),
        [var type, var method] => Classes[type].Any(source => source.Contains($" {method}(", StringComparison.Ordinal)),
        _ => false,
    };

    [GeneratedRegex(@"\bclass (\w+)")]
    private static partial Regex Class();
}
