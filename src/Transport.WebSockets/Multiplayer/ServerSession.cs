using System.Buffers.Binary;
using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using Transport.Carriers;
using Transport.WebSockets.Framing;
using Transport.WebSockets.Handshake;
using Transport.WebSockets.Protocol;
using Transport.WebSockets.Streams;

namespace Transport.WebSockets.Multiplayer;

/// <summary>
/// What a server does without being polled, from its start to the end of its last connection: listens, lets clients in, gives them ids,
/// and puts what they send into one inbox. Thread-safe.
/// </summary>
internal sealed class ServerSession : IConnectionOwner
{
    private const string NoNewPlayers = "The server takes no new players.";
    private const string Full = "The server is full.";

    private static readonly HandshakeRefusal TooMany = new(503, "Too many handshakes at once. Try again.");

    private readonly object _gate = new();
    private readonly WebSocketMultiplayerPeerOptions _options;
    private readonly Upgrade.Server _upgrade;
    private readonly ConnectionServices _services;
    private readonly PeerInbox _inbox;
    private readonly Func<bool> _isRefusing;
    private readonly TlsOptions? _tls;
    private readonly HandshakeAdmission _admission;
    private readonly UniqueIdSequence _ids;
    private readonly ConcurrentDictionary<int, WebSocketConnection> _opened = new();
    private readonly Dictionary<WebSocketConnection, Guest> _guests = [];
    private readonly TaskCompletionSource<bool> _completion = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private Listener? _listener;
    private ConnectionClose? _closed;

    public ServerSession(
        WebSocketMultiplayerPeerOptions options,
        ServerHandshakeSettings settings,
        TlsOptions? tls,
        ConnectionServices services,
        PeerInbox inbox,
        UniqueIdSequence ids,
        Func<bool> isRefusing)
    {
        _options = options;
        _tls = tls;
        _upgrade = new Upgrade.Server(settings, tls is not null);
        _services = services;
        _inbox = inbox;
        _ids = ids;
        _isRefusing = isRefusing;
        _admission = new HandshakeAdmission(options);
    }

    /// <summary>Completes when the session is closed and nothing of its connections is left.</summary>
    public Task Completion => _completion.Task;

    /// <summary>The port that is listened on; 0 when only a host hands in streams.</summary>
    public int LocalPort => _listener?.LocalPort ?? 0;

    /// <summary>Begins to accept from a listener.</summary>
    public void Listen(Listener listener)
    {
        _listener = listener;
        _ = AcceptAsync(listener);
    }

    /// <summary>Takes a stream, and completes when the connection over it is over.</summary>
    /// <param name="stream">Owned by the session from now on.</param>
    /// <param name="isUpgraded">Whether the HTTP upgrade is done already.</param>
    public Task AcceptAsync(Stream stream, bool isUpgraded)
    {
        var source = new StreamSource.Accepted(stream, isUpgraded ? null : _tls);
        var address = source.RemoteEndPoint?.Address;
        if (!_admission.TryBegin(address)) return TurnAwayAsync(stream, isUpgraded);
        return Start(new Guest(address), source, isUpgraded ? null : _upgrade);
    }

    /// <summary>Gives a place to a client whose host answers the handshake; or refuses it.</summary>
    public bool TryAdmit(WebSocketUpgrade upgrade)
    {
        var address = upgrade.RemoteEndPoint?.Address;
        if (!_admission.TryBegin(address))
        {
            upgrade.RefuseWith(TooMany);
            Log.TooManyHandshakes(_services.Logger);
            return false;
        }
        if (WhyNot() is { } refusal)
        {
            _admission.End(address);
            upgrade.RefuseWith(new HandshakeRefusal(503, refusal));
            return false;
        }
        upgrade.Admit(this, _ids.Next());
        return true;
    }

