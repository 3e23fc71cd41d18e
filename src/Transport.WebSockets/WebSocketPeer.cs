using System.Net;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Transport.Carriers;
using Transport.WebSockets.Handshake;
using Transport.WebSockets.Protocol;
using Transport.WebSockets.Streams;

namespace Transport.WebSockets;

/// <summary>
/// One WebSocket connection, as a client or, over an accepted stream, as a server: whole messages, text or binary. Poll-driven. Source: Godot
/// <c>WebSocketPeer</c>, RFC 6455.
/// </summary>
/// <remarks>
/// <para><b>Use.</b> <see cref="ConnectToUrl"/> or <see cref="AcceptStream"/>, then <see cref="Poll"/> again and again: in each frame, or after
/// <see cref="WaitForActivityAsync"/>. The state changes in Poll only. A closed peer can be started again.</para>
/// <para><b>Threads.</b> One thread at a time may use a peer. Reading, answering pings, deadlines and closing go on in the background.</para>
/// <para><b>Unread messages survive the end.</b> A peer stays <see cref="WebSocketState.Open"/>, or <see cref="WebSocketState.Closing"/>, until
/// the messages that came before the end are taken; the next Poll then makes it Closed. Godot loses them.</para>
/// </remarks>
public sealed partial class WebSocketPeer : IDisposable, IAsyncDisposable
{
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly ActivitySignal _activity = new();
    private readonly Queue<MessageBlock> _blocks = new();
    private MessageInbox? _inbox;
    private WebSocketConnection? _connection;
    private ConnectionServices? _services;
    private readonly bool _isView;
    private Task _lingering = Task.CompletedTask;
    private WebSocketState _state = WebSocketState.Closed;
    private ConnectionEnd? _ending;
    private bool _isDisposed;

    /// <summary>A closed peer.</summary>
    /// <param name="options">Limits and habits; null for the defaults. See <see cref="Options"/>.</param>
    /// <param name="timeProvider">The one clock of deadlines and pings; null for the system's.</param>
    /// <param name="logger">Where the peer tells what happens; null for nowhere.</param>
    public WebSocketPeer(WebSocketOptions? options = null, TimeProvider? timeProvider = null, ILogger? logger = null)
    {
        Options = options ?? new WebSocketOptions();
        _time = timeProvider ?? TimeProvider.System;
        _logger = logger ?? NullLogger.Instance;
    }

    /// <summary>A view of a connection that a multiplayer peer owns.</summary>
    internal WebSocketPeer(WebSocketConnection connection) : this(options: null)
    {
        _connection = connection;
        _isView = true;
    }

    /// <summary>Limits and habits; read at a start.</summary>
    public WebSocketOptions Options { get; }

    /// <summary>Where the connection stands. Closed at first. Source: Godot <c>get_ready_state</c>.</summary>
    public WebSocketState ReadyState => _isView ? _connection!.State : _state;

    /// <summary>
    /// The code in the remote's close frame, or the one a fault of the remote was answered with; <see cref="Transport.CloseCode.None"/> (-1) until
    /// then, and when the connection ended without a close. A close without a code counts as <see cref="Transport.CloseCode.NoStatus"/>. Source: Godot <c>get_close_code</c>.
    /// </summary>
    public int CloseCode => Ending?.CloseCode ?? Transport.CloseCode.None;

    /// <summary>The text that goes with <see cref="CloseCode"/>. Source: Godot <c>get_close_reason</c>.</summary>
    public string CloseReason => Ending?.CloseReason ?? "";

    /// <summary>How the last connection ended, or why it did not come to be; null before.</summary>
    public DisconnectInfo? DisconnectInfo => Ending?.Info;

    /// <summary>The chosen subprotocol; empty for none. Survives the end. Source: Godot <c>get_selected_protocol</c>.</summary>
    public string SelectedProtocol => _connection?.SelectedProtocol ?? "";

    /// <summary>On a client the URL that was asked for, on a server the one that the client asked for. Source: Godot <c>get_requested_url</c>.</summary>
    public string RequestedUrl => _connection?.RequestedUrl ?? "";

    /// <summary>The other end's address; null where it is not known, as in a browser. Source: Godot <c>get_connected_host</c>.</summary>
    public IPAddress? ConnectedHost => _connection?.RemoteEndPoint?.Address;

