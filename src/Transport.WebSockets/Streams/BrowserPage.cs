#if NET
using System.Runtime.InteropServices.JavaScript;
#endif

namespace Transport.WebSockets.Streams;

/// <summary>The page in a browser that this code runs in.</summary>
internal static class BrowserPage
{
    /// <summary>What somebody is told who starts a server in a page.</summary>
    public const string CannotServe = "A page in a browser cannot be a server.";

    /// <summary>
    /// Whether the page came by https. Then the browser lets it connect by <c>wss://</c> only. It must not even be tried: .NET does not survive that the
    /// browser's socket cannot be made.
    /// </summary>
    public static bool IsSecure
    {
        get
        {
#if NET
            if (!ConnectionFactory.IsBrowser) return false;
            // A worker from a blob has its page's origin, and a sandboxed frame has none.
            using var location = JSHost.GlobalThis.GetPropertyAsJSObject("location");
            return IsHttps(JSHost.GlobalThis.GetPropertyAsString("origin")) || IsHttps(location?.GetPropertyAsString("protocol"));
#else
            return false;
#endif
        }
    }

#if NET
    private static bool IsHttps(string? text) => text is not null && text.StartsWith("https:", StringComparison.Ordinal);
#endif
}
