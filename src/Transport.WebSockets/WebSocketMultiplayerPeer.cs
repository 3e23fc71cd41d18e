using System.Net;
using Microsoft.Extensions.Logging;
using Transport.WebSockets.Framing;
using Transport.WebSockets.Handshake;
using Transport.WebSockets.Multiplayer;
using Transport.WebSockets.Streams;

namespace Transport.WebSockets;

/// <summary>
/// A <see cref="MultiplayerPeer"/> over WebSockets. On the wire it speaks what Godot 4's <c>WebSocketMultiplayerPeer</c> speaks, and
/// nothing else: the server's first message to a client is the client's id, 4 bytes, little-endian; every further binary message is a
/// packet. Every mode is delivered reliably and in order; the receiver sees channel 0.
/// </summary>
/// <remarks>
/// Handshakes, pings, deadlines and closes run in the background and need no <see cref="MultiplayerPeer.Poll"/>. In a browser only a client is
/// possible, over the page's own WebSocket.
/// </remarks>
public sealed class WebSocketMultiplayerPeer : MultiplayerPeer
{
    internal const string CarrierName = "websocket";

    private readonly TimeProvider _time;
    private readonly Dictionary<int, WebSocketConnection> _connections = [];
    private readonly List<Task> _lingering = [];
    private byte[] _frame = [];
    private volatile ServerSession? _server;
    private WebSocketConnection? _client;
    private ConnectionServices? _services;

    /// <summary>A peer that is not started.</summary>
    /// <param name="options">Limits and habits; null for the defaults. See <see cref="Options"/>.</param>
    /// <param name="timeProvider">The one clock of deadlines and pings; null for the system's.</param>
    /// <param name="logger">Where the peer tells what happens; null for nowhere.</param>
    public WebSocketMultiplayerPeer(
        WebSocketMultiplayerPeerOptions? options = null, TimeProvider? timeProvider = null, ILogger? logger = null)
        : base(logger)
    {
        Options = options ?? new WebSocketMultiplayerPeerOptions();
        _time = timeProvider ?? TimeProvider.System;
    }

    /// <summary>Limits and habits; read at a start.</summary>
    public WebSocketMultiplayerPeerOptions Options { get; }

    /// <inheritdoc/>
    public override string Carrier => CarrierName;

    /// <summary>The port a server listens on, the system's choice when 0 was asked for; else 0.</summary>
    public int LocalPort => _server?.LocalPort ?? 0;

    /// <summary>The same in every mode: <see cref="WebSocketOptions.MaxMessageBytes"/>. A Godot peer takes 65,535 bytes by default.</summary>
    public override int MaxPacketSize(TransferMode mode) => Options.MaxMessageBytes;

    /// <summary>Starts a server that listens. Its id is 1, and it is Connected at once. Source: Godot <c>create_server</c>.</summary>
    /// <param name="port">1 to 65535, or 0 for any free one (<see cref="LocalPort"/>).</param>
    /// <param name="bindAddress">An address of this machine, or <c>*</c> for all, IPv4 and IPv6.</param>
    /// <param name="tls">A server's TLS options, for <c>wss://</c>; null for <c>ws://</c>.</param>
    /// <exception cref="ArgumentException">A port, address or option that makes no sense, or TLS options of a client.</exception>
    /// <exception cref="InvalidOperationException">The peer is already started, or the port cannot be had; the text says why.</exception>
    /// <exception cref="PlatformNotSupportedException">In a browser.</exception>
    /// <exception cref="ObjectDisposedException">The peer is disposed.</exception>
#if NET
    [System.Runtime.Versioning.UnsupportedOSPlatform("browser")]
#endif
    public void CreateServer(int port, string bindAddress = "*", TlsOptions? tls = null)
    {
        var settings = CheckServer(tls);
        var listener = Listener.Listen(port, bindAddress, _time);
        StartServer(settings, tls).Listen(listener);
    }

    /// <summary>
    /// Starts a server that does not listen: a host hands in the streams, with <see cref="AcceptStreamAsync"/>.
    /// </summary>
    /// <inheritdoc cref="CreateServer"/>
#if NET
    [System.Runtime.Versioning.UnsupportedOSPlatform("browser")]
#endif
    public void CreateStreamServer(TlsOptions? tls = null)
    {
        var settings = CheckServer(tls);
        StartServer(settings, tls);
    }

    /// <summary>
    /// Starts a client. It is Connecting until the server's id came, then Connected; else ConnectionFailed tells why.
    /// All addresses of the name are tried in the manner of RFC 8305. Source: Godot <c>create_client</c>.
    /// </summary>
    /// <param name="url"><c>ws://</c> or <c>wss://</c>; without a scheme <c>ws://</c>.</param>
    /// <param name="tls">A client's TLS options, for <c>wss://</c>; null to check certificate and name.</param>
    /// <exception cref="ArgumentException">A bad URL or option, or TLS options of a server; the text says what is wrong.</exception>
    /// <exception cref="InvalidOperationException">The peer is already started.</exception>
    /// <exception cref="PlatformNotSupportedException">In a browser: header lines, or TLS options other than the default.</exception>
    /// <exception cref="ObjectDisposedException">The peer is disposed.</exception>
    public void CreateClient(string url, TlsOptions? tls = null)
    {
        var upgrade = PrepareClient(url, tls);
        var session = BeginClient(out var services);
        _client = ConnectionFactory.Connect(upgrade, tls, Options.Clone(), session, services, awaitsConfirmation: true);
    }