    /// <summary>The other end's port; 0 where it is not known. Source: Godot <c>get_connected_port</c>.</summary>
    public int ConnectedPort => _connection?.RemoteEndPoint?.Port ?? 0;

    /// <summary>Bytes queued and not yet written, headers included. Source: Godot <c>get_current_outbound_buffered_amount</c>.</summary>
    public int CurrentOutboundBufferedAmount => _connection?.GetStatistics().QueuedBytes ?? 0;

    /// <summary>What was counted since the connection opened; the round trip when <see cref="WebSocketOptions.PingInterval"/> is set.</summary>
    public PeerStatistics Statistics => _connection?.GetStatistics() ?? default;

    /// <summary>Starts to connect, as a client. Source: Godot <c>connect_to_url</c>.</summary>
    /// <param name="url"><c>ws://</c> or <c>wss://</c>; without a scheme <c>ws://</c>. All addresses of the name are tried (RFC 8305).</param>
    /// <param name="tls">A client's TLS options, for <c>wss://</c>; null to check certificate and name.</param>
    /// <exception cref="ArgumentException">A bad URL or option, or TLS options of a server; the text says what is wrong.</exception>
    /// <exception cref="InvalidOperationException">The peer is connecting or open.</exception>
    /// <exception cref="PlatformNotSupportedException">In a browser: header lines, or TLS options other than the default.</exception>
    /// <exception cref="ObjectDisposedException">The peer is disposed.</exception>
    public void ConnectToUrl(string url, TlsOptions? tls = null)
    {
        var upgrade = PrepareClient(url, tls);
        Begin();
        Follow(ConnectionFactory.Connect(upgrade, tls, Options.Clone(), _inbox!, _services!));
    }

    /// <summary>As <see cref="ConnectToUrl"/>, over a stream that leads to the server already.</summary>
    internal void ConnectOverStream(Stream stream, string url, TlsOptions? tls = null)
    {
        var upgrade = PrepareClient(url, tls);
        Begin();
        Follow(ConnectionFactory.ConnectOver(stream, upgrade, tls, Options.Clone(), _inbox!, _services!));
    }

    /// <summary>Starts to answer a client's handshake on a stream, as a server. Source: Godot <c>accept_stream</c>.</summary>
    /// <param name="stream">From <see cref="TcpServer.TakeConnection"/>, or any other; owned by the peer from now on.</param>
    /// <param name="tls">A server's TLS options, to do TLS over the stream first; null for none.</param>
    /// <exception cref="ArgumentException">A bad option, or TLS options of a client.</exception>
    /// <exception cref="InvalidOperationException">The peer is connecting or open.</exception>
    /// <exception cref="PlatformNotSupportedException">In a browser.</exception>
    /// <exception cref="ObjectDisposedException">The peer is disposed.</exception>
#if NET
    [System.Runtime.Versioning.UnsupportedOSPlatform("browser")]
#endif
    public void AcceptStream(Stream stream, TlsOptions? tls = null)
    {
        if (stream is null) throw new ArgumentNullException(nameof(stream));
        CheckStart();
        TlsOptions.CheckServer(tls, nameof(tls));
        if (ConnectionFactory.IsBrowser) throw new PlatformNotSupportedException(BrowserPage.CannotServe);
        var settings = new ServerHandshakeSettings
        {
            SupportedProtocols = [.. Options.SupportedProtocols],
            HandshakeHeaders = [.. Options.HandshakeHeaders],
            MaxHeadBytes = Options.MaxHandshakeHeadBytes,
        };
        Begin();
        var connection = new StreamConnection(WebSocketRole.Server, Options.Clone(), _inbox!, _services!);
        connection.Start(new StreamSource.Accepted(stream, tls), new Upgrade.Server(settings, tls is not null));
        Follow(connection);
    }

