using System.Text.RegularExpressions;

namespace Docs.Tests;

/// <summary>A Markdown file, as far as these tests look at one: headings, links, tables and fenced code.</summary>
internal sealed partial class MarkdownFile
{
    private const string Fence = "```";

    private readonly List<CodeBlock> _codeBlocks = [];
    private readonly List<MarkdownLink> _links = [];
    private readonly List<MarkdownTable> _tables = [];
    private readonly HashSet<string> _anchors = [];
    private readonly List<string> _headings = [];

    public MarkdownFile(string path, string text)
    {
        Path = path;
        Parse(text.ReplaceLineEndings("\n").Split('\n'));
    }

    /// <summary>From the root, with forward slashes.</summary>
    public string Path { get; }

    public IReadOnlyList<CodeBlock> CodeBlocks => _codeBlocks;

    public IReadOnlyList<MarkdownLink> Links => _links;

    public IReadOnlyList<MarkdownTable> Tables => _tables;

    /// <summary>What a link may name behind a #.</summary>
    public IReadOnlySet<string> Anchors => _anchors;

    /// <summary>The texts of the headings, in order.</summary>
    public IReadOnlyList<string> Headings => _headings;

    public override string ToString() => Path;

    /// <summary>The texts between single backticks.</summary>
    public static IEnumerable<string> CodeSpans(string text) => CodeSpan().Matches(text).Select(match => match.Groups[1].Value);

    private void Parse(string[] lines)
    {
        for (var i = 0; i < lines.Length; i++)
        {
            var line = lines[i];
            if (line.TrimStart().StartsWith(Fence, StringComparison.Ordinal))
            {
                i = ReadCodeBlock(lines, i);
                continue;
            }
            if (Heading().Match(line) is { Success: true } heading) AddHeading(heading.Groups[1].Value);
            if (IsTableStart(lines, i)) i = ReadTable(lines, i);
            else ReadLinks(line, i + 1);
        }
    }

    private int ReadCodeBlock(string[] lines, int start)
    {
        var indent = lines[start].IndexOf(Fence, StringComparison.Ordinal);
        var end = start + 1;
        while (end < lines.Length && lines[end].Trim() != Fence) end++;
        var code = lines[(start + 1)..end].Select(line => line.Length >= indent ? line[indent..] : line.TrimStart());
        _codeBlocks.Add(new CodeBlock(Path, start + 1, lines[start].Trim()[Fence.Length..].Trim(), string.Join('\n', code)));
        return end;
    }

    private void AddHeading(string text)
    {
        text = LinkText().Replace(text, "$1").Trim();
        _headings.Add(text);
        // As GitHub makes them: lower case, without punctuation, spaces as hyphens; a number behind the second of the same name.
        var slug = NotInSlug().Replace(text.ToLowerInvariant(), "").Replace(' ', '-');
        var anchor = slug;
        for (var i = 1; !_anchors.Add(anchor); i++) anchor = $"{slug}-{i}";
    }

    private static bool IsTableStart(string[] lines, int i) =>
        lines[i].StartsWith('|') && i + 1 < lines.Length && TableRule().IsMatch(lines[i + 1]);

    private int ReadTable(string[] lines, int start)
    {
        var rows = new List<MarkdownRow>();
        var i = start;
        for (; i < lines.Length && lines[i].StartsWith('|'); i++)
        {
            ReadLinks(lines[i], i + 1);
            if (i != start && i != start + 1) rows.Add(new MarkdownRow(i + 1, Cells(lines[i])));
        }
        _tables.Add(new MarkdownTable(_headings.LastOrDefault() ?? "", Cells(lines[start]), rows));
        return i - 1;
    }

    private static string[] Cells(string line) =>
        [.. CellBorder().Split(line.Trim().Trim('|')).Select(cell => cell.Trim().Replace("\\|", "|", StringComparison.Ordinal))];

    private void ReadLinks(string line, int number)
    {
        foreach (Match match in Link().Matches(CodeSpan().Replace(line, "")))
            _links.Add(new MarkdownLink(Path, number, match.Groups[1].Value));
    }

    [GeneratedRegex(@"^#{1,6}\s+(.*?)\s*#*$")]
    private static partial Regex Heading();

    [GeneratedRegex(@"\]\(([^)\s]+)(?:\s+""[^""]*"")?\)")]
    private static partial Regex Link();

    [GeneratedRegex(@"\[([^\]]*)\]\([^)]*\)")]
    private static partial Regex LinkText();

    [GeneratedRegex("`([^`]+)`")]
    private static partial Regex CodeSpan();

    [GeneratedRegex(@"[^\p{L}\p{N}\- _]")]
    private static partial Regex NotInSlug();

    [GeneratedRegex(@"^\|[\s:\-|]+\|\s*$")]
    private static partial Regex TableRule();

    [GeneratedRegex(@"(?<!\\)\|")]
    private static partial Regex CellBorder();
}
