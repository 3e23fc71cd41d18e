using System.Text;
using Transport.WebSockets.Handshake;

namespace Transport.WebSockets.Tests.Handshake;

public class HttpVersionTests
{
    [TestCase("HTTP/1.1", 1, 1)]
    [TestCase("HTTP/2.0", 2, 0)]
    [TestCase("HTTP/0.9", 0, 9)]
    public void HasTwoDigits(string text, int major, int minor)
    {
        Assert.That(HttpVersion.TryParse(Encoding.ASCII.GetBytes(text), out var readMajor, out var readMinor), Is.True);
        Assert.That((readMajor, readMinor), Is.EqualTo((major, minor)));
    }

    [TestCase("")]
    [TestCase("HTTP/1")]
    [TestCase("HTTP/1.")]
    [TestCase("HTTP/1.10")]
    [TestCase("HTTP/1,1")]
    [TestCase("HTTP/x.1")]
    [TestCase("HTTP/1.x")]
    [TestCase("http/1.1")]
    [TestCase("HTTP 1.1")]
    [TestCase("RTSP/1.1")]
    public void AnythingElseIsNone(string text) =>
        Assert.That(HttpVersion.TryParse(Encoding.ASCII.GetBytes(text), out _, out _), Is.False);
}
