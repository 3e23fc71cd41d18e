namespace Docs.Tests;

/// <summary>A fenced block.</summary>
/// <param name="Path">The file it is in.</param>
/// <param name="Line">Where it begins, from 1.</param>
/// <param name="Info">What stands behind the opening fence.</param>
/// <param name="Code">The lines between the fences.</param>
public sealed record CodeBlock(string Path, int Line, string Info, string Code)
{
    public override string ToString() => $"{Path}:{Line}";
}