    /// <summary>Starts a client over a stream that a host has connected to the server; the HTTP upgrade is done over it.</summary>
    /// <param name="stream">Owned by the peer from now on.</param>
    /// <param name="url">What is asked for; over <c>wss://</c> TLS is done as well.</param>
    /// <param name="tls">As for <see cref="CreateClient"/>.</param>
    /// <inheritdoc cref="CreateClient"/>
    public void CreateStreamClient(Stream stream, string url, TlsOptions? tls = null)
    {
        if (stream is null) throw new ArgumentNullException(nameof(stream));
        var upgrade = PrepareClient(url, tls);
        var session = BeginClient(out var services);
        _client = ConnectionFactory.ConnectOver(stream, upgrade, tls, Options.Clone(), session, services, awaitsConfirmation: true);
    }

    /// <summary>Hands a client's stream to a server. From any thread.</summary>
    /// <param name="stream">
    /// Owned by the peer from now on. At an end in order <see cref="Stream.DisposeAsync"/> is called, and at a cut <see cref="Stream.Dispose()"/>, which
    /// has to end reads and writes that are under way.
    /// </param>
    /// <param name="isUpgraded">
    /// False: TLS, where the server was created with it, and the HTTP upgrade are done over the stream. True: the host has done both, and the stream
    /// begins with WebSocket frames.
    /// </param>
    /// <returns>Completes when the connection is over and the stream released.</returns>
    /// <exception cref="InvalidOperationException">This is not a started server.</exception>
    public Task AcceptStreamAsync(Stream stream, bool isUpgraded = false)
    {
        if (stream is null) throw new ArgumentNullException(nameof(stream));
        var server = _server ?? throw new InvalidOperationException("Only a started server accepts streams.");
        return server.AcceptAsync(stream, isUpgraded);
    }

    /// <summary>
    /// Gives a client whose HTTP a host does a place and an id; or refuses it with 503, as a server that listens would: when the peer is no started
    /// server, takes no new peers, is full, or has too many handshakes at once. From any thread.
    /// </summary>
    /// <param name="upgrade">A request that was checked, and not refused.</param>
    /// <returns>False when it is refused now.</returns>
    /// <exception cref="InvalidOperationException">It was refused or admitted before.</exception>
    public bool TryAdmit(WebSocketUpgrade upgrade)
    {
        if (upgrade is null) throw new ArgumentNullException(nameof(upgrade));
        if (upgrade.IsRefused || upgrade.PeerId != 0) throw new InvalidOperationException("The request was refused or admitted before.");
        if (_server is { } server) return server.TryAdmit(upgrade);
        upgrade.Refuse(503, "The session is over.");
        return false;
    }

    /// <summary>
    /// The connection to a peer, to look at, or to close in its own way; its messages come through this object only.
    /// Source: Godot <c>get_peer</c>.
    /// </summary>
    /// <exception cref="ArgumentException">No such peer.</exception>
    public WebSocketPeer GetPeer(int id) => new(Connection(id));

    /// <summary>The other end's address, where it is known. Source: Godot <c>get_peer_address</c>.</summary>
    /// <exception cref="ArgumentException">No such peer.</exception>
    public IPAddress? GetPeerAddress(int id) => Connection(id).RemoteEndPoint?.Address;

    /// <summary>The other end's port; 0 where it is not known. Source: Godot <c>get_peer_port</c>.</summary>
    /// <exception cref="ArgumentException">No such peer.</exception>
    public int GetPeerPort(int id) => Connection(id).RemoteEndPoint?.Port ?? 0;

    /// <inheritdoc/>
    protected override bool SendCore(ReadOnlySpan<byte> payload, int target, TransferMode mode, int channel, bool mustDeliver)
    {
        if (target > 0) return Deliver(_connections[target], payload, mustDeliver);
        return _server is null ? SendToServer(payload, target, mustDeliver) : Broadcast(payload, except: -target, mustDeliver);
    }

    /// <inheritdoc/>
    protected override void FlushCore() => _services?.FlushQueue.Flush();

    /// <inheritdoc/>
    protected override void PeerJoined(int id)
    {
        if ((_server is { } server ? server.Find(id) : _client) is { } connection) _connections[id] = connection;
        // It is gone already; what is sent to it until PeerDisconnected goes nowhere.
        else _connections[id] = GoneConnection.Instance;
    }

    /// <inheritdoc/>
    protected override void PeerLeft(int id) => _connections.Remove(id);