    /// <summary>
    /// Closes: what is queued is written, then the remote is told code and reason; the peer is Closing until the remote has answered, which
    /// is waited for <see cref="WebSocketOptions.CloseTimeout"/> at most. While connecting, gives up. Does nothing when closing or closed. Source: Godot <c>close</c>.
    /// </summary>
    /// <param name="code">One that <see cref="Transport.CloseCode.CanBeSent"/>, or a negative number to cut at once without a word. Default 1000.</param>
    /// <param name="reason">At most <see cref="Transport.CloseCode.MaxReasonBytes"/> bytes of UTF-8. Default empty.</param>
    /// <exception cref="ArgumentException">A code that must not be sent, or too long a reason.</exception>
    public void Close(int code = Transport.CloseCode.Normal, string reason = "")
    {
        if (code >= 0) CheckClose(code, reason);
        if (_connection is not { } connection || ReadyState is WebSocketState.Closed) return;
        if (code < 0) connection.Abort(new DisconnectInfo(DisconnectReason.Aborted, DisconnectOrigin.Local));
        else connection.Close(code, reason, discardInbound: false);
        if (_isView) return;
        if (code >= 0 && _state != WebSocketState.Connecting) _state = WebSocketState.Closing;
        else End(new DisconnectInfo(DisconnectReason.Aborted, DisconnectOrigin.Local));
    }

    /// <summary>Turns Nagle's algorithm off (true, the default) or on. Source: Godot <c>set_no_delay</c>.</summary>
    /// <exception cref="InvalidOperationException">There is no TCP connection of which this could be said.</exception>
    public void SetNoDelay(bool enabled)
    {
        if (_connection?.Socket is not { } socket || ReadyState == WebSocketState.Closed)
            throw new InvalidOperationException("There is no TCP connection.");
        socket.NoDelay = enabled;
    }

    /// <summary>Releases everything now; an open connection is cut without a word.</summary>
    public void Dispose()
    {
        if (_isDisposed) return;
        if (!_isView) Close(code: -1);
        _isDisposed = true;
        _activity.Set();
    }

    /// <summary>Closes with 1000, completes when the remote has answered or the time for it is over, and releases everything.</summary>
    public async ValueTask DisposeAsync()
    {
        if (_isDisposed) return;
        if (!_isView)
        {
            Close();
            // Nobody takes what is unread any more, and the remote's answer may be behind it.
            _connection?.DiscardInbound();
        }
        await _lingering.ConfigureAwait(false);
        Dispose();
    }

    private ConnectionEnd? Ending => _isView ? _connection!.Ending : _ending;

    private static void CheckClose(int code, string reason)
    {
        if (!Transport.CloseCode.CanBeSent(code))
            throw new ArgumentOutOfRangeException(nameof(code), code, "A close code is 1000 to 1011, without 1004 to 1006, or 3000 to 4999; a negative one cuts.");
        if (reason is null) throw new ArgumentNullException(nameof(reason));
        if (System.Text.Encoding.UTF8.GetByteCount(reason) > Transport.CloseCode.MaxReasonBytes)
            throw new ArgumentException($"A close reason has at most {Transport.CloseCode.MaxReasonBytes} bytes of UTF-8.", nameof(reason));
    }

    // All that can be wrong with a client's start.
    private Upgrade.Client PrepareClient(string url, TlsOptions? tls)
    {
        CheckStart();
        return ConnectionFactory.Prepare(ConnectionFactory.ParseUrl(url, tls, nameof(url)), Options);
    }

    private void CheckStart()
    {
        ThrowIfDisposed();
        if (_isView)
            throw new InvalidOperationException("This peer belongs to a multiplayer peer, which starts and ends its connection.");
        if (_state is WebSocketState.Connecting or WebSocketState.Open)
            throw new InvalidOperationException($"The peer is {_state}. Close it before it is started again.");
        Options.Check();
    }

    private void Begin()
    {
        // One that waits for the remote's answer is given up; one that is through only still lingers.
        if (_state == WebSocketState.Closing) Close(code: -1);
        _connection = null;
        _inbox = new MessageInbox(_activity);
        _services = new ConnectionServices(_time, _logger);
        _state = WebSocketState.Connecting;
        _ending = null;
    }

    private void Follow(WebSocketConnection connection)
    {
        _connection = connection;
        _lingering = LingerAsync(connection, _services!);
    }

    private static async Task LingerAsync(WebSocketConnection connection, ConnectionServices services)
    {
        await connection.Completion.ConfigureAwait(false);
        services.Dispose();
    }

    private void ThrowIfDisposed()
    {
        if (_isDisposed) throw new ObjectDisposedException(nameof(WebSocketPeer));
    }
}
