using Transport.WebSockets.Handshake;

namespace Transport.WebSockets.Tests.Handshake;

public class OriginsTests
{
    [TestCase("https://game.example", "https", "game.example")]
    [TestCase("HTTPS://Game.Example", "https", "game.example")]
    [TestCase("https://game.example", "https", "game.example:443")]
    [TestCase("https://game.example:443", "https", "game.example")]
    [TestCase("https://game.example:8443", "https", "game.example:8443")]
    [TestCase("http://localhost:9080", "http", "localhost:9080")]
    [TestCase("http://game.example", "http", "game.example:80")]
    [TestCase("http://[::1]:9080", "http", "[::1]:9080")]
    public void APageOfTheServerItselfIsKnown(string origin, string scheme, string host) =>
        Assert.That(Origins.IsOwn(origin, scheme, host), Is.True);

    [Test]
    public void AProxyMayHaveEndedTls() => Assert.That(Origins.IsOwn("https://game.example", "http", "game.example"), Is.True);

    [TestCase("https://evil.example", "https", "game.example")]
    [TestCase("https://game.example.evil.example", "https", "game.example")]
    [TestCase("https://sub.game.example", "https", "game.example")]
    [TestCase("http://game.example", "https", "game.example", TestName = "A page without TLS is not the same as one with it")]
    [TestCase("https://game.example:8443", "https", "game.example")]
    [TestCase("https://game.example", "https", "game.example:8443")]
    [TestCase("https://game.example:80", "http", "game.example")]
    [TestCase("chrome-extension://game.example", "https", "game.example")]
    [TestCase("null", "https", "null")]
    [TestCase("", "https", "")]
    [TestCase("game.example", "https", "game.example")]
    [TestCase("https://", "https", "game.example")]
    public void AnyOtherIsForeign(string origin, string scheme, string host) =>
        Assert.That(Origins.IsOwn(origin, scheme, host), Is.False);
}
