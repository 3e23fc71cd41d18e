using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;
using Transport.ContractTests;
using Transport.LiteNet.Wire;

namespace Transport.LiteNet.Tests.Fixtures;

/// <summary>A socket in the hand of somebody who knows the wire and keeps to no rule.</summary>
internal sealed class RawClient : IDisposable
{
    private readonly Socket _socket = new(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
    private readonly IPEndPoint _server;
    private long _time = DateTime.UtcNow.Ticks;
    private ushort _sequence;

    public RawClient(int port)
    {
        _server = new IPEndPoint(IPAddress.Loopback, port);
        _socket.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        _socket.ReceiveTimeout = (int)ContractPump.Deadline.TotalMilliseconds;
    }

    public byte[] Nonce { get; } = [.. Enumerable.Repeat((byte)9, Protocol.RandomBytes)];

    public byte Channels { get; init; } = 8;

    public byte Version { get; init; } = Protocol.Version;

    public int LocalPort => ((IPEndPoint)_socket.LocalEndPoint!).Port;

    public long ConnectTime => _time;

    public void Send(ReadOnlySpan<byte> datagram) => _socket.SendTo(datagram, SocketFlags.None, _server);

    public byte[] Receive()
    {
        var buffer = new byte[2048];
        return buffer[.._socket.Receive(buffer)];
    }

    /// <summary>Everything until a datagram of a kind is there.</summary>
    public byte[] Receive(Func<byte[], bool> isWanted)
    {
        while (true)
        {
            var datagram = Receive();
            if (isWanted(datagram)) return datagram;
        }
    }

    /// <summary>What is there by now; null for nothing.</summary>
    public byte[]? TryReceive() => _socket.Available > 0 ? Receive() : null;

    public byte[] CreateKnock()
    {
        var knock = new byte[Knock.Bytes];
        Knock.Write(knock, Nonce);
        knock[5] = Version;
        return knock;
    }

    /// <summary>Knocks, and takes the cookie.</summary>
    public byte[] GetCookie()
    {
        Send(CreateKnock());
        var answer = Receive(datagram => datagram[0] == DatagramKind.Challenge);
        Assert.That(Challenge.TryRead(answer, Nonce, out _, out var cookie), Is.True);
        return cookie.ToArray();
    }

    public byte[] CreateJoin(byte[] cookie, byte[]? proof = null, byte[]? token = null, byte number = 0)
    {
        var join = new JoinRequest
        {
            Version = Version, Random = Nonce, Cookie = cookie, Channels = Channels, WindowBytes = 65_535, WindowPackets = 4096, Proof = proof, Token = token,
        };
        var data = new byte[Protocol.DatagramBytes];
        var length = join.Write(data);
        var packet = new byte[18 + 16 + length];
        packet[0] = (byte)(LitePacket.ConnectRequest | (number << 5));
        packet[1] = 13;
        BinaryPrimitives.WriteInt64LittleEndian(packet.AsSpan(5), _time);
        packet[17] = 16;
        data.AsSpan(0, length).CopyTo(packet.AsSpan(34));
        return packet;
    }

    /// <summary>The next connect request is another one than the last.</summary>
    public void ChangeTime(long ticks = 1) => _time += ticks;

    /// <summary>Knocks and joins, up to LiteNetLib's acceptance; the id is not confirmed yet.</summary>
    public void Join()
    {
        Send(CreateJoin(GetCookie()));
        Receive(datagram => datagram[0] == LitePacket.ConnectAccept);
    }

    /// <summary>A message on a reliable lane of LiteNetLib.</summary>
    public void SendReliable(int lane, params byte[] message) => Send([LitePacket.Channeled, (byte)_sequence, (byte)(_sequence++ >> 8), (byte)(lane * 4 + 2), .. message]);

    /// <summary>A control message. Each lane has numbers of its own, so that only one of them is used in a test.</summary>
    public void SendControl(params byte[] message) => SendReliable(Channels, message);

    public void Dispose() => _socket.Dispose();
}
