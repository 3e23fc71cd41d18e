using Transport.WebSockets.Framing;
using Transport.WebSockets.Protocol;

namespace Transport.WebSockets.Tests.Protocol;

// RFC 6455 section 5.4.
internal sealed class MessageReaderFragmentationTests
{
    [Test]
    public void PutsFragmentsTogether([Values] WebSocketRole role)
    {
        using var receiver = new Receiver(role);
        Assert.That(
            receiver.Receive(new FrameBytes(role).Start(Opcode.Binary, 1, 2).Middle(3).Middle(4, 5, 6).Last(7)),
            Is.EqualTo(new[] { "binary 01020304050607" }));
    }

    [Test]
    public void ReadsTheFragmentedExampleOfTheRfc()
    {
        using var client = Receiver.Client;
        Assert.That(
            client.Receive([0x01, 0x03, 0x48, 0x65, 0x6C, 0x80, 0x02, 0x6C, 0x6F]),
            Is.EqualTo(new[] { "text Hello" }));
    }

    [Test]
    public void EmptyFragmentsAreFine()
    {
        using var server = Receiver.Server;
        Assert.That(
            server.Receive(FrameBytes.ToServer.Start(Opcode.Binary).Middle().Middle(1).Middle().Last().Start(Opcode.Text).Last()),
            Is.EqualTo(new[] { "binary 01", "text" }));
    }

    [Test]
    public void ControlFramesComeBetweenFragments()
    {
        using var server = Receiver.Server;
        var frames = FrameBytes.ToServer.Binary(9).Start(Opcode.Binary, 1).Ping(2).Middle(3).Pong(4).Last(5).Binary(8);
        Assert.That(server.Receive(frames), Is.EqualTo(new[] { "binary 09", "ping 02", "pong 04", "binary 010305", "binary 08" }));
    }

    [Test]
    public void CloseBetweenFragmentsEndsTheMessage()
    {
        using var server = Receiver.Server;
        Assert.That(
            server.Receive(FrameBytes.ToServer.Start(Opcode.Binary, 1).Close(1001).Last(2)),
            Is.EqualTo(new[] { "close 1001" }));
    }

    [Test]
    public void FailsOnContinuationWithoutMessage([Values] bool isFinal)
    {
        using var server = Receiver.Server;
        Assert.That(
            server.Receive(FrameBytes.ToServer.Frame(Opcode.Continuation, [1], isFinal)),
            Is.EqualTo(new[] { "failed 1002: continuation without a message" }));
    }

    [Test]
    public void FailsOnContinuationAfterAWholeMessage()
    {
        using var server = Receiver.Server;
        Assert.That(
            server.Receive(FrameBytes.ToServer.Start(Opcode.Binary, 1).Last(2).Last(3)),
            Is.EqualTo(new[] { "binary 0102", "failed 1002: continuation without a message" }));
    }

    [Test]
    public void FailsOnMessageInsideAFragmentedMessage([Values(Opcode.Text, Opcode.Binary)] Opcode opcode, [Values] bool isFinal)
    {
        using var server = Receiver.Server;
        Assert.That(
            server.Receive(FrameBytes.ToServer.Start(Opcode.Binary, 1).Frame(opcode, [2], isFinal)),
            Is.EqualTo(new[] { "failed 1002: message inside a fragmented message" }));
    }

    [Test]
    public void FragmentsSurviveTheBlockTheyBeganIn()
    {
        using var server = Receiver.Server;
        var whole = new byte[3000];
        TestSeed.NewRandom().NextBytes(whole);
        // Each piece fills what is left of a block, and messages before it are taken in between.
        server.Receive(FrameBytes.ToServer.Binary(new byte[3500]).Start(Opcode.Binary, whole[..500]));
        server.Receive(FrameBytes.ToServer.Ping().Middle(whole[500..2500]));
        server.Receive(FrameBytes.ToServer.Last(whole[2500..]));
        Assert.That(server.Log, Has.Count.EqualTo(3));
        Assert.That(server.Log[2], Is.EqualTo($"binary {Convert.ToHexString(whole)}"));
    }

    [Test]
    public void ALongMessageInOneByteFragmentsIsWhole()
    {
        using var server = new Receiver(WebSocketRole.Server, 10_000);
        var whole = TestSeed.NewRandom().NextBytes(10_000);
        server.Receive(FrameBytes.ToServer.Start(Opcode.Binary));
        foreach (var b in whole) server.Receive(FrameBytes.ToServer.Middle(b));
        server.Receive(FrameBytes.ToServer.Last());
        Assert.That(server.Log, Is.EqualTo(new[] { $"binary {Convert.ToHexString(whole)}" }));
    }
}
