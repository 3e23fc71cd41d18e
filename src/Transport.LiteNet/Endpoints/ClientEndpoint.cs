using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.Logging;
using Transport.Carriers;

namespace Transport.LiteNet.Endpoints;

/// <summary>A client's port, for one session: finds the server, joins it, and lives until nothing is left of the one connection.</summary>
internal sealed partial class ClientEndpoint : Endpoint
{
    private readonly string _host;
    private readonly int _serverPort;
    private readonly TimeSpan _deadline;
    private volatile PeerInbox? _inbox;
    private volatile Connection? _connection;
    private EndRequest? _request;
    private bool _isFinished;
    private bool _isTold;

    private ClientEndpoint(LiteNetMultiplayerPeerOptions options, TimeProvider time, ILogger logger, string host, int port)
        : base(options, time, logger)
    {
        _host = host;
        _serverPort = port;
        _deadline = Now + options.HandshakeTimeout;
    }

    /// <summary>The connection to the server, once it was found. From any thread.</summary>
    public Connection? Connection => _connection;

    /// <inheritdoc/>
    protected override PeerInbox? Inbox => _inbox;

    /// <inheritdoc/>
    protected override bool IsFinished => _isFinished && Connections.Count == 0;

    /// <summary>Binds a local port.</summary>
    /// <exception cref="InvalidOperationException">It cannot be used; the text says why.</exception>
    public static ClientEndpoint Bind(
        LiteNetMultiplayerPeerOptions options, TimeProvider time, ILogger logger, string host, int port, int localPort)
    {
        var endpoint = new ClientEndpoint(options, time, logger, host, port);
        var needsIPv6 = !IPAddress.TryParse(host, out var address) || address.AddressFamily == AddressFamily.InterNetworkV6;
        endpoint.Start(bindAddress: null, localPort, needsIPv6);
        return endpoint;
    }

    /// <summary>Begins to look for the server.</summary>
    public void Begin(PeerInbox inbox)
    {
        inbox.WakesOnPost = false;
        _inbox = inbox;
        if (IPAddress.TryParse(_host, out var address)) Found([address]);
        else _ = ResolveAsync();
    }

    /// <summary>The game ends the session.</summary>
    public void Close(EndRequest request)
    {
        Volatile.Write(ref _request, request);
        HasWork();
        if (request.Kind == EndKind.Cut) Turn();
        else Flush();
    }

    /// <inheritdoc/>
    protected override void ApplyRequests()
    {
        if (Interlocked.Exchange(ref _request, null) is not { } request) return;
        _isTold = true;
        if (_connection is { IsJoining: false } connection) connection.Request(request);
        else GiveUp(new DisconnectInfo(DisconnectReason.Aborted, DisconnectOrigin.Local));
    }

    /// <inheritdoc/>
    protected override void Broken(DisconnectInfo info)
    {
        _isFinished = true;
        if (_isTold) return;
        if (_connection is { IsJoining: false }) _inbox?.PeerDisconnected(MultiplayerPeer.TargetPeerServer, info);
        else _inbox?.ConnectionFailed(info);
        _isTold = true;
        HasNews();
    }

    /// <inheritdoc/>
    public override void Opened(Connection connection)
    {
        connection.PeerId = MultiplayerPeer.TargetPeerServer;
        _inbox!.ConnectedToServer(connection.UniqueId);
        HasNews();
    }

    /// <inheritdoc/>
    public override void Ended(Connection connection, DisconnectInfo info, bool isOwn)
    {
        _isFinished = true;
        if (isOwn) _isTold = true;
        if (connection.PeerId == 0) TellFailure(info);
        else if (!_isTold) _inbox!.PeerDisconnected(MultiplayerPeer.TargetPeerServer, info);
        _isTold = true;
        HasNews();
    }

    private void Fail(DisconnectInfo info)
    {
        TellFailure(info);
        GiveUp(info);
    }

    private void TellFailure(DisconnectInfo info)
    {
        if (!_isTold) _inbox!.ConnectionFailed(info);
        _isTold = true;
        HasNews();
    }

    private void GiveUp(DisconnectInfo info)
    {
        _isFinished = true;
        if (_connection is { IsGone: false } connection) connection.Cut(info);
    }
}
