using Transport.WebSockets.Handshake;

namespace Transport.WebSockets.Tests.Handshake;

public class HttpReasonTests
{
    [TestCase(400, "Bad Request")]
    [TestCase(403, "Forbidden")]
    [TestCase(405, "Method Not Allowed")]
    [TestCase(408, "Request Timeout")]
    [TestCase(426, "Upgrade Required")]
    [TestCase(431, "Request Header Fields Too Large")]
    [TestCase(503, "Service Unavailable")]
    [TestCase(505, "HTTP Version Not Supported")]
    [TestCase(418, "")]
    public void IsTheRfcs(int status, string reason) => Assert.That(HttpReason.Of(status), Is.EqualTo(reason));
}
