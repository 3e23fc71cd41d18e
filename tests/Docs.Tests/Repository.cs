namespace Docs.Tests;

/// <summary>The files of the repository that these tests are built in.</summary>
internal static class Repository
{
    public static string Root { get; } = FindRoot();

    /// <summary>What is read by people: the README, the docs, and the readme of each package.</summary>
    public static IReadOnlyList<MarkdownFile> Documents { get; } =
    [
        Read("README.md"),
        .. Files("docs", "*.md").Select(Read),
        .. Files("src", "README.md").Select(Read),
    ];

    public static MarkdownFile Document(string path) => Documents.Single(document => document.Path == path);

    /// <summary>The files below a folder, as paths from the root with forward slashes, in order.</summary>
    public static IEnumerable<string> Files(string folder, string pattern) =>
        Directory.EnumerateFiles(Path.Combine(Root, folder), pattern, SearchOption.AllDirectories)
            .Select(path => Path.GetRelativePath(Root, path).Replace('\\', '/'))
            .Where(path => !path.Split('/').Any(part => part is "artifacts" or "bin" or "obj" or "node_modules"))
            .Order(StringComparer.Ordinal);

    public static string ReadText(string path) => File.ReadAllText(Path.Combine(Root, path));

    /// <summary>Whether a path from the root names a file or a folder, in this very case.</summary>
    public static bool Has(string path)
    {
        var folder = Root;
        foreach (var part in path.Split('/', StringSplitOptions.RemoveEmptyEntries))
        {
            if (!Directory.Exists(folder)) return false;
            // Asked for by name, a file system that ignores case says yes to anything.
            if (!Directory.EnumerateFileSystemEntries(folder).Any(entry => Path.GetFileName(entry) == part)) return false;
            folder = Path.Combine(folder, part);
        }
        return true;
    }

    private static MarkdownFile Read(string path) => new(path, ReadText(path));

    private static string FindRoot()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "Transport.sln"))) return folder.FullName;
        }
        throw new InvalidOperationException("The tests are not inside the repository: no Transport.sln above them.");
    }
}
