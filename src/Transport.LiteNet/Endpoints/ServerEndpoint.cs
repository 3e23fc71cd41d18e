using System.Collections.Concurrent;
using System.Net;
using Microsoft.Extensions.Logging;
using Transport.Carriers;
using Transport.LiteNet.Security;

namespace Transport.LiteNet.Endpoints;

/// <summary>
/// A port that clients connect to. It lives until its last session is closed and the last of its connections is done; until then the next
/// session on the same port takes it over.
/// </summary>
#pragma warning disable CA1001 // It releases what it owns when it is over, see Stopped.
internal sealed partial class ServerEndpoint : Endpoint
#pragma warning restore CA1001
{
    private static readonly TimeSpan CleaningInterval = TimeSpan.FromSeconds(5);

    private readonly ConcurrentQueue<(ServerSession Session, EndRequest Request)> _requests = new();
    private readonly JoinCounter _joining;
    private readonly CookieIssuer _cookies;
    private readonly Dictionary<UsedCookie, TimeSpan> _usedCookies = [];
    private readonly List<ServerSession> _closed = [];
    private readonly string _bindAddress;
    private volatile ServerSession? _session;
    private TimeSpan _nextCleaning;

    private bool _hasBegun;

    private ServerEndpoint(LiteNetMultiplayerPeerOptions options, TimeProvider time, ILogger logger, string bindAddress)
        : base(options, time, logger)
    {
        _joining = new JoinCounter(options.MaxPendingHandshakes, options.MaxPendingHandshakesPerAddress);
        _cookies = new CookieIssuer(options.HandshakeTimeout);
        _bindAddress = bindAddress;
    }

    /// <inheritdoc/>
    protected override PeerInbox? Inbox => _session?.Inbox;

    /// <inheritdoc/>
    protected override bool IsFinished => _hasBegun && _session is null && Connections.Count == 0;

    /// <summary>Binds a port.</summary>
    /// <exception cref="InvalidOperationException">The address or port cannot be used; the text says why.</exception>
    public static ServerEndpoint Bind(LiteNetMultiplayerPeerOptions options, TimeProvider time, ILogger logger, string bindAddress, int port)
    {
        var endpoint = new ServerEndpoint(options, time, logger, bindAddress);
        endpoint.Start(bindAddress == "*" ? null : IPAddress.Parse(bindAddress), port, needsIPv6: true);
        return endpoint;
    }

    /// <summary>Whether this endpoint holds the port that is asked for.</summary>
    public bool Holds(string bindAddress, int port) => !IsOver && port != 0 && port == LocalPort && bindAddress == _bindAddress;

    /// <summary>
    /// Whether the next session can be served here: the last one was closed, and what is left of it is still leaving. Not when the endpoint
    /// was started with other options. It waits for the session then.
    /// </summary>
    public bool TryReserve(LiteNetMultiplayerPeerOptions options)
    {
        lock (Gate)
        {
            ApplyRequests();
            if (IsOver || _session is not null || !HasSameWire(options)) return false;
            _hasBegun = false;
            return true;
        }
    }

    /// <summary>Serves a session.</summary>
    public void Begin(ServerSession session)
    {
        session.Inbox.WakesOnPost = false;
        lock (Gate)
        {
            _session = session;
            _hasBegun = true;
        }
    }

    /// <summary>The game closes a session: nobody comes in any more, and every connection ends.</summary>
    public void Close(ServerSession session, EndRequest request)
    {
        _requests.Enqueue((session, request));
        HasWork();
        // So that the port is free when it is to be free at once.
        if (request.Kind == EndKind.Cut) Turn();
        else Flush();
    }

    /// <inheritdoc/>
    protected override void ApplyRequests()
    {
        while (_requests.TryDequeue(out var item))
        {
            if (_session == item.Session) _session = null;
            _closed.Add(item.Session);
            foreach (var connection in Connections)
            {
                if (connection.Session == item.Session) connection.Request(item.Request);
            }
        }
    }

    /// <inheritdoc/>
    protected override void Broken(DisconnectInfo info)
    {
        if (_session is not { } session) return;
        _session = null;
        _closed.Add(session);
        session.Inbox.ConnectionFailed(info);
        // Nobody does it later, since it is not the endpoint's inbox any more; not here, under the gate.
        session.Inbox.WakeElsewhere();
    }

    /// <inheritdoc/>
    public override void Opened(Connection connection)
    {
        _joining.End(connection.RemoteEndPoint.Address);
        connection.Session!.Add(connection);
        connection.Inbox.PeerConnected(connection.PeerId);
        HasNews();
    }

    /// <inheritdoc/>
    public override void Ended(Connection connection, DisconnectInfo info, bool isOwn)
    {
        var session = connection.Session!;
        session.Clients--;
        if (session.Remove(connection))
        {
            if (isOwn) return;
            connection.Inbox.PeerDisconnected(connection.PeerId, info);
            HasNews();
            return;
        }
        _joining.End(connection.RemoteEndPoint.Address);
        LiteNetMetrics.Refused(info);
        Log.HandshakeEnded(Logger, connection.RemoteEndPoint, info);
    }

    /// <inheritdoc/>
    protected override TimeSpan OnTime(TimeSpan now)
    {
        // When no other session has taken the endpoint over, the last one is done when the port is free.
        if (_closed.Count > 0 && _session is not null) _closed.RemoveAll(static session => TryComplete(session));
        if (now < _nextCleaning) return TimeSpan.MaxValue;
        _nextCleaning = now + CleaningInterval;
        ForgetAddresses();
        List<UsedCookie>? old = null;
        foreach (var (cookie, until) in _usedCookies)
        {
            if (until < now) (old ??= []).Add(cookie);
        }
        if (old is not null)
        {
            foreach (var cookie in old) _usedCookies.Remove(cookie);
        }
        return TimeSpan.MaxValue;
    }

    /// <inheritdoc/>
    protected override void Removed(Connection connection) => connection.Session!.Connections--;

    /// <inheritdoc/>
    protected override void Stopped()
    {
        _cookies.Dispose();
        foreach (var session in _closed) session.Complete();
    }

    private static bool TryComplete(ServerSession session)
    {
        if (session.Connections > 0) return false;
        session.Complete();
        return true;
    }

    private bool HasSameWire(LiteNetMultiplayerPeerOptions options) =>
        options.ChannelsCount == Options.ChannelsCount
        && options.PingInterval == Options.PingInterval
        && options.SilenceLimit == Options.SilenceLimit
        && options.HandshakeTimeout == Options.HandshakeTimeout
        && options.MaxPendingHandshakes == Options.MaxPendingHandshakes
        && options.MaxPendingHandshakesPerAddress == Options.MaxPendingHandshakesPerAddress
        && options.Security == Options.Security;
}
