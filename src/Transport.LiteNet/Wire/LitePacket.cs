using System.Buffers.Binary;

namespace Transport.LiteNet.Wire;

/// <summary>
/// The headers of LiteNetLib's own packets, protocol 13, as far as this library has to look at them: to let nothing through that it does not
/// use, before LiteNetLib acts on it or takes memory for it. Source: docs/wire-format.md, UDP section 7.
/// </summary>
internal static class LitePacket
{
    public const byte Unreliable = 0;
    public const byte Channeled = 1;
    public const byte ReliableMerged = 2;
    public const byte Ack = 3;
    public const byte Ping = 4;
    public const byte Pong = 5;
    public const byte ConnectRequest = 6;
    public const byte ConnectAccept = 7;
    public const byte Disconnect = 8;
    public const byte Merged = 13;
    public const byte ShutdownOk = 14;
    public const byte PeerNotFound = 15;

    public const int ChannelTypes = 4;
    public const int Sequenced = 1;
    public const int ReliableOrdered = 2;

    public const int UnreliableHeaderBytes = 1;
    public const int ChanneledHeaderBytes = 4;
    public const int PingBytes = 3;
    public const int DisconnectHeaderBytes = 9;

    /// <summary>What a remote sends that was told it is not known: its connection's time, number and peer.</summary>
    public const int NetworkChangedBytes = 15;

    private const int PongBytes = 11;
    private const int ConnectAcceptBytes = 15;
    private const int ConnectHeaderBytes = 18;
    private const byte FragmentedBit = 0x80;
    private const byte KindMask = 0x1F;
    private const int ProtocolId = 13;

    /// <summary>The kind of a packet; what is no kind of LiteNetLib's is one of <see cref="DatagramKind"/> or nothing.</summary>
    public static byte KindOf(byte first) => (byte)(first & KindMask);

    /// <summary>Whether a packet from the other end of a connection is one that this library's other end sends.</summary>
    /// <param name="packet">As it is given to LiteNetLib.</param>
    /// <param name="channels">The game's channels; the control lane is the one behind them.</param>
    /// <param name="isClient">Whether this end is the client.</param>
    public static bool IsExpected(ReadOnlySpan<byte> packet, int channels, bool isClient)
    {
        if (packet.IsEmpty || (packet[0] & FragmentedBit) != 0) return false;
        switch (KindOf(packet[0]))
        {
            case Ping: return packet.Length == PingBytes;
            case Pong: return packet.Length == PongBytes;
            case ConnectAccept: return isClient && packet.Length == ConnectAcceptBytes;
            case Disconnect: return packet.Length == DisconnectHeaderBytes;
            case Merged: return IsExpectedMerged(packet[1..], channels);
            case ShutdownOk: return packet.Length == 1;
            case PeerNotFound: return isClient && packet.Length == 1;
            default: return IsExpectedContent(packet, channels);
        }
    }

    /// <summary>Reads the head of a connect request, and what the client put into it.</summary>
    public static bool TryReadConnectRequest(ReadOnlySpan<byte> packet, out long time, out ReadOnlySpan<byte> data)
    {
        time = 0;
        data = default;
        if (packet.Length < ConnectHeaderBytes || (packet[0] & FragmentedBit) != 0 || KindOf(packet[0]) != ConnectRequest) return false;
        if (BinaryPrimitives.ReadInt32LittleEndian(packet[1..]) != ProtocolId) return false;
        time = BinaryPrimitives.ReadInt64LittleEndian(packet[5..]);
        int addressBytes = packet[17];
        if (addressBytes is not (16 or 28) || packet.Length < ConnectHeaderBytes + addressBytes) return false;
        data = packet[(ConnectHeaderBytes + addressBytes)..];
        return true;
    }

    /// <summary>
    /// A disconnect without a word, for somebody whose connection is not known here any more. He has told the time of his connection, which no
    /// stranger can guess, and gets it back.
    /// </summary>
    public static void WriteReset(Span<byte> datagram, ReadOnlySpan<byte> networkChanged)
    {
        datagram[0] = (byte)(Disconnect | ((networkChanged[9] & 3) << 5));
        networkChanged.Slice(1, sizeof(long)).CopyTo(datagram[1..]);
    }

    private static bool IsExpectedMerged(ReadOnlySpan<byte> rest, int channels)
    {
        while (!rest.IsEmpty)
        {
            if (rest.Length < sizeof(ushort)) return false;
            var length = BinaryPrimitives.ReadUInt16LittleEndian(rest);
            rest = rest[sizeof(ushort)..];
            if (length == 0 || length > rest.Length || (rest[0] & FragmentedBit) != 0 || !IsExpectedContent(rest[..length], channels)) return false;
            rest = rest[length..];
        }
        return true;
    }

    private static bool IsExpectedContent(ReadOnlySpan<byte> packet, int channels) => KindOf(packet[0]) switch
    {
        Unreliable => packet.Length > UnreliableHeaderBytes && packet[1] < channels,
        Channeled => packet.Length >= ChanneledHeaderBytes && (IsReliableLane(packet, channels) || IsSequencedLane(packet, channels)),
        ReliableMerged => IsReliableLane(packet, channels),
        Ack => IsReliableLane(packet, channels),
        _ => false,
    };

    // At least its lane header is in a reliable packet; a sequenced one may be empty.
    private static bool IsReliableLane(ReadOnlySpan<byte> packet, int channels) =>
        packet.Length > ChanneledHeaderBytes && packet[3] % ChannelTypes == ReliableOrdered && packet[3] / ChannelTypes <= channels;

    private static bool IsSequencedLane(ReadOnlySpan<byte> packet, int channels) =>
        packet[3] % ChannelTypes == Sequenced && packet[3] / ChannelTypes < channels;
}
