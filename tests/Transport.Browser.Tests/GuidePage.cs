using System.Text.RegularExpressions;

namespace Transport.Browser.Tests;

/// <summary>The page that docs/guide/browser.md shows, as a project of its own, outside the repository.</summary>
internal sealed partial class GuidePage : IDisposable
{
    // The kinds of the blocks, each for the first block of its kind.
    private static readonly (string Kind, string File)[] Files =
        [("xml", "Page.csproj"), ("csharp", "Program.cs"), ("html", "wwwroot/index.html"), ("js", "wwwroot/main.js")];

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("guide-");

    public GuidePage()
    {
        var guide = File.ReadAllText(PublishedApp.GuideFile);
        Directory.CreateDirectory(Path.Combine(Folder, "wwwroot"));
        foreach (var (kind, file) in Files)
        {
            var block = Block().Matches(guide).First(match => match.Groups[1].Value == kind).Groups[2].Value;
            File.WriteAllText(Path.Combine(Folder, file), kind == "xml" ? Refer(block) : block);
        }
    }

    public string Folder => _folder.FullName;

    /// <summary>Replaces the program by one that shows the same line, and has no client.</summary>
    public void LeaveOutTheClient() => File.WriteAllText(Path.Combine(Folder, "Program.cs"), """
        using System.Runtime.InteropServices.JavaScript;

        [assembly: System.Runtime.Versioning.SupportedOSPlatform("browser")]

        using var document = JSHost.GlobalThis.GetPropertyAsJSObject("document")!;
        using var body = document.GetPropertyAsJSObject("body")!;
        body.SetProperty("innerText", "Hello");
        """);

    public void Dispose() => _folder.Delete(recursive: true);

    // The packages may not be published yet.
    private static string Refer(string project)
    {
        var replaced = Package().Replace(project, $"""
            <Reference Include="{typeof(MultiplayerPeer).Assembly.Location}" />
            <Reference Include="{typeof(WebSockets.WebSocketPeer).Assembly.Location}" />
            <PackageReference Include="Microsoft.Extensions.Logging.Abstractions" Version="{PublishedApp.LoggingVersion}" />
            """);
        Assert.That(replaced, Is.Not.EqualTo(project), "The guide's project takes the package.");
        return replaced;
    }

    [GeneratedRegex("^```([a-z]+)\n(.*?)^```$", RegexOptions.Singleline | RegexOptions.Multiline)]
    private static partial Regex Block();

    [GeneratedRegex("""<PackageReference Include="Transport\.WebSockets" Version="[0-9.]+" />""")]
    private static partial Regex Package();
}
