using System.Diagnostics.CodeAnalysis;
using System.Net;
using Transport.WebSockets.Handshake;
using Transport.WebSockets.Multiplayer;

namespace Transport.WebSockets;

/// <summary>
/// One client's way into a server whose HTTP a host does: the request is checked by the rules of a server that listens, the client is admitted,
/// and the upgraded stream is handed in.
/// </summary>
/// <remarks>
/// <para><b>Use.</b> <see cref="Check"/>, <see cref="WebSocketMultiplayerPeer.TryAdmit"/>, the host's answer with <see cref="Status"/> and
/// <see cref="ResponseHeaders"/>, <see cref="AcceptAsync"/>. In between the host may
/// <see cref="Refuse"/>. Dispose it in any case.</para>
/// <para><b>Threads.</b> One at a time, any.</para>
/// </remarks>
public sealed class WebSocketUpgrade : IDisposable
{
    private readonly bool _isExtendedConnect;
    private HandshakeRefusal? _refusal;
    private ServerSession? _session;
    private IReadOnlyList<KeyValuePair<string, string>> _acceptance = [];
    private bool _isAccepted;

    // Of the request itself nothing is kept: the headers would stay as long as the connection.
    private WebSocketUpgrade(WebSocketUpgradeRequest request)
    {
        _isExtendedConnect = request.IsExtendedConnect;
        RemoteEndPoint = request.RemoteEndPoint;
    }

    /// <summary>Whether the client does not get in.</summary>
    [MemberNotNullWhen(true, nameof(RefusalText))]
    public bool IsRefused => _refusal is not null;

    /// <summary>The status to answer with: 101, or 200 to an extended CONNECT, or that of the refusal.</summary>
    public int Status => _refusal?.Status ?? (_isExtendedConnect ? 200 : 101);

    /// <summary>Why the client does not get in, as one line for the answer's content; null when it does.</summary>
    public string? RefusalText => _refusal?.Text;

    /// <summary>The headers to answer with, those of an acceptance or of a refusal; <c>Connection</c> is the host's own.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> ResponseHeaders => _refusal?.Headers ?? _acceptance;

    /// <summary>The site whose page made the request; null when it was not a browser.</summary>
    public string? Origin { get; private set; }

    /// <summary>The chosen subprotocol; empty for none.</summary>
    public string SelectedProtocol { get; private set; } = "";

    /// <summary>The URL that the client asked for.</summary>
    public string RequestedUrl { get; private set; } = "";

    /// <summary>The client's address, where the host knows it.</summary>
    public IPEndPoint? RemoteEndPoint { get; }

    /// <summary>The id that the client gets as a peer: known once it is admitted, 0 before.</summary>
    public int PeerId { get; private set; }

    /// <summary>
    /// How the connection ended, once <see cref="AcceptAsync"/> has completed; null before, and when the server was closed meanwhile.
    /// </summary>
    public DisconnectInfo? Ending { get; internal set; }

    /// <summary>
    /// Checks a request by the rules of RFC 6455 and of the options: subprotocols, headers, origins. It never throws for what a client sent.
    /// </summary>
    /// <param name="request">What the host has read.</param>
    /// <param name="options">Those of the server that the client is for.</param>
    /// <exception cref="ArgumentException">A protocol, header line or origin in the options that cannot be one.</exception>
    public static WebSocketUpgrade Check(WebSocketUpgradeRequest request, WebSocketMultiplayerPeerOptions options)
    {
        if (request is null) throw new ArgumentNullException(nameof(request));
        if (options is null) throw new ArgumentNullException(nameof(options));
        var upgrade = new WebSocketUpgrade(request);
        var settings = ServerSession.ReadSettings(options);
        if (upgrade.CheckRequest(request, settings) is { } refusal) upgrade.RefuseWith(refusal);
        return upgrade;
    }

