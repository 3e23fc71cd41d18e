using System.Diagnostics;
using System.Reflection;

namespace Transport.Browser.Tests;

/// <summary>The page, published as a game would publish it: trimmed.</summary>
internal static class PublishedApp
{
    private static readonly Dictionary<string, string> Metadata = typeof(PublishedApp).Assembly
        .GetCustomAttributes<AssemblyMetadataAttribute>().ToDictionary(static metadata => metadata.Key, static metadata => metadata.Value!);

    /// <summary>Publishes what was built with these tests, and returns the folder to serve. A warning of the trimmer is an error.</summary>
    public static async Task<string> PublishAsync(string trimMode)
    {
        var folder = Path.Combine(Metadata["AppFolder"], trimMode);
        if (Directory.Exists(folder)) Directory.Delete(folder, recursive: true);
        var start = new ProcessStartInfo(Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet")
        {
            ArgumentList =
            {
                "publish", Metadata["AppProject"], "--no-build", "--configuration", Metadata["AppConfiguration"], "--output", folder,
                $"-p:TrimMode={trimMode}", "-nodeReuse:false", "-tl:off",
            },
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using var process = Process.Start(start)!;
        var error = process.StandardError.ReadToEndAsync();
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        Assert.That(process.ExitCode, Is.Zero, $"The page cannot be published.\n{output}{await error}");
        return Path.Combine(folder, "wwwroot");
    }
}