    /// <summary>Takes the place of a client back that was admitted, and did not come.</summary>
    public void GiveUp(WebSocketUpgrade upgrade)
    {
        _admission.Leave();
        _admission.End(upgrade.RemoteEndPoint?.Address);
    }

    /// <summary>Takes the stream of a client that was admitted.</summary>
    /// <inheritdoc cref="AcceptAsync(Stream, bool)"/>
    public Task AcceptAsync(Stream stream, WebSocketUpgrade upgrade) => Start(
        new Guest(upgrade.RemoteEndPoint?.Address) { IsInside = true, Upgrade = upgrade },
        new StreamSource.Accepted(stream, tls: null, upgrade.RemoteEndPoint),
        new Upgrade.Hosted(upgrade));

    public WebSocketConnection? Find(int id) => _opened.TryGetValue(id, out var connection) ? connection : null;

    /// <summary>The handshake's part of the options, checked.</summary>
    /// <exception cref="ArgumentException">A protocol, header line or origin that cannot be one.</exception>
    public static ServerHandshakeSettings ReadSettings(WebSocketMultiplayerPeerOptions options) => new()
    {
        SupportedProtocols = [.. options.SupportedProtocols],
        HandshakeHeaders = [.. options.HandshakeHeaders],
        AllowedOrigins = [.. options.AllowedOrigins],
        MaxHeadBytes = options.MaxHandshakeHeadBytes,
    };

    /// <summary>Stops listening and ends every connection.</summary>
    public void Close(int code, string reason, bool force)
    {
        WebSocketConnection[] connections;
        lock (_gate)
        {
            if (_closed is not null) return;
            _closed = new ConnectionClose(code, reason, force);
            connections = [.. _guests.Keys];
            if (connections.Length == 0) _completion.TrySetResult(true);
        }
        _listener?.Stop();
        foreach (var connection in connections)
        {
            if (force) connection.Abort(new DisconnectInfo(DisconnectReason.Aborted, DisconnectOrigin.Local));
            else connection.Close(code, reason, discardInbound: true);
        }
    }

    string? IConnectionOwner.Refuse(WebSocketConnection connection)
    {
        if (WhyNot() is { } refusal) return refusal;
        lock (_gate) _guests[connection].IsInside = true;
        return null;
    }

    void IConnectionOwner.Opened(WebSocketConnection connection)
    {
        int id;
        lock (_gate)
        {
            var guest = _guests[connection];
            EndHandshake(guest);
            id = guest.Upgrade?.PeerId ?? 0;
        }
        if (id == 0) id = _ids.Next();
        connection.PeerId = id;
        _opened[id] = connection;
        Span<byte> greeting = stackalloc byte[sizeof(int)];
        BinaryPrimitives.WriteInt32LittleEndian(greeting, id);
        connection.Greet(greeting);
        _inbox.PeerConnected(id);
    }

    void IConnectionOwner.Messages(WebSocketConnection connection, MessageBlock block)
    {
        block.Sender = connection.PeerId;
        _inbox.Packets(block);
    }

    void IConnectionOwner.Ended(WebSocketConnection connection, DisconnectInfo info)
    {
        lock (_gate)
        {
            var guest = _guests[connection];
            if (guest.IsInside) _admission.Leave();
            guest.IsInside = false;
        }
        if (connection.PeerId == 0)
        {
            WebSocketMetrics.Refused(info);
            Log.HandshakeEnded(_services.Logger, connection.RemoteEndPoint, info);
            return;
        }
        _opened.TryRemove(connection.PeerId, out _);
        _inbox.PeerDisconnected(connection.PeerId, info);
    }

    void IConnectionOwner.Released(WebSocketConnection connection)
    {
        lock (_gate)
        {
            // One that was refused holds its place until it has hung up, or was cut: else refusals would cost nothing to those who ask for them.
            if (_guests.Remove(connection, out var guest))
            {
                EndHandshake(guest);
                if (guest.Upgrade is { } upgrade) upgrade.Ending = connection.Ending?.Info;
            }
            if (_closed is not null && _guests.Count == 0) _completion.TrySetResult(true);
        }
    }

