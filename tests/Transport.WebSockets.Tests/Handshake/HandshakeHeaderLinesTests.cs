using Transport.WebSockets.Handshake;

namespace Transport.WebSockets.Tests.Handshake;

public class HandshakeHeaderLinesTests
{
    [TestCase("Authorization: Bearer abc")]
    [TestCase("X-Empty:")]
    [TestCase("x:y\tz")]
    [TestCase("X-Name: Jörg")]
    [TestCase("Hosting: a")]
    public void AHeaderLineIsTakenAsItIs(string line) =>
        Assert.That(HandshakeHeaderLines.Check([line], "lines"), Is.EqualTo([line]));

    [TestCase("")]
    [TestCase("no colon")]
    [TestCase(": nameless")]
    [TestCase("Name : a")]
    [TestCase(" Name: a")]
    [TestCase("Näme: a")]
    [TestCase("Name: a\r\nOther: b")]
    [TestCase("Name: a\r")]
    [TestCase("Name: a\n")]
    [TestCase("Name: \0")]
    [TestCase("Host: elsewhere")]
    [TestCase("upgrade: websocket")]
    [TestCase("Connection: close")]
    [TestCase("Content-Length: 5")]
    [TestCase("Transfer-Encoding: chunked")]
    [TestCase("Sec-WebSocket-Key: a")]
    [TestCase("Sec-WebSocket-Version: 8")]
    [TestCase("sec-websocket-accept: a")]
    [TestCase("Sec-WebSocket-Protocol: chess")]
    [TestCase("Sec-WebSocket-Extensions: permessage-deflate")]
    public void AnyOtherIsTheCallersMistake(string line) =>
        Assert.That(() => HandshakeHeaderLines.Check(["A: b", line], "lines"),
            Throws.ArgumentException.With.Property("ParamName").EqualTo("lines"));

    [Test]
    public void NullIsTheCallersMistake()
    {
        Assert.That(() => HandshakeHeaderLines.Check(null!, "lines"), Throws.ArgumentNullException);
        Assert.That(() => HandshakeHeaderLines.Check([null!], "lines"), Throws.ArgumentException);
    }

    [Test]
    public void TheListIsCopied()
    {
        string[] lines = ["A: b"];
        var kept = HandshakeHeaderLines.Check(lines, "lines");

        lines[0] = "broken";

        Assert.That(kept, Is.EqualTo(["A: b"]));
    }
}
