using Transport.Multiplayer.Tests.Fixtures;
using Transport.Multiplayer.Wire;

namespace Transport.Multiplayer.Tests.Wire;

[TestFixture]
public sealed class SystemPacketTests
{
    private static readonly object[] Packets =
    [
        new object[] { SystemCommand.AddPeer, 7, "07 01 07 00 00 00" },
        new object[] { SystemCommand.AddPeer, 21_045_611, "07 01 6B 21 41 01" },
        new object[] { SystemCommand.DelPeer, 21_045_611, "07 02 6B 21 41 01" },
        new object[] { SystemCommand.Relay, 0, "07 03 00 00 00 00" },
        new object[] { SystemCommand.Relay, -1, "07 03 FF FF FF FF" },
        new object[] { SystemCommand.Relay, -21_045_611, "07 03 95 DE BE FE" },
    ];

    [TestCaseSource(nameof(Packets))]
    public void HeadIsWrittenAndRead(object command, int peer, string expected)
    {
        var packet = new byte[SystemPacket.Bytes];
        SystemPacket.Write(packet, (SystemCommand)command, peer);
        Assert.That(packet, Is.EqualTo(Bytes.Of(expected)));
        byte[] whole = (SystemCommand)command == SystemCommand.Relay ? [.. packet, 3] : packet;
        Assert.That(SystemPacket.TryRead(whole, out var read), Is.True);
        Assert.That((read.Command, read.Peer), Is.EqualTo(((SystemCommand)command, peer)));
    }

    [TestCase("07")]
    [TestCase("07 00 73 65 63 72", TestName = "authentication")]
    [TestCase("07 01 07 00 00", TestName = "five bytes")]
    [TestCase("07 03 07 00 00 00", TestName = "a relay of nothing")]
    [TestCase("07 04 07 00 00 00 00", TestName = "an unknown command")]
    [TestCase("03 01 07 00 00 00 00", TestName = "another packet")]
    public void HeadIsRefused(string packet) => Assert.That(SystemPacket.TryRead(Bytes.Of(packet), out _), Is.False);

    [TestCase("07 00", true)]
    [TestCase("07 00 01", true)]
    [TestCase("0F 00", true, TestName = "the unused bit is passed over")]
    [TestCase("07", false)]
    [TestCase("07 01 02 00 00 00", false)]
    [TestCase("00 00", false)]
    [TestCase("", false)]
    public void AuthenticationIsToldFromOtherPackets(string packet, bool isAuth) =>
        Assert.That(PacketType.IsAuth(Bytes.Of(packet)), Is.EqualTo(isAuth));

    [Test]
    public void AuthenticationBeginsWithTwoBytes()
    {
        var packet = new byte[SystemPacket.AuthBytes];
        SystemPacket.WriteAuth(packet);
        Assert.That(packet, Is.EqualTo(Bytes.Of("07 00")));
    }
}
