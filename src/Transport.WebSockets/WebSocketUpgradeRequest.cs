using System.Net;

namespace Transport.WebSockets;

/// <summary>A request for a WebSocket, as an HTTP server that hosts this library has read it. See <see cref="WebSocketUpgrade.Check"/>.</summary>
public sealed class WebSocketUpgradeRequest
{
    /// <summary>A request as it was read.</summary>
    /// <param name="method">See <see cref="Method"/>.</param>
    /// <param name="scheme">See <see cref="Scheme"/>.</param>
    /// <param name="target">See <see cref="Target"/>.</param>
    /// <param name="httpVersion">See <see cref="HttpVersion"/>.</param>
    /// <param name="headers">See <see cref="Headers"/>.</param>
    public WebSocketUpgradeRequest(
        string method, string scheme, string target, Version httpVersion, IEnumerable<KeyValuePair<string, string>> headers)
    {
        Method = method ?? throw new ArgumentNullException(nameof(method));
        Scheme = scheme ?? throw new ArgumentNullException(nameof(scheme));
        Target = target ?? throw new ArgumentNullException(nameof(target));
        HttpVersion = httpVersion ?? throw new ArgumentNullException(nameof(httpVersion));
        Headers = headers ?? throw new ArgumentNullException(nameof(headers));
    }

    /// <summary>The method: GET, or CONNECT when <see cref="IsExtendedConnect"/>.</summary>
    public string Method { get; }

    /// <summary><c>http</c> or <c>https</c>, as the client has asked, whatever a proxy has made of it.</summary>
    public string Scheme { get; }

    /// <summary>Path and query.</summary>
    public string Target { get; }

    /// <summary>The version of HTTP that the request came by.</summary>
    public Version HttpVersion { get; }

    /// <summary>
    /// The header lines; a name may come more than once, and names are compared without regard to case. <c>Host</c> is among them, over HTTP/2
    /// made of <c>:authority</c>.
    /// </summary>
    public IEnumerable<KeyValuePair<string, string>> Headers { get; }

    /// <summary>Whether it is an extended CONNECT with the protocol <c>websocket</c>. Default false. Source: RFC 8441, RFC 9220.</summary>
    public bool IsExtendedConnect { get; init; }

    /// <summary>
    /// Whether of all pages in browsers only those of this very server may connect, beside those of
    /// <see cref="WebSocketMultiplayerPeerOptions.AllowedOrigins"/>. Default false: what that list says alone.
    /// </summary>
    public bool IsForOwnOrigin { get; init; }

    /// <summary>The client's address. Default null: not known.</summary>
    public IPEndPoint? RemoteEndPoint { get; init; }
}
