using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text;

namespace Docs.Tests;

/// <summary>
/// A client of the UDP carrier that was written from docs/wire-format.md alone: it uses nothing of the library. Enough of LiteNetLib to connect, to
/// send one message per datagram, and to take what comes.
/// </summary>
internal sealed class UdpClientFromThePage : IDisposable
{
    public const int ControlLane = 8;

    private readonly Socket _socket = new(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp) { ReceiveTimeout = 20_000 };
    private readonly IPEndPoint _server;
    private readonly byte[]? _secret;
    private readonly Dictionary<int, ushort> _sequences = [];
    private readonly HashSet<(int Lane, ushort Sequence)> _seen = [];
    private byte[] _sendingKey = [];
    private byte[] _receivingKey = [];
    private ulong _number;

    public UdpClientFromThePage(int port, byte[]? secret = null)
    {
        _server = new IPEndPoint(IPAddress.Loopback, port);
        _secret = secret;
        _socket.Bind(new IPEndPoint(IPAddress.Loopback, 0));
    }

    public byte[] Nonce { get; init; } = RandomNumberGenerator.GetBytes(16);

    /// <summary>UDP 8.2.</summary>
    public static (byte[] Proof, byte[] Client, byte[] Server) DeriveKeys(byte[] secret, byte[] nonce, byte[] cookie)
    {
        var key = HKDF.Extract(HashAlgorithmName.SHA256, secret, [.. nonce, .. cookie]);
        return (Expand("transport 1 proof"), Expand("transport 1 client"), Expand("transport 1 server"));

        byte[] Expand(string info) => HKDF.Expand(HashAlgorithmName.SHA256, key, 32, Encoding.ASCII.GetBytes(info));
    }

    /// <summary>UDP 8.3.</summary>
    public static byte[] Seal(byte[] key, ulong number, byte[] content)
    {
        var datagram = new byte[9 + content.Length + 16];
        datagram[0] = 0x7F;
        BinaryPrimitives.WriteUInt64LittleEndian(datagram.AsSpan(1), number);
        using var cipher = new AesGcm(key, 16);
        cipher.Encrypt(NonceOf(number), content, datagram.AsSpan(9, content.Length), datagram.AsSpan(9 + content.Length), datagram.AsSpan(0, 9));
        return datagram;
    }

    public void SendRaw(byte[] datagram) => _socket.SendTo(datagram, _server);

    public byte[] ReceiveRaw()
    {
        var buffer = new byte[2048];
        return buffer[.._socket.Receive(buffer)];
    }

    /// <summary>UDP 3: knocks, joins, takes the id and confirms it. Returns the welcome.</summary>
    public byte[] Connect(byte[] knock, byte[] join, byte[] token)
    {
        SendRaw(knock);
        var challenge = ReceiveRaw();
        var cookie = challenge[18..42];
        join = [.. join[..21], .. cookie, .. join[45..]];
        if (_secret is not null)
        {
            var keys = DeriveKeys(_secret, Nonce, cookie);
            (_sendingKey, _receivingKey) = (keys.Client, keys.Server);
            byte[] proven = [.. join, .. token];
            join = [.. join, .. HMACSHA256.HashData(keys.Proof, proven)[..16], .. token];
        }
        // LiteNetLib's connect request: kind, protocol 13, time, peer 0, the length of an address, the address.
        SendRaw([6, 13, 0, 0, 0, .. BitConverter.GetBytes(638_000_000_000_000_000L), 0, 0, 0, 0, 16, .. new byte[16], .. join]);
        if (Receive()[0] != 7) throw new InvalidOperationException("The server has not accepted.");
        var welcome = ReceiveMessage(ControlLane);
        Send(ControlLane, [2]);
        return welcome;
    }

    /// <summary>A message on a reliable lane.</summary>
    public void Send(int lane, byte[] message)
    {
        _sequences.TryGetValue(lane, out var sequence);
        _sequences[lane] = (ushort)(sequence + 1);
        byte[] packet = [1, (byte)sequence, (byte)(sequence >> 8), (byte)(lane * 4 + 2), .. message];
        SendRaw(_secret is null ? packet : Seal(_sendingKey, _number++, packet));
    }

    /// <summary>The next message on a reliable lane that has not been seen.</summary>
    public byte[] ReceiveMessage(int lane)
    {
        while (true)
        {
            foreach (var packet in Split(Receive()))
            {
                if (packet[0] is not (1 or 2) || packet[3] != lane * 4 + 2) continue;
                // This client acknowledges nothing, so that what it has seen may come again.
                if (!_seen.Add((lane, BitConverter.ToUInt16(packet, 1)))) continue;
                // One message, or several behind their lengths, of which the first is wanted.
                return packet[0] == 1 ? packet[4..] : packet[6..(6 + BitConverter.ToUInt16(packet, 4))];
            }
        }
    }

    public void Dispose() => _socket.Dispose();

    private byte[] Receive()
    {
        var datagram = ReceiveRaw();
        if (_secret is null) return datagram;
        if (datagram[0] != 0x7F) throw new InvalidOperationException("A datagram is not sealed.");
        var content = new byte[datagram.Length - 25];
        using var cipher = new AesGcm(_receivingKey, 16);
        cipher.Decrypt(NonceOf(BinaryPrimitives.ReadUInt64LittleEndian(datagram.AsSpan(1))), datagram.AsSpan(9, content.Length), datagram.AsSpan(datagram.Length - 16), content, datagram.AsSpan(0, 9));
        return content;
    }

    private static IEnumerable<byte[]> Split(byte[] packet)
    {
        if (packet[0] != 13)
        {
            yield return packet;
            yield break;
        }
        for (var at = 1; at < packet.Length;)
        {
            var length = BitConverter.ToUInt16(packet, at);
            yield return packet[(at + 2)..(at + 2 + length)];
            at += 2 + length;
        }
    }

    private static byte[] NonceOf(ulong number)
    {
        var nonce = new byte[12];
        BinaryPrimitives.WriteUInt64LittleEndian(nonce.AsSpan(4), number);
        return nonce;
    }
}
