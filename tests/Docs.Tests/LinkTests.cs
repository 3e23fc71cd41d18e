namespace Docs.Tests;

/// <summary>Links inside the repository lead somewhere.</summary>
public sealed class LinkTests
{
    private static IEnumerable<MarkdownLink> Links => Repository.Documents.SelectMany(document => document.Links).Where(link => !link.IsExternal);

    [Test]
    public void EveryRelativeLinkNamesAFileOrFolder() =>
        Assert.That(Links.Where(link => !Repository.Has(PathOf(link))), Is.Empty);

    [Test]
    public void EveryAnchorNamesAHeading() =>
        Assert.That(Links.Where(link => AnchorOf(link) is { } anchor && !HasAnchor(PathOf(link), anchor)), Is.Empty);

    [Test]
    public void EveryDocumentIsReachedFromTheReadme()
    {
        var reached = new HashSet<string> { "README.md" };
        var queue = new Queue<string>(reached);
        while (queue.TryDequeue(out var path))
        {
            foreach (var target in Links.Where(link => link.Path == path).Select(PathOf))
            {
                if (Repository.Documents.Any(document => document.Path == target) && reached.Add(target)) queue.Enqueue(target);
            }
        }
        // A package's readme is read beside the package, and a sample's beside the sample.
        var documents = Repository.Documents.Select(document => document.Path)
            .Where(path => !path.StartsWith("src/", StringComparison.Ordinal) && !path.StartsWith("docs/samples/", StringComparison.Ordinal));
        Assert.That(documents.Except(reached), Is.Empty);
    }

    [Test]
    public void PackageReadmesHaveNoRelativeLinks() =>
        Assert.That(Links.Where(link => link.Path.StartsWith("src/", StringComparison.Ordinal)), Is.Empty, "They are shown where the repository is not.");

    private static string PathOf(MarkdownLink link)
    {
        var target = Uri.UnescapeDataString(link.Target.Split('#')[0]);
        if (target.Length == 0) return link.Path;
        var folder = Path.Combine(Repository.Root, Path.GetDirectoryName(link.Path)!);
        return Path.GetRelativePath(Repository.Root, Path.GetFullPath(Path.Combine(folder, target))).Replace('\\', '/');
    }

    private static string? AnchorOf(MarkdownLink link) => link.Target.Split('#') is [_, var anchor] ? anchor : null;

    private static bool HasAnchor(string path, string anchor) =>
        Repository.Documents.SingleOrDefault(document => document.Path == path) is { } document && document.Anchors.Contains(anchor);
}
