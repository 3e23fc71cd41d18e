using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using LiteNetLib;
using Transport.LiteNet.Security;
using Transport.LiteNet.Wire;

namespace Transport.LiteNet.Endpoints;

// From a name to a connection: all addresses are knocked at, in the manner of RFC 8305, and the first that answers is joined.
internal sealed partial class ClientEndpoint
{
    /// <summary>RFC 8305 section 5: the Connection Attempt Delay.</summary>
    private static readonly TimeSpan AttemptDelay = TimeSpan.FromMilliseconds(250);

    /// <summary>A knock may be lost, or its answer.</summary>
    private static readonly TimeSpan KnockInterval = TimeSpan.FromMilliseconds(500);

    private readonly byte[] _random = CreateRandom();
    private readonly byte[] _knock = new byte[Knock.Bytes];
    private readonly List<Door> _doors = [];
    private int _tried;
    private TimeSpan _nextAttempt;
    private Door? _answered;
    private DisconnectInfo? _refusal;

    /// <summary>RFC 8305 section 4: the families take turns, beginning with the one the system put first.</summary>
    internal static IEnumerable<IPAddress> TakeTurns(IEnumerable<IPAddress> addresses) => addresses
        .GroupBy(address => address.AddressFamily)
        .SelectMany((family, order) => family.Select((address, turn) => (address, turn, order)))
        .OrderBy(entry => entry.turn)
        .ThenBy(entry => entry.order)
        .Select(entry => entry.address);

    // Away from whoever polls: a resolver may take as long as it likes, and the deadline does not wait for it.
    private async Task ResolveAsync()
    {
        try
        {
            Found(TakeTurns(await Task.Run(() => Options.Resolve(_host)).ConfigureAwait(false)));
        }
        catch (Exception exception) when (exception is SocketException or ArgumentException)
        {
            Found([], exception.Message);
        }
    }

    private void Found(IEnumerable<IPAddress> addresses, string failure = "The name has no address.")
    {
        lock (Gate)
        {
            if (IsOver || _isFinished) return;
            _doors.AddRange(addresses.Select(address => new Door(new IPEndPoint(address, _serverPort))));
            if (_doors.Count == 0) Fail(new DisconnectInfo(DisconnectReason.Unreachable, DisconnectOrigin.Network, text: failure));
            else Knock.Write(_knock, _random);
        }
        HasWork();
        Flush();
    }

    /// <inheritdoc/>
    protected override TimeSpan OnTime(TimeSpan now)
    {
        if (_isFinished || _connection is { IsJoining: false }) return TimeSpan.MaxValue;
        if (_deadline <= now)
        {
            Fail(_connection is null
                ? new DisconnectInfo(DisconnectReason.Unreachable, DisconnectOrigin.Network, text: "Nobody answered in time.")
                : new DisconnectInfo(DisconnectReason.HandshakeTimedOut, DisconnectOrigin.Network));
            return TimeSpan.MaxValue;
        }
        if (_connection is not null || _doors.Count == 0) return _deadline;
        var due = KnockAtDoors(now);
        return due < _deadline ? due : _deadline;
    }

    private TimeSpan KnockAtDoors(TimeSpan now)
    {
        var due = _deadline;
        for (var i = 0; i < _tried; i++)
        {
            if (_doors[i].NextKnock <= now) KnockAt(_doors[i], now);
            if (_doors[i].NextKnock < due) due = _doors[i].NextKnock;
        }
        while (_tried < _doors.Count && _nextAttempt <= now)
        {
            // One to which there is no way does not hold up the next.
            if (KnockAt(_doors[_tried++], now)) _nextAttempt = now + AttemptDelay;
        }
        if (_tried < _doors.Count && _nextAttempt < due) due = _nextAttempt;
        return due;
    }

    private bool KnockAt(Door door, TimeSpan now)
    {
        door.NextKnock = now + KnockInterval;
        return TrySend(_knock, door.EndPoint);
    }

    /// <inheritdoc/>
    protected override int FromStranger(IPEndPoint from, Span<byte> datagram)
    {
        if (_connection is not null || _answered is not null || _isFinished) return 0;
        if (_doors.Find(door => door.EndPoint.Equals(from)) is not { } door) return Refuse(DatagramCause.Stranger);
        if (Challenge.TryRead(datagram, _random, out var security, out var cookie))
        {
            _answered = door;
            door.Security = security;
            door.Cookie = cookie.ToArray();
        }
        else if (Refusal.TryRead(datagram, _random, out var info))
        {
            _refusal = info;
        }
        else
        {
            Refuse(DatagramCause.Stranger);
        }
        return 0;
    }

    /// <inheritdoc/>
    protected override int OpenFromPeer(Connection connection, IPEndPoint from, ReadOnlySpan<byte> datagram)
    {
        if (connection.IsJoining && Refusal.TryRead(datagram, _random, out var info)) _refusal = info;
        return 0;
    }

    /// <inheritdoc/>
    protected override void AfterReceiving()
    {
        if (_refusal is { } info)
        {
            _refusal = null;
            Fail(info);
        }
        if (_answered is not { } door || _connection is not null || _isFinished) return;
        var wanted = Options.Security?.Kind ?? SecurityKind.None;
        if (door.Security != wanted)
        {
            var text = wanted == SecurityKind.None ? "The server takes encrypted clients only."
                : door.Security == SecurityKind.None ? "The server does not encrypt."
                : "The server and this client have different kinds of keys.";
            Fail(new DisconnectInfo(DisconnectReason.SecurityFailed, DisconnectOrigin.Local, text: text));
            return;
        }
        Join(door);
    }

    private void Join(Door door)
    {
        var keys = Options.Security?.CreateKeys(_random, door.Cookie);
        var token = Options.Security is { } security ? security.SealedPart : default;
        Span<byte> data = stackalloc byte[Protocol.DatagramBytes];
        var join = new JoinRequest
        {
            Version = Protocol.Version,
            Random = _random,
            Cookie = door.Cookie,
            Channels = (byte)Options.ChannelsCount,
            WindowBytes = (uint)Options.InboundQueueBytes,
            WindowPackets = (uint)Options.InboundQueuePackets,
            Token = token,
        };
        if (keys is not null)
        {
            join.Write(data);
            join = join with { Proof = keys.Prove(data, token) };
        }
        var length = join.Write(data);
        var connection = new Connection(this, Options, _inbox!, door.EndPoint) { IsClient = true, Seal = keys?.CreateLink(isClient: true) };
        Add(connection);
        _connection = connection;
        connection.Attach(Host.Connect(door.EndPoint, data[..length]));
    }

    /// <inheritdoc/>
    protected override void Requested(ConnectionRequest request) => request.RejectForce();

    /// <inheritdoc/>
    protected override void Connected(NetPeer peer)
    {
        // The server's first message makes the client a peer.
    }

    private static byte[] CreateRandom()
    {
        var random = new byte[Protocol.RandomBytes];
        RandomNumberGenerator.Fill(random);
        return random;
    }

    /// <summary>An address of the server, and what came from it.</summary>
    private sealed class Door(IPEndPoint endPoint)
    {
        public IPEndPoint EndPoint => endPoint;

        public TimeSpan NextKnock { get; set; }

        public SecurityKind Security { get; set; }

        public byte[] Cookie { get; set; } = [];
    }
}