    /// <inheritdoc/>
    protected override void DisconnectPeerCore(int id, int code, string reason, bool force)
    {
        var connection = _connections[id];
        if (force) connection.Abort(new DisconnectInfo(DisconnectReason.Aborted, DisconnectOrigin.Local));
        else connection.Close(code, reason, discardInbound: true);
    }

    /// <inheritdoc/>
    protected override void CloseCore(int code, string reason, bool force)
    {
        _server?.Close(code, reason, force);
        if (force) _client?.Abort(new DisconnectInfo(DisconnectReason.Aborted, DisconnectOrigin.Local));
        else _client?.Close(code, reason, discardInbound: true);
    }

    /// <inheritdoc/>
    protected override void SessionEnded()
    {
        // Does nothing after a close; a server that failed still has its clients.
        _server?.Close(CloseCode.InternalError, "The server failed.", force: false);
        _lingering.RemoveAll(static task => task.IsCompleted);
        if (_services is { } services) _lingering.Add(LingerThenDisposeAsync(_server?.Completion ?? _client!.Completion, services));
        _server = null;
        _client = null;
        _services = null;
    }

    /// <inheritdoc/>
    protected override async ValueTask LingerAsync(CancellationToken cancellationToken)
    {
        var all = Task.WhenAll(_lingering.ToArray());
        if (!all.IsCompleted && cancellationToken.CanBeCanceled)
        {
            var cancelled = new TaskCompletionSource<bool>(TaskCreationOptions.RunContinuationsAsynchronously);
            using (cancellationToken.Register(() => cancelled.TrySetResult(true)))
                await Task.WhenAny(all, cancelled.Task).ConfigureAwait(false);
            cancellationToken.ThrowIfCancellationRequested();
        }
        await all.ConfigureAwait(false);
    }

    /// <inheritdoc/>
    protected override PeerStatistics GetStatisticsCore(int id) => _connections[id].GetStatistics();

    private bool SendToServer(ReadOnlySpan<byte> payload, int target, bool mustDeliver) =>
        target == -TargetPeerServer || Deliver(_connections[TargetPeerServer], payload, mustDeliver);

    // Framed once; each connection copies the frame.
    private bool Broadcast(ReadOnlySpan<byte> payload, int except, bool mustDeliver)
    {
        var size = FrameWriter.MeasureFrame(payload.Length, masked: false);
        if (_frame.Length < size) _frame = new byte[Math.Max(size, _frame.Length * 2)];
        FrameWriter.Write(_frame, Opcode.Binary, payload, masked: false);
        var frame = _frame.AsSpan(0, size);
        var all = true;
        foreach (var (id, connection) in _connections)
        {
            if (id == except) continue;
            all &= Judge(connection, connection.SendFramed(frame, payload.Length), mustDeliver);
        }
        return all;
    }

    private static bool Deliver(WebSocketConnection connection, ReadOnlySpan<byte> payload, bool mustDeliver) =>
        Judge(connection, connection.Send(isText: false, payload), mustDeliver);

    private static bool Judge(WebSocketConnection connection, QueueOutcome outcome, bool mustDeliver)
    {
        if (outcome is QueueOutcome.Added or QueueOutcome.AddedFirst) return true;
        if (outcome == QueueOutcome.Full && mustDeliver)
        {
            connection.Fail(new DisconnectInfo(
                DisconnectReason.SlowConsumer, DisconnectOrigin.Local, CloseCode.PolicyViolation, "slow consumer"));
        }
        return false;
    }

    // All that can be wrong with a start, but for the port.
    private ServerHandshakeSettings CheckServer(TlsOptions? tls)
    {
        ThrowIfStarted();
        TlsOptions.CheckServer(tls, nameof(tls));
        Options.Check();
        if (ConnectionFactory.IsBrowser) throw new PlatformNotSupportedException(BrowserPage.CannotServe);
        return ServerSession.ReadSettings(Options);
    }

    private ServerSession StartServer(ServerHandshakeSettings settings, TlsOptions? tls)
    {
        var options = (WebSocketMultiplayerPeerOptions)Options.Clone();
        var services = new ConnectionServices(_time, Logger);
        _services = services;
        return _server = new ServerSession(options, settings, tls, services, StartServer(), PeerIds, () => RefuseNewConnections);
    }

    // All that can be wrong with a client's start.
    private Upgrade.Client PrepareClient(string url, TlsOptions? tls)
    {
        ThrowIfStarted();
        var parsed = ConnectionFactory.ParseUrl(url, tls, nameof(url));
        Options.Check();
        return ConnectionFactory.Prepare(parsed, Options);
    }

    private ClientSession BeginClient(out ConnectionServices services)
    {
        _services = services = new ConnectionServices(_time, Logger);
        return new ClientSession(StartClient());
    }

    private WebSocketConnection Connection(int id) =>
        _connections.TryGetValue(id, out var connection)
            ? connection
            : throw new ArgumentException($"There is no connected peer {id}.", nameof(id));

    private static async Task LingerThenDisposeAsync(Task completion, ConnectionServices services)
    {
        await completion.ConfigureAwait(false);
        services.Dispose();
    }
}
