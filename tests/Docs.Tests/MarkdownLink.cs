namespace Docs.Tests;

/// <summary>A link and where it stands.</summary>
/// <param name="Path">The file it is in.</param>
/// <param name="Line">Its line, from 1.</param>
/// <param name="Target">As written.</param>
public sealed record MarkdownLink(string Path, int Line, string Target)
{
    /// <summary>Whether it leaves the repository.</summary>
    public bool IsExternal => Target.Contains("://", StringComparison.Ordinal) || Target.StartsWith("mailto:", StringComparison.Ordinal);

    public override string ToString() => $"{Path}:{Line} -> {Target}";
}
