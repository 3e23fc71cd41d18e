using Transport.Multiplayer.Tests.Fixtures;
using Transport.Multiplayer.Wire;

namespace Transport.Multiplayer.Tests.Wire;

[TestFixture]
public sealed class PathPacketTests
{
    // Recorded: the test node's RPC names, sorted, are rpc_args, rpc_bytes and so on.
    private const string Recorded = "01 \"a28b759b4a1018c1b4b80caec1e5ecac\" 00 01 00 00 00 \"Main\" 00";

    [Test]
    public void PathIsToldAsGodotTellsIt()
    {
        var checksum = MethodChecksum.Of("rpc_argsrpc_bytesrpc_from_authorityrpc_localrpc_nonerpc_unreliablerpc_var");
        Assert.That(SimplifyPathPacket.SizeOf("Main"u8, default), Is.EqualTo(43));
        var packet = new byte[43];
        SimplifyPathPacket.Write(packet, checksum, 1, "Main"u8, default);
        Assert.That(packet, Is.EqualTo(Bytes.Of(Recorded)));
    }

    [Test]
    public void PathIsReadAsGodotTellsIt()
    {
        Assert.That(SimplifyPathPacket.TryRead(Bytes.Of(Recorded), out var simplify), Is.True);
        Assert.That(simplify.PathId, Is.EqualTo(1));
        Assert.That(simplify.Path.ToArray(), Is.EqualTo("Main"u8.ToArray()));
        Assert.That(simplify.Checksum.ToArray(), Is.EqualTo("a28b759b4a1018c1b4b80caec1e5ecac"u8.ToArray()));
        Assert.That(simplify.Methods.IsEmpty, Is.True);
    }

    [Test]
    public void PathOfTheLudusDemoTakes63Bytes()
    {
        var checksum = MethodChecksum.Of("_logadd_playerdel_playerrequest_actionset_player_nameset_turnupdate_player_name");
        Assert.That(checksum, Is.EqualTo("599eb6c9feef319c68c1b0a901241908"u8.ToArray()));
        Assert.That(SimplifyPathPacket.SizeOf("Panel/VBoxContainer/Game"u8, default), Is.EqualTo(63));
    }

    [Test]
    public void NodeWithoutMethodsHasTheChecksumOfNothing() =>
        Assert.That(MethodChecksum.Of(""), Is.EqualTo("d41d8cd98f00b204e9800998ecf8427e"u8.ToArray()));

    [Test]
    public void ListOfMethodsStandsBehindTheZeroByte()
    {
        var packet = new byte[SimplifyPathPacket.SizeOf("a"u8, "x\ny"u8)];
        SimplifyPathPacket.Write(packet, new byte[32], 2, "a"u8, "x\ny"u8);
        Assert.That(SimplifyPathPacket.TryRead(packet, out var simplify), Is.True);
        Assert.That(simplify.Path.ToArray(), Is.EqualTo("a"u8.ToArray()));
        Assert.That(simplify.Methods.ToArray(), Is.EqualTo("x\ny"u8.ToArray()));
    }

    [Test]
    public void PathWithoutItsZeroByteIsReadToTheEnd()
    {
        var packet = Bytes.Of(Recorded)[..^1];
        Assert.That(SimplifyPathPacket.TryRead(packet, out var simplify), Is.True);
        Assert.That(simplify.Path.ToArray(), Is.EqualTo("Main"u8.ToArray()));
    }

    [Test]
    public void PacketWithoutAPathIsRefused([Range(0, 38)] int length) =>
        Assert.That(SimplifyPathPacket.TryRead(new byte[length], out _), Is.False);

    [TestCase(true, "02 01 01 00 00 00")]
    [TestCase(false, "02 00 01 00 00 00")]
    public void ConfirmationHasSixBytes(bool isRight, string expected)
    {
        var packet = new byte[ConfirmPathPacket.MaxBytes];
        var confirm = new ConfirmPathPacket(1, isRight);
        confirm.Write(packet);
        Assert.That(packet[..confirm.Bytes], Is.EqualTo(Bytes.Of(expected)));
        Assert.That(ConfirmPathPacket.TryRead(packet.AsSpan(0, 6), out var read), Is.True);
        Assert.That((read.PathId, read.IsChecksumRight, read.IsUnknown), Is.EqualTo((1u, isRight, false)));
    }

    [Test]
    public void DenialHasASeventhByte()
    {
        var packet = new byte[ConfirmPathPacket.MaxBytes];
        new ConfirmPathPacket(9, isChecksumRight: false, isUnknown: true).Write(packet);
        Assert.That(packet, Is.EqualTo(Bytes.Of("02 00 09 00 00 00 00")));
        Assert.That(ConfirmPathPacket.TryRead(packet, out var read), Is.True);
        Assert.That((read.PathId, read.IsUnknown), Is.EqualTo((9u, true)));
    }

    [Test]
    public void ConfirmationOfAnotherSizeIsRefused([Values(0, 1, 5, 8, 40)] int length) =>
        Assert.That(ConfirmPathPacket.TryRead(new byte[length], out _), Is.False);
}