    /// <summary>The host's own no: the session is not there, the server is going down.</summary>
    /// <param name="status">400 to 599.</param>
    /// <param name="text">Why; the client gets it as one line.</param>
    /// <exception cref="ArgumentOutOfRangeException">A status that is no refusal.</exception>
    /// <exception cref="InvalidOperationException">It is refused already, or the stream was handed in.</exception>
    public void Refuse(int status, string text)
    {
        if (_isAccepted || IsRefused) throw new InvalidOperationException("The request was answered before.");
        RefuseWith(new HandshakeRefusal(status, text));
    }

    /// <summary>Hands in the stream of a client that was admitted, once the host has answered its request.</summary>
    /// <param name="stream">
    /// Owned by the peer from now on; begins with WebSocket frames. At an end in order <see cref="Stream.DisposeAsync"/> is called, what was written
    /// before is to be delivered; <see cref="Stream.Dispose()"/> cuts, and ends reads and writes that are under way.
    /// </param>
    /// <returns>
    /// Completes when the connection is over and the stream released; soon when the server was closed meanwhile, and the client told so.
    /// </returns>
    /// <exception cref="InvalidOperationException">The client was not admitted, or its stream was handed in before.</exception>
    public Task AcceptAsync(Stream stream)
    {
        if (stream is null) throw new ArgumentNullException(nameof(stream));
        if (_isAccepted || _session is not { } session)
            throw new InvalidOperationException("The client was not admitted, or its stream was handed in already.");
        _isAccepted = true;
        return session.AcceptAsync(stream, this);
    }

    /// <summary>Gives the client's place back, unless its stream was handed in.</summary>
    public void Dispose()
    {
        if (!_isAccepted) _session?.GiveUp(this);
        _session = null;
    }

    internal void Admit(ServerSession session, int peerId)
    {
        _session = session;
        PeerId = peerId;
    }

    internal void RefuseWith(HandshakeRefusal refusal)
    {
        Dispose();
        PeerId = 0;
        _refusal = refusal;
        WebSocketMetrics.Refused(new DisconnectInfo(DisconnectReason.Refused, DisconnectOrigin.Local, refusal.Status, refusal.Text));
    }

    private HandshakeRefusal? CheckRequest(WebSocketUpgradeRequest request, ServerHandshakeSettings settings)
    {
        if (request.HttpVersion < new Version(1, 1)) return UpgradeRules.WrongHttpVersion(request.HttpVersion.ToString());
        if (request.HttpVersion.Major > 1 && !request.IsExtendedConnect)
            return new HandshakeRefusal(
                HttpReason.BadRequest, $"Over HTTP/{request.HttpVersion.Major} a WebSocket starts with an extended CONNECT.");
        if (request.Method != (request.IsExtendedConnect ? "CONNECT" : "GET")) return UpgradeRules.WrongMethod(request.Method);

        var headers = new HeaderTable();
        foreach (var header in request.Headers) headers.Add(header.Key, header.Value);
        var rules = new UpgradeRules(settings, headers);
        var host = headers.Find("Host") ?? "";
        var ownScheme = request.IsForOwnOrigin ? request.Scheme : null;
        var refusal = request.IsExtendedConnect ? rules.CheckExtendedConnect(host, ownScheme) : rules.Check(host, ownScheme);
        Origin = rules.Origin;
        SelectedProtocol = rules.SelectedProtocol;
        RequestedUrl = $"{(request.Scheme.Equals("https", StringComparison.OrdinalIgnoreCase) ? "wss" : "ws")}://{host}{request.Target}";
        if (refusal is null) _acceptance = [.. AcceptanceHeaders(rules, settings)];
        return refusal;
    }

    private IEnumerable<KeyValuePair<string, string>> AcceptanceHeaders(UpgradeRules rules, ServerHandshakeSettings settings)
    {
        if (!_isExtendedConnect)
        {
            yield return new("Upgrade", "websocket");
            yield return new("Sec-WebSocket-Accept", WebSocketKey.Accept(rules.Key));
        }
        if (SelectedProtocol.Length > 0) yield return new(Subprotocols.Header, SelectedProtocol);
        foreach (var line in settings.HandshakeHeaders)
        {
            var colon = line.IndexOf(':', StringComparison.Ordinal);
            yield return new(line[..colon], line[(colon + 1)..].Trim());
        }
    }
}
