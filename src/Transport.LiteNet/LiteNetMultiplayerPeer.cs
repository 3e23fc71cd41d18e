using System.Net;
using Microsoft.Extensions.Logging;
using Transport.LiteNet.Endpoints;
using Transport.LiteNet.Flow;

namespace Transport.LiteNet;

/// <summary>
/// A <see cref="MultiplayerPeer"/> over UDP, on LiteNetLib. The modes are what they are called: unreliable packets may be lost, and do not wait for
/// those that were. Channels are lanes of their own. Source: Godot <c>ENetMultiplayerPeer</c>, in its client and server forms; the wire is another.
/// </summary>
/// <remarks>
/// <para><b>Safety.</b> Plain UDP is not encrypted, see <see cref="LiteNetMultiplayerPeerOptions.Security"/>. Somebody who lies about his address never becomes
/// a peer.</para>
/// <para><b>Background.</b> Handshakes, acknowledgements, pings, repeats, deadlines and closes need no <see cref="MultiplayerPeer.Poll"/>.</para>
/// <para><b>Cut connections.</b> UDP has none, so a cut (<c>force</c>, <see cref="MultiplayerPeer.Dispose()"/>) is one datagram without a word. When it is lost, the
/// remote finds out by silence.</para>
/// </remarks>
public sealed class LiteNetMultiplayerPeer : MultiplayerPeer
{
    internal const string CarrierName = "litenet";

    private readonly TimeProvider _time;
    private readonly Dictionary<int, Connection?> _connections = [];
    private readonly List<Task> _lingering = [];
    private ServerEndpoint? _lastServer;
    private ServerEndpoint? _server;
    private ServerSession? _session;
    private ClientEndpoint? _client;

    /// <summary>A peer that is not started.</summary>
    /// <param name="options">Limits and habits; null for the defaults. See <see cref="Options"/>.</param>
    /// <param name="timeProvider">
    /// The one clock of deadlines, pings and silence; null for the system's. LiteNetLib itself measures round trips and repeats by the system's time.
    /// </param>
    /// <param name="logger">Where the peer tells what happens; null for nowhere.</param>
    public LiteNetMultiplayerPeer(LiteNetMultiplayerPeerOptions? options = null, TimeProvider? timeProvider = null, ILogger? logger = null)
        : base(logger)
    {
        Options = options ?? new LiteNetMultiplayerPeerOptions();
        _time = timeProvider ?? TimeProvider.System;
    }

    /// <summary>Limits and habits; read at a start.</summary>
    public LiteNetMultiplayerPeerOptions Options { get; }

    /// <inheritdoc/>
    public override string Carrier => CarrierName;

    /// <inheritdoc/>
    public override int MaxChannel => Options.ChannelsCount - 1;

    /// <summary>The UDP port of this end, the system's choice when 0 was asked for; 0 when it has none.</summary>
    public int LocalPort => Endpoint?.LocalPort ?? 0;

    internal Endpoint? Endpoint => (Endpoint?)_server ?? _client;

    /// <summary>
    /// Reliable packets: <see cref="LiteNetMultiplayerPeerOptions.MaxPacketBytes"/>. The others have to fit into one datagram of 1024 bytes: 1022 bytes unreliable,
    /// 1020 unreliable ordered, with encryption 25 less; never more than a reliable one.
    /// </summary>
    public override int MaxPacketSize(TransferMode mode) => PacketSizes.Max(mode, Options);

