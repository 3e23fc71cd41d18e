using System.Net;
using LiteNetLib;
using Transport.LiteNet.Security;
using Transport.LiteNet.Wire;

namespace Transport.LiteNet.Endpoints;

// Every datagram on its way in and out: what is not expected does not get as far as LiteNetLib.
internal abstract partial class Endpoint
{
    // Where the build of LiteNetLib gives addresses instead of its peers (netstandard2.1), and for peers that it is just making.
    private readonly Dictionary<AddressKey, Connection> _byAddress = [];

    /// <summary>The connection that LiteNetLib is just making.</summary>
    protected Connection? Arriving { get; set; }

    /// <summary>Looks at a datagram before LiteNetLib does, and decrypts it.</summary>
    /// <returns>The length of what LiteNetLib gets; 0 for nothing.</returns>
    public int Inbound(IPEndPoint from, Span<byte> datagram)
    {
        if (IsSilenced || datagram.IsEmpty) return 0;
        try
        {
            Arriving = null;
            return Find(from) is { } connection ? FromPeer(connection, from, datagram) : FromStranger(from, datagram);
        }
#pragma warning disable CA1031 // A remote's bytes never throw; should they, the datagram is lost and nothing else.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            Log.Fault(Logger, exception, from);
            return 0;
        }
    }

    /// <summary>Encrypts a datagram of LiteNetLib.</summary>
    /// <returns>Its length.</returns>
    public int Outbound(IPEndPoint to, Span<byte> buffer, int length)
    {
        var kind = LitePacket.KindOf(buffer[0]);
        if (kind is not (LitePacket.Ping or LitePacket.Pong)) _hadTraffic = true;
        // LiteNetLib cannot be kept from sending; an empty datagram says nothing, and no end takes it for a sign of life.
        if (IsSilenced) return 0;
        if (Options.Security is null || kind == LitePacket.ConnectRequest) return length;
        return Find(to)?.Seal is { } seal ? seal.Seal(buffer, length) : 0;
    }

    /// <summary>A datagram from somebody who has no connection.</summary>
    protected abstract int FromStranger(IPEndPoint from, Span<byte> datagram);

    /// <summary>A datagram of this library's own kinds, or a connect request, from the address of a connection.</summary>
    protected abstract int OpenFromPeer(Connection connection, IPEndPoint from, ReadOnlySpan<byte> datagram);

    private int FromPeer(Connection connection, IPEndPoint from, Span<byte> datagram)
    {
        var kind = LitePacket.KindOf(datagram[0]);
        if (datagram[0] is DatagramKind.Knock or DatagramKind.Challenge or DatagramKind.Refusal || kind == LitePacket.ConnectRequest)
            return OpenFromPeer(connection, from, datagram);
        var length = datagram.Length;
        if (connection.Seal is { } seal && !TryOpen(seal, datagram, out length)) return 0;
        if (!LitePacket.IsExpected(datagram[..length], Options.ChannelsCount, connection.IsClient)) return Refuse(DatagramCause.Unexpected);
        // Somebody who forged it could have the other end asked; an encrypted one has no need to ask.
        if (connection.Seal is not null && LitePacket.KindOf(datagram[0]) == LitePacket.PeerNotFound) return Refuse(DatagramCause.Unexpected);
        return length;
    }

    private static bool TryOpen(SealedLink seal, Span<byte> datagram, out int length)
    {
        var outcome = seal.Open(datagram, out length);
        if (outcome == SealOutcome.Genuine) return true;
        Refuse(outcome switch
        {
            SealOutcome.Unsealed => DatagramCause.Unsealed,
            SealOutcome.Replayed => DatagramCause.Replayed,
            _ => DatagramCause.Forged,
        });
        return false;
    }

    /// <summary>Counts a datagram that is not let in.</summary>
    /// <returns>0</returns>
    protected static int Refuse(string cause)
    {
        LiteNetMetrics.RefusedDatagram(cause);
        return 0;
    }

    /// <summary>The connection with an address, also one of which LiteNetLib still keeps the rest.</summary>
    protected Connection? Find(IPEndPoint endPoint)
    {
        if (endPoint is NetPeer { Tag: Connection connection }) return connection;
        return _byAddress.TryGetValue(new AddressKey(endPoint), out connection!) ? connection : null;
    }

    /// <summary>A connection begins, with LiteNetLib's peer or before there is one.</summary>
    protected void Add(Connection connection)
    {
        _byAddress[new AddressKey(connection.RemoteEndPoint)] = connection;
        _connections.Add(connection);
        WatchTimes(connection);
    }

    /// <summary>Forgets the addresses of connections of which LiteNetLib has nothing left either.</summary>
    protected void ForgetAddresses()
    {
        List<AddressKey>? forgotten = null;
        foreach (var (key, connection) in _byAddress)
        {
            if (connection.IsGone && (connection.Peer is not { } peer || !Host.Knows(peer))) (forgotten ??= []).Add(key);
        }
        if (forgotten is null) return;
        foreach (var key in forgotten)
        {
            if (_byAddress.Remove(key, out var connection)) connection.Seal?.Dispose();
        }
    }
}
