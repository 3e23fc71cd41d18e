using System.Text;
using Transport.WebSockets.Handshake;

namespace Transport.WebSockets.Tests.Handshake;

public class StatusLineTests
{
    [TestCase("HTTP/1.1 101 Switching Protocols", 101, "Switching Protocols", 1)]
    [TestCase("HTTP/1.0 404 Not Here", 404, "Not Here", 0)]
    [TestCase("HTTP/1.1 401 ", 401, "Unauthorized", 1)]
    [TestCase("HTTP/1.1 401", 401, "Unauthorized", 1)]
    [TestCase("HTTP/1.1 999 x", 999, "x", 1)]
    [TestCase("HTTP/1.1 599", 599, "", 1)]
    [TestCase("HTTP/1.1 400 Gr\u00FC\tse", 400, "Gr???se", 1)]
    public void HasAVersionAStatusAndPerhapsAReason(string line, int status, string reason, int minor)
    {
        Assert.That(StatusLine.TryParse(Encoding.UTF8.GetBytes(line), out var result), Is.True);
        Assert.That(result, Is.EqualTo(new StatusLine(status, reason, 1, minor)));
    }

    [Test]
    public void ALongReasonIsCut()
    {
        Assert.That(StatusLine.TryParse(Encoding.ASCII.GetBytes("HTTP/1.1 400 " + new string('x', 1000)), out var result), Is.True);
        Assert.That(result.Reason, Is.EqualTo(new string('x', 80)));
    }

    [TestCase("HTTP/1.1 401 Unauthorized", "401 Unauthorized")]
    [TestCase("HTTP/1.1 599", "599")]
    public void ReadsAsAPersonWouldSayIt(string line, string expected)
    {
        Assert.That(StatusLine.TryParse(Encoding.ASCII.GetBytes(line), out var result), Is.True);
        Assert.That(result.ToString(), Is.EqualTo(expected));
    }

    [TestCase("")]
    [TestCase("HTTP/1.1")]
    [TestCase("HTTP/1.1 10")]
    [TestCase("HTTP/1.1 1010")]
    [TestCase("HTTP/1.1 099 x")]
    [TestCase("HTTP/1.1 10x x")]
    [TestCase("HTTP/1.1  101 x")]
    [TestCase("HTTP/1.1-101 x")]
    [TestCase("HTTP/1 101 x")]
    [TestCase("ICY 200 OK")]
    [TestCase("SSH-2.0-OpenSSH_9.6")]
    [TestCase("GET / HTTP/1.1")]
    public void AnythingElseIsNone(string line) =>
        Assert.That(StatusLine.TryParse(Encoding.ASCII.GetBytes(line), out _), Is.False);
}
