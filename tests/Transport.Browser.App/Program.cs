using System.Runtime.Versioning;

[assembly: SupportedOSPlatform("browser")]

namespace Transport.Browser.App;

internal static class Program
{
    // The page's script goes on from here.
    private static void Main()
    {
    }
}
