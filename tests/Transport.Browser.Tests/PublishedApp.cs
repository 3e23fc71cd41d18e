using System.Diagnostics;
using System.Reflection;

namespace Transport.Browser.Tests;

/// <summary>Pages, published as a game would publish them: trimmed. A warning of the trimmer is an error.</summary>
internal static class PublishedApp
{
    private static readonly Dictionary<string, string> Metadata = typeof(PublishedApp).Assembly
        .GetCustomAttributes<AssemblyMetadataAttribute>().ToDictionary(static metadata => metadata.Key, static metadata => metadata.Value!);

    /// <summary>The version of the one package that the libraries need.</summary>
    public static string LoggingVersion => Metadata["LoggingVersion"];

    /// <summary>The path of the guide.</summary>
    public static string GuideFile => Path.Combine(Metadata["TestsFolder"], "..", "docs", "guide", "browser.md");

    /// <summary>Publishes what was built with these tests, and returns the folder to serve.</summary>
    /// <param name="project">Its name; it lies beside that of the tests.</param>
    /// <param name="properties">As <c>Name=Value</c>.</param>
    public static Task<string> PublishBuiltAsync(string project, params string[] properties)
    {
        var folder = Path.Combine(Metadata["PublishFolder"], string.Join('-', properties.Prepend(project)));
        foreach (var leftover in Leftovers(project).Append(folder))
        {
            if (Directory.Exists(leftover)) Directory.Delete(leftover, recursive: true);
        }
        return PublishAsync(
            Path.Combine(Metadata["TestsFolder"], project), folder,
            ["--no-build", "--configuration", Metadata["Configuration"], .. properties.Select(property => $"-p:{property}")]);
    }

    /// <summary>Publishes a project, and returns the folder to serve.</summary>
    public static async Task<string> PublishAsync(string project, string folder, params string[] arguments)
    {
        var start = new ProcessStartInfo(Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet")
        {
            ArgumentList = { "publish", project, "--output", folder, "-nodeReuse:false", "-tl:off" },
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var argument in arguments) start.ArgumentList.Add(argument);
        using var process = Process.Start(start)!;
        var error = process.StandardError.ReadToEndAsync();
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        Assert.That(process.ExitCode, Is.Zero, $"The page cannot be published.\n{output}{await error}");
        return Path.Combine(folder, "wwwroot");
    }

    // What was trimmed before counts as up to date, whatever the properties were.
    private static IEnumerable<string> Leftovers(string project)
    {
#pragma warning disable CA1308 // The SDK writes it in lower case.
        var folder = Path.Combine(Metadata["ObjectFolder"], project, Metadata["Configuration"].ToLowerInvariant());
#pragma warning restore CA1308
        return [Path.Combine(folder, "linked"), Path.Combine(folder, "webcil", "publish"), Path.Combine(folder, "tmp-webcil", "publish")];
    }
}
