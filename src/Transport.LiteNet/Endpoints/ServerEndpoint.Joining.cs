using System.Net;
using LiteNetLib;
using Transport.LiteNet.Security;
using Transport.LiteNet.Wire;

namespace Transport.LiteNet.Endpoints;

// How strangers become peers. Until an address is proved nothing is kept, and no answer is longer than the question.
internal sealed partial class ServerEndpoint
{
    private readonly byte[] _answer = new byte[Knock.Bytes];
    private Arrival? _arrival;

    /// <inheritdoc/>
    protected override int FromStranger(IPEndPoint from, Span<byte> datagram)
    {
        if (_session is null) return 0;
        switch (LitePacket.KindOf(datagram[0]))
        {
            case LitePacket.ConnectRequest:
                return Join(from, datagram);
            case LitePacket.Ping when datagram.Length == LitePacket.PingBytes && Options.Security is null:
                // Perhaps the server was started anew, and the client does not know. It answers with what only it can know, and is told then.
                TrySend([LitePacket.PeerNotFound], from);
                return 0;
            case LitePacket.PeerNotFound when datagram.Length == LitePacket.NetworkChangedBytes && Options.Security is null:
                LitePacket.WriteReset(_answer, datagram);
                TrySend(_answer.AsSpan(0, LitePacket.DisconnectHeaderBytes), from);
                return 0;
            default:
                if (!Knock.TryRead(datagram, out var version, out var random)) return Refuse(DatagramCause.Stranger);
                AnswerKnock(from, version, random);
                return 0;
        }
    }

    /// <inheritdoc/>
    protected override int OpenFromPeer(Connection connection, IPEndPoint from, ReadOnlySpan<byte> datagram)
    {
        if (_session is null) return 0;
        if (Knock.TryRead(datagram, out var version, out var random))
        {
            AnswerKnock(from, version, random);
            return 0;
        }
        if (!LitePacket.TryReadConnectRequest(datagram, out var time, out _)) return Refuse(DatagramCause.Unexpected);
        // Repeated, since LiteNetLib's answer was lost: it answers again. Anything else has to prove its address first, since LiteNetLib would
        // drop the connection that stands.
        return !connection.IsGone && time == connection.ConnectTime ? datagram.Length : Join(from, datagram);
    }

    private void AnswerKnock(IPEndPoint from, byte version, ReadOnlySpan<byte> random)
    {
        if (version != Protocol.Version)
        {
            TurnAway(from, random, Refusal.WrongVersion, $"The server speaks version {Protocol.Version} of the protocol, not {version}.", isProved: false);
            return;
        }
        Span<byte> cookie = stackalloc byte[Protocol.CookieBytes];
        _cookies.Write(cookie, from, random, Now);
        Challenge.Write(_answer, random, Options.Security?.Kind ?? SecurityKind.None, cookie);
        TrySend(_answer.AsSpan(0, Challenge.Bytes), from);
    }

    private int Join(IPEndPoint from, ReadOnlySpan<byte> datagram)
    {
        if (!LitePacket.TryReadConnectRequest(datagram, out var time, out var data) || !JoinRequest.TryRead(data, out var join))
            return Refuse(DatagramCause.Stranger);
        if (!_cookies.IsValid(join.Cookie, from, join.Random, Now) || _usedCookies.ContainsKey(UsedCookie.From(join.Cookie)))
            return Refuse(DatagramCause.Cookie);
        if (WhyNot(join, from) is { } refusal)
        {
            TurnAway(from, join.Random, refusal.Code, refusal.Text, isProved: true);
            return 0;
        }
        if (!TryGetSeal(join, data, out var seal, out var userData, out var text))
        {
            TurnAway(from, join.Random, Refusal.Unauthorized, text, isProved: true);
            return 0;
        }
        _arrival = new Arrival(time, seal, userData, UsedCookie.From(join.Cookie), join.WindowBytes, join.WindowPackets);
        return datagram.Length;
    }

    private (int Code, string Text)? WhyNot(in JoinRequest join, IPEndPoint from)
    {
        var session = _session!;
        if (join.Version != Protocol.Version) return (Refusal.WrongVersion, $"The server speaks version {Protocol.Version} of the protocol, not {join.Version}.");
        if (join.Channels != Options.ChannelsCount) return (Refusal.Conflict, $"The server has {Options.ChannelsCount} channels, not {join.Channels}.");
        if (session.IsRefusing) return (Refusal.Unavailable, "The server takes no new players.");
        if (session.Clients >= session.Options.MaxClients) return (Refusal.Unavailable, "The server is full.");
        if (!_joining.HasRoom(from.Address)) return (Refusal.Unavailable, "Too many handshakes at once. Try again.");
        return null;
    }

    private bool TryGetSeal(in JoinRequest join, ReadOnlySpan<byte> data, out SealedLink? seal, out byte[] userData, out string refusal)
    {
        (seal, userData, refusal) = (null, [], "");
        if (Options.Security is not { } security)
        {
            refusal = "The server does not encrypt.";
            return join.Proof.IsEmpty;
        }
        refusal = "The server takes encrypted clients only.";
        if (join.Proof.IsEmpty || security.CreateKeys(join, Time.GetUtcNow(), out userData, out refusal) is not { } keys) return false;
        refusal = "The key is another one.";
        if (!System.Security.Cryptography.CryptographicOperations.FixedTimeEquals(keys.Prove(data, join.Token), join.Proof)) return false;
        seal = keys.CreateLink(isClient: false);
        return true;
    }

    private void TurnAway(IPEndPoint from, ReadOnlySpan<byte> random, int code, string text, bool isProved)
    {
        var length = Refusal.Write(_answer, random, code, text);
        TrySend(_answer.AsSpan(0, length), from);
        var info = new DisconnectInfo(Refusal.ReasonOf(code), DisconnectOrigin.Local, code, text);
        LiteNetMetrics.Refused(info);
        // Whose address is not proved could fill a log in somebody else's name.
        if (isProved) Log.HandshakeEnded(Logger, from, info);
    }

    /// <inheritdoc/>
    protected override void Requested(ConnectionRequest request)
    {
        if (_arrival is not { } arrival || _session is not { } session)
        {
            request.RejectForce();
            return;
        }
        _arrival = null;
        var connection = new Connection(this, session.Options, session.Inbox, request.RemoteEndPoint)
        {
            Session = session,
            ConnectTime = arrival.ConnectTime,
            Seal = arrival.Seal,
            UserData = arrival.UserData,
            PeerId = session.Ids.Next(),
        };
        connection.ExpectConfirmation(arrival.WindowBytes, arrival.WindowPackets, Now + Options.HandshakeTimeout);
        _usedCookies[arrival.Cookie] = Now + Options.HandshakeTimeout;
        _joining.Begin(connection.RemoteEndPoint.Address);
        session.Clients++;
        session.Connections++;
        Add(connection);
        request.Accept();
    }

    /// <inheritdoc/>
    protected override void Connected(NetPeer peer)
    {
        if (Find(peer) is not { Peer: null } connection) return;
        connection.Attach(peer);
        connection.Welcome();
    }

    /// <summary>A join that was let through to LiteNetLib, which asks back at once.</summary>
    private sealed record Arrival(long ConnectTime, SealedLink? Seal, byte[] UserData, UsedCookie Cookie, uint WindowBytes, uint WindowPackets);
}
