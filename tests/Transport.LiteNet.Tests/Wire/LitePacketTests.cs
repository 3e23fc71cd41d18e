using Transport.LiteNet.Wire;

namespace Transport.LiteNet.Tests.Wire;

/// <summary>What of LiteNetLib's own protocol is let through to it.</summary>
internal sealed class LitePacketTests
{
    private const int Channels = 2;

    private static readonly (string Name, byte[] Packet)[] FromAnyPeer =
    [
        ("unreliable", [0, 1, 99]),
        ("an empty unreliable packet", [0, 1]),
        ("sequenced, channel 1", [1, 1, 0, 4 + 1, 99]),
        ("an empty sequenced packet", [1, 1, 0, 1]),
        ("reliable, channel 0", [1, 1, 0, 2, 0]),
        ("reliable, the control lane", [1, 1, 0, 2 * 4 + 2, 2]),
        ("several reliable ones", [2, 1, 0, 2, 1, 0, 0]),
        ("an acknowledgement", [3, 1, 0, 2, 0, 0, 0, 0, 0, 0, 0, 0, 0]),
        ("ping", [4, 1, 0]),
        ("ping of the third connection", [4 | (2 << 5), 1, 0]),
        ("pong", [5, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0]),
        ("disconnect", [8, 1, 2, 3, 4, 5, 6, 7, 8]),
        ("several in one datagram", [13, 3, 0, 0, 1, 99, 5, 0, 1, 1, 0, 2, 0]),
        ("shutdown was heard", [14]),
    ];

    private static readonly (string Name, byte[] Packet)[] FromAServer =
    [
        ("accept", [7, 1, 2, 3, 4, 5, 6, 7, 8, 0, 0, 0, 0, 0, 0]),
        ("not known", [15]),
    ];

    private static readonly (string Name, byte[] Packet)[] FromNobody =
    [
        ("nothing", []),
        ("unreliable without a channel", [0]),
        ("unreliable on a channel too many", [0, 2]),
        ("a fragment", [1 | 0x80, 1, 0, 2, 0, 0, 0, 0, 0xFF, 0xFF, 1, 2, 3]),
        ("unordered", [1, 1, 0, 0, 5]),
        ("reliable sequenced", [1, 1, 0, 3, 5]),
        ("sequenced on the control lane", [1, 1, 0, 2 * 4 + 1, 5]),
        ("reliable behind the control lane", [1, 1, 0, 3 * 4 + 2, 5]),
        ("reliable without a lane header", [1, 1, 0, 2]),
        ("reliable, cut short", [1, 1, 0]),
        ("several reliable ones, empty", [2, 1, 0, 2]),
        ("several on a sequenced lane", [2, 1, 0, 1, 1, 0, 0]),
        ("an acknowledgement of an unordered lane", [3, 1, 0, 0, 0]),
        ("ping, cut short", [4, 1]),
        ("ping, too long", [4, 1, 0, 0]),
        ("pong, cut short", [5, 1, 0, 0, 0, 0, 0, 0, 0, 0]),
        ("connect request", [6, 13, 0, 0, 0]),
        ("disconnect, cut short", [8, 1, 2, 3, 4, 5, 6, 7]),
        ("disconnect with data", [8, 1, 2, 3, 4, 5, 6, 7, 8, 9]),
        ("unconnected message", [9, 1]),
        ("mtu check", [10, 1]),
        ("mtu ok", [11, 1]),
        ("broadcast", [12, 1]),
        ("a ping among several", [13, 3, 0, 4, 1, 0]),
        ("several among several", [13, 3, 0, 13, 1, 0]),
        ("a fragment among several", [13, 11, 0, 1 | 0x80, 1, 0, 2, 0, 0, 0, 0, 1, 0, 1]),
        ("several, one of no length", [13, 0, 0]),
        ("several, the last cut short", [13, 4, 0, 0, 1, 99]),
        ("several, half a length", [13, 3, 0, 0, 1, 99, 1]),
        ("not known, with a verdict", [15, 1]),
        ("invalid protocol", [16]),
        ("NAT", [17, 1]),
        ("empty", [18]),
        ("no kind at all", [19]),
        ("no kind at all, the last", [31]),
    ];

    [TestCaseSource(nameof(FromAnyPeer))]
    public void PeersSend((string Name, byte[] Packet) example)
    {
        Assert.That(LitePacket.IsExpected(example.Packet, Channels, isClient: false), Is.True);
        Assert.That(LitePacket.IsExpected(example.Packet, Channels, isClient: true), Is.True);
    }

    [TestCaseSource(nameof(FromAServer))]
    public void OnlyServersSend((string Name, byte[] Packet) example)
    {
        Assert.That(LitePacket.IsExpected(example.Packet, Channels, isClient: false), Is.False);
        Assert.That(LitePacket.IsExpected(example.Packet, Channels, isClient: true), Is.True);
    }

    [TestCaseSource(nameof(FromNobody))]
    public void NobodySends((string Name, byte[] Packet) example)
    {
        Assert.That(LitePacket.IsExpected(example.Packet, Channels, isClient: false), Is.False);
        Assert.That(LitePacket.IsExpected(example.Packet, Channels, isClient: true), Is.False);
    }

    [Test]
    public void ConnectRequestIsReadAsLiteNetLibWritesIt()
    {
        byte[] packet = [6, 13, 0, 0, 0, 8, 7, 6, 5, 4, 3, 2, 1, 0, 0, 0, 0, 16, .. new byte[16], 42, 43];
        Assert.That(LitePacket.TryReadConnectRequest(packet, out var time, out var data), Is.True);
        Assert.That((time, data.ToArray()), Is.EqualTo((0x0102030405060708, new byte[] { 42, 43 })));
    }

    [TestCase(1, 12)]
    [TestCase(17, 17)]
    [TestCase(17, 28)]
    [TestCase(0, 0x86)]
    [TestCase(0, 7)]
    public void ConnectRequestThatIsNotRightIsNone(int at, int value)
    {
        byte[] packet = [6, 13, 0, 0, 0, 8, 7, 6, 5, 4, 3, 2, 1, 0, 0, 0, 0, 16, .. new byte[16], 42];
        packet[at] = (byte)value;
        Assert.That(LitePacket.TryReadConnectRequest(packet, out _, out _), Is.False);
    }

    [Test]
    public void ResetGivesBackWhatOnlyTheOwnerKnows()
    {
        byte[] networkChanged = [15, 1, 2, 3, 4, 5, 6, 7, 8, 3, 1, 0, 0, 0, 0];
        var reset = new byte[LitePacket.DisconnectHeaderBytes];
        LitePacket.WriteReset(reset, networkChanged);
        Assert.That(reset, Is.EqualTo(new byte[] { 8 | (3 << 5), 1, 2, 3, 4, 5, 6, 7, 8 }));
    }
}