    // Null takes a client's place.
    private string? WhyNot() => _isRefusing() ? NoNewPlayers : _admission.TryEnter() ? null : Full;

    private Task Start(Guest guest, StreamSource source, Upgrade? upgrade)
    {
        var connection = new StreamConnection(WebSocketRole.Server, _options, this, _services);
        ConnectionClose? closed;
        lock (_gate)
        {
            closed = _closed;
            if (closed is null) _guests.Add(connection, guest);
        }
        if (closed is not null)
        {
            EndHandshake(guest);
            if (guest.IsInside) _admission.Leave();
            return guest.Upgrade is null || closed.IsForced ? Release(source) : TellOverAsync(source, closed);
        }
        connection.Start(source, upgrade);
        return connection.Completion;
    }

    private static Task Release(StreamSource source)
    {
        source.Dispose();
        return Task.CompletedTask;
    }

    // Its host has let it in already: it is told what those were told who were in.
    private static async Task TellOverAsync(StreamSource source, ConnectionClose closed)
    {
        var stream = await source.OpenAsync(CancellationToken.None).ConfigureAwait(false);
        try
        {
            await stream.WriteAsync(FrameOf(closed)).ConfigureAwait(false);
            await stream.DisposeAsync().ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is IOException or ObjectDisposedException or OperationCanceledException)
        {
            // It left before it was told.
        }
    }

    private static byte[] FrameOf(ConnectionClose closed)
    {
        Span<byte> payload = stackalloc byte[CloseFrame.MaxPayloadBytes];
        payload = payload[..CloseFrame.Write(payload, closed.Code, closed.Reason)];
        var frame = new byte[FrameWriter.MeasureFrame(payload.Length, masked: false)];
        FrameWriter.Write(frame, Opcode.Close, payload, masked: false);
        return frame;
    }

    private void EndHandshake(Guest guest)
    {
        if (!guest.IsKnocking) return;
        guest.IsKnocking = false;
        _admission.End(guest.Address);
    }

    private async Task AcceptAsync(Listener listener)
    {
        try
        {
            await listener.AcceptAsync(socket =>
            {
                _ = AcceptAsync(new TcpStream(socket), isUpgraded: false);
                return default;
            }).ConfigureAwait(false);
        }
        catch (SocketException exception)
        {
            _inbox.ConnectionFailed(new DisconnectInfo(
                DisconnectReason.CarrierFailed, DisconnectOrigin.Local, CloseCode.None, $"Listening failed: {exception.Message}"));
        }
    }

    // Costs no place and no time: one write that the system's buffer takes, or none.
    private async Task TurnAwayAsync(Stream stream, bool isUpgraded)
    {
        WebSocketMetrics.Refused(new DisconnectInfo(DisconnectReason.Refused, DisconnectOrigin.Local, TooMany.Status, TooMany.Text));
        Log.TooManyHandshakes(_services.Logger);
        try
        {
            if (!isUpgraded && _tls is null)
            {
                await stream.WriteAsync(TooMany.Response).ConfigureAwait(false);
                TcpStream.SocketOf(stream)?.Shutdown(SocketShutdown.Send);
            }
        }
        catch (Exception exception) when (exception is IOException or SocketException or ObjectDisposedException)
        {
            // It left before it was told.
        }
        await stream.DisposeAsync().ConfigureAwait(false);
    }

    private sealed record ConnectionClose(int Code, string Reason, bool IsForced);

    private sealed class Guest(IPAddress? address)
    {
        public IPAddress? Address { get; } = address;

        public bool IsKnocking { get; set; } = true;

        public bool IsInside { get; set; }

        /// <summary>The answer of a host, who has given the place and the id already; else null.</summary>
        public WebSocketUpgrade? Upgrade { get; init; }
    }
}