    /// <summary>
    /// Starts a server. Its id is 1, and it is Connected at once. After <see cref="MultiplayerPeer.Close"/> it can be started again on the same port at once, by this
    /// object and with the same options; for others the port is free when <see cref="MultiplayerPeer.CloseAsync"/> has completed.
    /// Source: Godot <c>ENetMultiplayerPeer.create_server</c>.
    /// </summary>
    /// <param name="port">1 to 65535, or 0 for any free one (<see cref="LocalPort"/>).</param>
    /// <param name="bindAddress">An address of this machine, or <c>*</c> for all, IPv4 and IPv6. Source: Godot <c>set_bind_ip</c>.</param>
    /// <exception cref="ArgumentException">A port, address or option that makes no sense, or a client's security.</exception>
    /// <exception cref="InvalidOperationException">The peer is already started, or the port cannot be had; the text says why.</exception>
    /// <exception cref="PlatformNotSupportedException">Encryption is wanted, and the platform has none. Or there is no UDP, as in a browser.</exception>
    /// <exception cref="ObjectDisposedException">The peer is disposed.</exception>
    public void CreateServer(int port, string bindAddress = "*")
    {
        CheckStart(port, isServer: true);
        if (bindAddress != "*" && !IPAddress.TryParse(bindAddress, out _))
            throw new ArgumentException($"'{bindAddress}' is neither an IP address nor '*'.", nameof(bindAddress));
        var options = Options.Clone();
        var endpoint = TakeOver(options, bindAddress, port) ?? ServerEndpoint.Bind(options, _time, Logger, bindAddress, port);
        _session = new ServerSession(options, StartServer(), PeerIds, () => RefuseNewConnections);
        _server = endpoint;
        endpoint.Begin(_session);
    }

    /// <summary>
    /// Starts a client. It is Connecting until the server's id came, then Connected; else ConnectionFailed tells why: Unreachable when nobody has answered
    /// within <see cref="LiteNetMultiplayerPeerOptions.HandshakeTimeout"/>. All addresses of the name are tried in the manner of RFC 8305.
    /// Source: Godot <c>ENetMultiplayerPeer.create_client</c>.
    /// </summary>
    /// <param name="host">A name or an address.</param>
    /// <param name="port">1 to 65535.</param>
    /// <param name="localPort">The port of this end, 1 to 65535, or 0 for any free one.</param>
    /// <exception cref="ArgumentException">A host, port or option that makes no sense, or a server's security.</exception>
    /// <exception cref="InvalidOperationException">The peer is already started, or the local port cannot be had; the text says why.</exception>
    /// <exception cref="PlatformNotSupportedException">As for <see cref="CreateServer"/>.</exception>
    /// <exception cref="ObjectDisposedException">The peer is disposed.</exception>
    public void CreateClient(string host, int port, int localPort = 0)
    {
        CheckStart(localPort, isServer: false);
        if (port is < 1 or > 65535) throw new ArgumentOutOfRangeException(nameof(port), port, "A port is 1 to 65535.");
        if (string.IsNullOrWhiteSpace(host)) throw new ArgumentException("There is no host.", nameof(host));
        var endpoint = ClientEndpoint.Bind(Options.Clone(), _time, Logger, host, port, localPort);
        _client = endpoint;
        endpoint.Begin(StartClient());
    }

    /// <summary>The other end's address. Source: Godot <c>ENetPacketPeer.get_remote_address</c>.</summary>
    /// <exception cref="ArgumentException">No such peer.</exception>
    public IPAddress? GetPeerAddress(int id) => FindConnection(id)?.RemoteEndPoint.Address;

    /// <summary>The other end's port. Source: Godot <c>ENetPacketPeer.get_remote_port</c>.</summary>
    /// <exception cref="ArgumentException">No such peer.</exception>
    public int GetPeerPort(int id) => FindConnection(id)?.RemoteEndPoint.Port ?? 0;

    /// <summary>On a server with <see cref="LiteNetSecurity.ServerKey"/>: what the issuer of a peer's token has to say of it. Otherwise empty.</summary>
    /// <exception cref="ArgumentException">No such peer.</exception>
    public ReadOnlyMemory<byte> GetPeerUserData(int id) => FindConnection(id)?.UserData ?? [];

