#if !NET
using System.Runtime.InteropServices;
#else
using System.Runtime.Versioning;
#endif
using System.Security.Cryptography;
using Transport.WebSockets.Handshake;
using Transport.WebSockets.Protocol;

namespace Transport.WebSockets.Streams;

/// <summary>Makes a client's connection of the kind that fits the platform.</summary>
internal static class ConnectionFactory
{
    /// <summary>Whether this code runs in a browser, where the page's own WebSocket is the only one.</summary>
#if NET
    [SupportedOSPlatformGuard("browser")]
#endif
    public static bool IsBrowser =>
#if NET
        OperatingSystem.IsBrowser();
#else
        RuntimeInformation.IsOSPlatform(OSPlatform.Create("BROWSER"));
#endif

    /// <summary>The URL, checked.</summary>
    /// <exception cref="ArgumentException">What is wrong with it.</exception>
    /// <exception cref="PlatformNotSupportedException">TLS options that a browser does not take.</exception>
    public static WebSocketUrl ParseUrl(string url, TlsOptions? tls, string parameter)
    {
        if (url is null) throw new ArgumentNullException(parameter);
        if (!WebSocketUrl.TryParse(url, out var parsed, out var error)) throw new ArgumentException(error, parameter);
        TlsOptions.CheckClient(tls, nameof(tls));
        if (IsBrowser && tls is { IsPlain: false })
            throw new PlatformNotSupportedException("A page in a browser cannot choose whom TLS trusts: the browser does. Leave the TLS options out.");
        return parsed;
    }

    /// <summary>The request that asks for the upgrade.</summary>
    /// <exception cref="ArgumentException">A protocol or header line that cannot be one.</exception>
    /// <exception cref="PlatformNotSupportedException">Header lines in a browser.</exception>
    public static Upgrade.Client Prepare(WebSocketUrl url, WebSocketOptions options)
    {
        if (IsBrowser && options.HandshakeHeaders.Count > 0)
            throw new PlatformNotSupportedException("A page in a browser cannot add headers to a handshake. Send a token in the URL, the subprotocol or the first packet.");
        Span<byte> nonce = stackalloc byte[16];
        RandomNumberGenerator.Fill(nonce);
        return new Upgrade.Client(url, new ClientHandshake(
            url, [.. options.SupportedProtocols], [.. options.HandshakeHeaders], options.MaxHandshakeHeadBytes, nonce));
    }

    /// <summary>Starts to connect.</summary>
    /// <param name="upgrade">What is asked for.</param>
    /// <param name="tls">Null for the default: certificate and name are checked.</param>
    /// <param name="options">The connection's.</param>
    /// <param name="owner">Where it puts what happens.</param>
    /// <param name="services">The owner's.</param>
    /// <param name="awaitsConfirmation">Whether the handshake's deadline counts until the owner confirms.</param>
    public static WebSocketConnection Connect(
        Upgrade.Client upgrade,
        TlsOptions? tls,
        WebSocketOptions options,
        IConnectionOwner owner,
        ConnectionServices services,
        bool awaitsConfirmation = false)
    {
        // The trimmer knows the first half: nothing of the second is in a page.
        if (IsBrowser || options.UsesPlatformSocket)
        {
            var platform = new PlatformConnection(upgrade, options, owner, services, awaitsConfirmation);
            platform.Start();
            return platform;
        }
        return Start(upgrade, new StreamSource.Connecting(upgrade.Url, tls, services.Time), options, owner, services, awaitsConfirmation);
    }

    /// <summary>Starts to connect over a stream that a host connected already.</summary>
    /// <inheritdoc cref="Connect"/>
    public static WebSocketConnection ConnectOver(
        Stream stream,
        Upgrade.Client upgrade,
        TlsOptions? tls,
        WebSocketOptions options,
        IConnectionOwner owner,
        ConnectionServices services,
        bool awaitsConfirmation = false) =>
        Start(upgrade, new StreamSource.Given(stream, upgrade.Url, tls), options, owner, services, awaitsConfirmation);

    private static StreamConnection Start(
        Upgrade.Client upgrade,
        StreamSource source,
        WebSocketOptions options,
        IConnectionOwner owner,
        ConnectionServices services,
        bool awaitsConfirmation)
    {
        var connection = new StreamConnection(WebSocketRole.Client, options, owner, services, awaitsConfirmation);
        connection.Start(source, upgrade);
        return connection;
    }
}
