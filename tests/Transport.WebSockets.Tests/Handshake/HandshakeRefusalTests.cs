using System.Text;
using Transport.WebSockets.Handshake;

namespace Transport.WebSockets.Tests.Handshake;

public class HandshakeRefusalTests
{
    [Test]
    public void TellsOneLineAndCloses() =>
        Assert.That(Text(new HandshakeRefusal(503, "The server is full.")), Is.EqualTo(
            "HTTP/1.1 503 Service Unavailable\r\n"
            + "Content-Type: text/plain; charset=utf-8\r\n"
            + "Content-Length: 20\r\n"
            + "Connection: close\r\n"
            + "\r\n"
            + "The server is full.\n"));

    [Test]
    public void AMethodNotAllowedNamesTheOneThatIs() =>
        Assert.That(Text(new HandshakeRefusal(405, "")), Does.Contain("\r\nConnection: close\r\nAllow: GET\r\n\r\n"));

    [Test]
    public void AnUpgradeRequiredNamesProtocolAndVersion() =>
        Assert.That(Text(new HandshakeRefusal(426, "")), Does.Contain(
            "\r\nConnection: close, Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\n\r\n"));

    [Test]
    public void AStatusWithoutWordsIsStillAStatusLine() =>
        Assert.That(Text(new HandshakeRefusal(499, "")), Does.StartWith("HTTP/1.1 499 \r\nContent-Type"));

    [Test]
    public void ATextOfSeveralLinesBecomesOne()
    {
        var refusal = new HandshakeRefusal(400, "a\r\nSet-Cookie: b\r\n\r\nc\0");

        Assert.That(refusal.Text, Is.EqualTo("a  Set-Cookie: b    c "));
        Assert.That(Text(refusal), Does.EndWith("\r\n\r\na  Set-Cookie: b    c \n"));
    }

    [Test]
    public void TheLengthIsInBytes() =>
        Assert.That(Text(new HandshakeRefusal(400, "Größe")), Does.Contain("\r\nContent-Length: 8\r\n").And.EndWith("\r\n\r\nGröße\n"));

    [TestCase(400)]
    [TestCase(599)]
    public void StatusesFrom400To599Refuse(int status) => Assert.That(new HandshakeRefusal(status, "").Status, Is.EqualTo(status));

    [TestCase(101)]
    [TestCase(200)]
    [TestCase(399)]
    [TestCase(600)]
    public void AnyOtherStatusIsTheCallersMistake(int status) =>
        Assert.That(() => new HandshakeRefusal(status, ""), Throws.InstanceOf<ArgumentOutOfRangeException>());

    [Test]
    public void NoTextIsTheCallersMistake() =>
        Assert.That(() => new HandshakeRefusal(400, null!), Throws.ArgumentNullException);

    private static string Text(HandshakeRefusal refusal) => Encoding.UTF8.GetString(refusal.Response.Span);
}