    /// <inheritdoc/>
    protected override bool SendCore(ReadOnlySpan<byte> payload, int target, TransferMode mode, int channel, bool mustDeliver)
    {
        if (target > 0) return Deliver(_connections[target], payload, mode, channel, mustDeliver);
        var all = true;
        foreach (var (id, connection) in _connections)
        {
            if (id != -target) all &= Deliver(connection, payload, mode, channel, mustDeliver);
        }
        return all;
    }

    /// <inheritdoc/>
    protected override void FlushCore() => Endpoint?.Flush();

    /// <inheritdoc/>
    protected override void PollCore() => Endpoint?.Receive();

    /// <inheritdoc/>
    protected override void WaitCore() => Endpoint?.CallerWaits();

    /// <inheritdoc/>
    protected override void PeerJoined(int id) => _connections[id] = _session is { } session ? session.Find(id) : _client?.Connection;

    /// <inheritdoc/>
    protected override void PeerLeft(int id)
    {
        _connections.Remove(id);
        _session?.Forget(id);
    }

    /// <inheritdoc/>
    protected override void DisconnectPeerCore(int id, int code, string reason, bool force) =>
        _connections[id]?.Request(force ? EndRequest.Cut : new EndRequest(EndKind.Close, code, reason));

    /// <inheritdoc/>
    protected override void CloseCore(int code, string reason, bool force)
    {
        var request = force ? EndRequest.Cut : new EndRequest(EndKind.Close, code, reason);
        if (_server is not null) _server.Close(_session!, request);
        else _client?.Close(request);
    }

    /// <inheritdoc/>
    protected override void SessionEnded()
    {
        _lingering.RemoveAll(static task => task.IsCompleted);
        if (_session is not null) _lingering.Add(_session.Completion);
        else if (_client is not null) _lingering.Add(_client.Completion);
        if (_server is not null) _lastServer = _server;
        _server = null;
        _session = null;
        _client = null;
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
    protected override PeerStatistics GetStatisticsCore(int id) => _connections[id]?.GetStatistics() ?? default;

    private static bool Deliver(Connection? connection, ReadOnlySpan<byte> payload, TransferMode mode, int channel, bool mustDeliver)
    {
        if (connection is null) return false;
        var outcome = connection.Send(payload, mode, channel);
        if (outcome == QueueOutcome.Added) return true;
        if (outcome == QueueOutcome.Full && mode != TransferMode.Reliable) LiteNetMetrics.Dropped("sent");
        else if (outcome == QueueOutcome.Full && mustDeliver) connection.Request(EndRequest.SlowConsumer);
        return false;
    }

    // What can be wrong with a start, but for the port being used.
    private void CheckStart(int port, bool isServer)
    {
        ThrowIfStarted();
        if (port is < 0 or > 65535) throw new ArgumentOutOfRangeException(nameof(port), port, "A port is 1 to 65535, or 0 for any free one.");
        Options.Check();
        LiteNetSecurity.Check(Options.Security, isServer);
        if (System.Runtime.InteropServices.RuntimeInformation.IsOSPlatform(System.Runtime.InteropServices.OSPlatform.Create("BROWSER")))
            throw new PlatformNotSupportedException("A page in a browser has no UDP.");
    }

    // What is left of the last session on this port is still leaving: the next one goes in beside it.
    private ServerEndpoint? TakeOver(LiteNetMultiplayerPeerOptions options, string bindAddress, int port)
    {
        if (_lastServer is not { } endpoint || !endpoint.Holds(bindAddress, port)) return null;
        if (endpoint.TryReserve(options)) return endpoint;
        if (endpoint.IsOver) return null;
        throw new InvalidOperationException($"The last session on port {port} had other options, and is not over yet. Await {nameof(CloseAsync)} before.");
    }

    internal Connection? FindConnection(int id) => _connections.TryGetValue(id, out var connection)
        ? connection
        : throw new ArgumentException($"There is no connected peer {id}.", nameof(id));
}
