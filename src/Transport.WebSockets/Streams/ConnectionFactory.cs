using System.Runtime.InteropServices;
using System.Security.Cryptography;
using Transport.WebSockets.Handshake;
using Transport.WebSockets.Protocol;

namespace Transport.WebSockets.Streams;

/// <summary>Makes a client's connection of the kind that fits the platform.</summary>
internal static class ConnectionFactory
{
    /// <summary>Whether this code runs in a browser, where the page's own WebSocket is the only one.</summary>
    public static bool IsBrowser { get; } =
#if NET
        OperatingSystem.IsBrowser();
#else
        RuntimeInformation.IsOSPlatform(OSPlatform.Create("BROWSER"));
#endif

    /// <summary>The URL, checked.</summary>
    /// <exception cref="ArgumentException">What is wrong with it.</exception>
    public static WebSocketUrl ParseUrl(string url, TlsOptions? tls, string parameter)
    {
        if (url is null) throw new ArgumentNullException(parameter);
        if (!WebSocketUrl.TryParse(url, out var parsed, out var error)) throw new ArgumentException(error, parameter);
        TlsOptions.CheckClient(tls, nameof(tls));
        return parsed;
    }

    /// <summary>Starts to connect.</summary>
    /// <param name="url">Where to.</param>
    /// <param name="tls">Null for the default: certificate and name are checked.</param>
    /// <param name="stream">A stream that a host connected already; null to connect.</param>
    /// <param name="options">The connection's.</param>
    /// <param name="owner">Where it puts what happens.</param>
    /// <param name="services">The owner's.</param>
    /// <param name="awaitsConfirmation">Whether the handshake's deadline counts until the owner confirms.</param>
    public static WebSocketConnection Connect(
        WebSocketUrl url, TlsOptions? tls, Stream? stream, WebSocketOptions options, IConnectionOwner owner, ConnectionServices services, bool awaitsConfirmation)
    {
        if (IsBrowser && stream is null)
        {
            var platform = new PlatformConnection(url, options, owner, services, awaitsConfirmation);
            platform.Start();
            return platform;
        }
        Span<byte> nonce = stackalloc byte[16];
        RandomNumberGenerator.Fill(nonce);
        var handshake = new ClientHandshake(
            url, [.. options.SupportedProtocols], [.. options.HandshakeHeaders], options.MaxHandshakeHeadBytes, nonce);
        StreamSource source = stream is null
            ? new StreamSource.Connecting(url, tls, services.Time)
            : new StreamSource.Given(stream, url, tls);
        var connection = new StreamConnection(WebSocketRole.Client, options, owner, services, awaitsConfirmation);
        connection.Start(source, new Upgrade.Client(url, handshake));
        return connection;
    }
}
