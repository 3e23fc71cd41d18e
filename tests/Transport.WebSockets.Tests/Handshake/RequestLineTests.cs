using System.Text;
using Transport.WebSockets.Handshake;

namespace Transport.WebSockets.Tests.Handshake;

public class RequestLineTests
{
    [TestCase("GET / HTTP/1.1", "GET", "/", 1, 1)]
    [TestCase("get /chat?a=b&c HTTP/1.0", "get", "/chat?a=b&c", 1, 0)]
    [TestCase("PRI * HTTP/2.0", "PRI", "*", 2, 0)]
    [TestCase("CONNECT host:80 HTTP/1.1", "CONNECT", "host:80", 1, 1)]
    public void HasAMethodATargetAndAVersion(string line, string method, string target, int major, int minor) =>
        Assert.That(Parse(line), Is.EqualTo(new RequestLine(method, target, major, minor)));

    [Test]
    public void PercentEncodesWhatGodotSendsAsItWasWritten() =>
        Assert.That(Parse("GET /größe?ö=%C3%B6 HTTP/1.1").Target, Is.EqualTo("/gr%C3%B6%C3%9Fe?%C3%B6=%C3%B6"));

    [TestCase("GET", "not a method, a target and a version")]
    [TestCase("GET /", "not a method, a target and a version")]
    [TestCase(" ", "not a method, a target and a version")]
    [TestCase("GET / ", "version")]
    [TestCase("GET / HTTP/1.1 ", "version")]
    [TestCase("GET / HTTP/11", "version")]
    [TestCase("GET  HTTP/1.1", "target")]
    [TestCase("GET  / HTTP/1.1", "target")]
    [TestCase("GET /a b HTTP/1.1", "target")]
    [TestCase("GET /a\tb HTTP/1.1", "target")]
    [TestCase(" / HTTP/1.1", "method")]
    [TestCase("GE\tT / HTTP/1.1", "method")]
    [TestCase("G(T / HTTP/1.1", "method")]
    public void IsRefusedWithItsFault(string line, string fault)
    {
        Assert.That(RequestLine.TryParse(Encoding.UTF8.GetBytes(line), out _, out var told), Is.False);
        Assert.That(told, Does.Contain(fault));
    }

    [TestCase("/", "/", null)]
    [TestCase("/a/b?c=//d", "/a/b?c=//d", null)]
    [TestCase("//a", "//a", null)]
    [TestCase("http://host/a?b", "/a?b", "host")]
    [TestCase("HTTPS://host:81", "/", "host:81")]
    [TestCase("ws://host?b=/", "/?b=/", "host")]
    [TestCase("wss://[::1]:80/a", "/a", "[::1]:80")]
    [TestCase("ws:///a", "/a", "")]
    public void ATargetIsAPathOrAUrl(string target, string path, string? authority)
    {
        Assert.That(new RequestLine("GET", target, 1, 1).TrySplitTarget(out var splitPath, out var splitAuthority), Is.True);
        Assert.That((splitPath, splitAuthority), Is.EqualTo((path, authority)));
    }

    [TestCase("*")]
    [TestCase("host:80")]
    [TestCase("ftp://host/")]
    [TestCase("?a")]
    [TestCase("chat")]
    public void ATargetThatNamesNoResourceIsNotSplit(string target) =>
        Assert.That(new RequestLine("GET", target, 1, 1).TrySplitTarget(out _, out _), Is.False);

    private static RequestLine Parse(string line)
    {
        Assert.That(RequestLine.TryParse(Encoding.UTF8.GetBytes(line), out var result, out var fault), Is.True, fault);
        return result;
    }
}
