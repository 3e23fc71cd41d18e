using Transport.WebSockets.Framing;

namespace Transport.WebSockets.Tests.Protocol;

// RFC 6455 section 8.1.
internal sealed class MessageReaderUtf8Tests
{
    [Test]
    public void ReadsTextOfEveryLengthOfCharacter()
    {
        using var server = Receiver.Server;
        Assert.That(server.Receive(FrameBytes.ToServer.Text("aß水\U0001F600")), Is.EqualTo(new[] { "text aß水\U0001F600" }));
    }

    [Test]
    public void ACharacterMayBeCutByFragments()
    {
        using var server = Receiver.Server;
        var frames = FrameBytes.ToServer.Start(Opcode.Text, 0xF0).Middle(0x9F).Ping().Middle().Middle(0x98).Last(0x80);
        Assert.That(server.Receive(frames), Is.EqualTo(new[] { "ping", "text \U0001F600" }));
    }

    [Test]
    public void FailsOnBytesThatAreNotUtf8()
    {
        using var server = Receiver.Server;
        Assert.That(
            server.Receive(FrameBytes.ToServer.Frame(Opcode.Text, [0x61, 0xC0, 0x80])),
            Is.EqualTo(new[] { "failed 1007: text that is not UTF-8" }));
    }

    [Test]
    public void FailsOnTextThatEndsInsideACharacter()
    {
        using var whole = Receiver.Server;
        using var fragmented = Receiver.Server;
        Assert.That(
            whole.Receive(FrameBytes.ToServer.Frame(Opcode.Text, [0x61, 0xE6, 0xB0])),
            Is.EqualTo(new[] { "failed 1007: text that is not UTF-8" }));
        Assert.That(
            fragmented.Receive(FrameBytes.ToServer.Start(Opcode.Text, 0xE6, 0xB0).Last()),
            Is.EqualTo(new[] { "failed 1007: text that is not UTF-8" }));
    }

    [Test]
    public void FailsAtTheFirstWrongFragment()
    {
        using var server = Receiver.Server;
        Assert.That(
            server.Receive(FrameBytes.ToServer.Start(Opcode.Text, 0xED).Middle(0xA0)),
            Is.EqualTo(new[] { "failed 1007: text that is not UTF-8" }));
    }

    [Test]
    public void OneMessageDoesNotSpoilTheNext()
    {
        using var server = Receiver.Server;
        Assert.That(
            server.Receive(FrameBytes.ToServer.Start(Opcode.Text, 0xC3).Last(0xA4).Start(Opcode.Text, 0x61).Last(0x62).Text("c")),
            Is.EqualTo(new[] { "text ä", "text ab", "text c" }));
    }

    [Test]
    public void BinaryNeedNotBeUtf8()
    {
        using var server = Receiver.Server;
        Assert.That(
            server.Receive(FrameBytes.ToServer.Binary(0xFF).Start(Opcode.Binary, 0xC0).Last(0x80)),
            Is.EqualTo(new[] { "binary FF", "binary C080" }));
    }
}
