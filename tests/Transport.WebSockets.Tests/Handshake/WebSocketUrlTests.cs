using Transport.WebSockets.Handshake;

namespace Transport.WebSockets.Tests.Handshake;

public class WebSocketUrlTests
{
    [TestCase("ws://host", "ws://host/", "host", 80, "/", "host")]
    [TestCase("wss://host", "wss://host/", "host", 443, "/", "host")]
    [TestCase("WSS://HOST:443/A?B=C", "wss://host/A?B=C", "host", 443, "/A?B=C", "host")]
    [TestCase("ws://host:9080/a/b", "ws://host:9080/a/b", "host", 9080, "/a/b", "host:9080")]
    [TestCase("wss://host:80", "wss://host:80/", "host", 80, "/", "host:80")]
    [TestCase("ws://host:1", "ws://host:1/", "host", 1, "/", "host:1")]
    [TestCase("ws://host:65535", "ws://host:65535/", "host", 65535, "/", "host:65535")]
    [TestCase("ws://host:", "ws://host/", "host", 80, "/", "host")]
    [TestCase("localhost:9080", "ws://localhost:9080/", "localhost", 9080, "/", "localhost:9080")]
    [TestCase("host/path?next=http://x", "ws://host/path?next=http://x", "host", 80, "/path?next=http://x", "host")]
    [TestCase("ws://host?a=b", "ws://host/?a=b", "host", 80, "/?a=b", "host")]
    [TestCase("ws://host/a#fragment?not=query", "ws://host/a", "host", 80, "/a", "host")]
    [TestCase("ws://host#fragment", "ws://host/", "host", 80, "/", "host")]
    [TestCase("ws://user:p@ss@host:81/", "ws://host:81/", "host", 81, "/", "host:81")]
    [TestCase("ws://user:p@ss:word@host:81/", "ws://host:81/", "host", 81, "/", "host:81")]
    [TestCase("ws://127.0.0.1:9080", "ws://127.0.0.1:9080/", "127.0.0.1", 9080, "/", "127.0.0.1:9080")]
    [TestCase("ws://[::1]:9080/x", "ws://[::1]:9080/x", "::1", 9080, "/x", "[::1]:9080")]
    [TestCase("[::1]", "ws://[::1]/", "::1", 80, "/", "[::1]")]
    [TestCase("ws://[2001:DB8:0::1]", "ws://[2001:db8::1]/", "2001:db8::1", 80, "/", "[2001:db8::1]")]
    [TestCase("ws://[fe80::1%25eth0]:81/", "ws://[fe80::1]:81/", "fe80::1%eth0", 81, "/", "[fe80::1]:81")]
    [TestCase("ws://1.2.3.4.:81", "ws://1.2.3.4.:81/", "1.2.3.4.", 81, "/", "1.2.3.4.:81")]
    [TestCase("ws://4x4.1st.example.", "ws://4x4.1st.example./", "4x4.1st.example.", 80, "/", "4x4.1st.example.")]
    [TestCase("ws://xn--ls8h.la", "ws://xn--ls8h.la/", "xn--ls8h.la", 80, "/", "xn--ls8h.la")]
    [TestCase("ws://my_container/", "ws://my_container/", "my_container", 80, "/", "my_container")]
    [TestCase("ws://bücher.example/größe?x=ö", "ws://xn--bcher-kva.example/gr%C3%B6%C3%9Fe?x=%C3%B6", "xn--bcher-kva.example", 80,
        "/gr%C3%B6%C3%9Fe?x=%C3%B6", "xn--bcher-kva.example")]
    [TestCase("ws://BÜCHER.example", "ws://xn--bcher-kva.example/", "xn--bcher-kva.example", 80, "/", "xn--bcher-kva.example")]
    [TestCase("ws://host/a%20b", "ws://host/a%20b", "host", 80, "/a%20b", "host")]
    public void IsTakenApart(string text, string whole, string host, int port, string target, string hostHeader)
    {
        var url = Ends.Url(text);

        Assert.Multiple(() =>
        {
            Assert.That(url.ToString(), Is.EqualTo(whole));
            Assert.That(url.IsSecure, Is.EqualTo(whole.StartsWith("wss", StringComparison.Ordinal)));
            Assert.That(url.Host, Is.EqualTo(host));
            Assert.That(url.Port, Is.EqualTo(port));
            Assert.That(url.RequestTarget, Is.EqualTo(target));
            Assert.That(url.HostHeader, Is.EqualTo(hostHeader));
        });
    }

    [TestCase(null, "The URL is empty.")]
    [TestCase("", "The URL is empty.")]
    [TestCase(" ws://host", "The URL has a space or line break at position 0.")]
    [TestCase("ws://ho st", "The URL has a space or line break at position 7.")]
    [TestCase("ws://host/a\r\nX: y", "The URL has a space or line break at position 11.")]
    [TestCase("ws://host/\0", "The URL has a control character at position 10.")]
    [TestCase("ws://host\\path", "The URL has a backslash at position 9; it has forward slashes only.")]
    [TestCase("http://host", "The URL begins with http://; a WebSocket's begins with ws://.")]
    [TestCase("HTTPS://host", "The URL begins with https://; a WebSocket's begins with wss://.")]
    [TestCase("ftp://host", "The scheme \"ftp\" is not ws or wss.")]
    [TestCase("://host", "The scheme \"\" is not ws or wss.")]
    [TestCase("ws://", "The URL has no host.")]
    [TestCase("ws:///path", "The URL has no host.")]
    [TestCase("ws://:80", "The URL has no host.")]
    [TestCase("ws://user@", "The URL has no host.")]
    [TestCase("ws://user@/path", "The URL has no host.")]
    [TestCase("ws://?a", "The URL has no host.")]
    [TestCase("//host", "The URL has no host.")]
    [TestCase("ws://host:0", "The port \"0\" is not a number from 1 to 65535.")]
    [TestCase("ws://host:65536", "The port \"65536\" is not a number from 1 to 65535.")]
    [TestCase("ws://host:99999999999999999999", "The port \"99999999999999999999\" is not a number from 1 to 65535.")]
    [TestCase("ws://host:-1", "The port \"-1\" is not a number from 1 to 65535.")]
    [TestCase("ws://host:+80", "The port \"+80\" is not a number from 1 to 65535.")]
    [TestCase("ws://host:http", "The port \"http\" is not a number from 1 to 65535.")]
    [TestCase("ws://[::1", "The URL has an IPv6 address without its closing bracket.")]
    [TestCase("ws://::1", "An IPv6 address in a URL stands in brackets, as in ws://[::1]:9080.")]
    [TestCase("ws://::1:9080", "An IPv6 address in a URL stands in brackets, as in ws://[::1]:9080.")]
    [TestCase("fe80::1:9080/x", "An IPv6 address in a URL stands in brackets, as in ws://[::1]:9080.")]
    [TestCase("ws://[zz]", "\"[zz]\" is not a host name or address.")]
    [TestCase("ws://[]", "\"[]\" is not a host name or address.")]
    [TestCase("ws://[::1]x:80/", "\"[::1]x\" is not a host name or address.")]
    [TestCase("ws://h]:80", "\"h]\" is not a host name or address.")]
    [TestCase("ws://1.2.3.400:9080", "\"1.2.3.400\" is not a host name or address.")]
    [TestCase("ws://1.2.3.4.5", "\"1.2.3.4.5\" is not a host name or address.")]
    [TestCase("ws://host.09", "\"host.09\" is not a host name or address.")]
    [TestCase("ws://host.0x", "\"host.0x\" is not a host name or address.")]
    [TestCase("ws://99999999999", "\"99999999999\" is not a host name or address.")]
    [TestCase("ws://xn--", "\"xn--\" is not a host name or address.")]
    [TestCase("ws://xn--a", "\"xn--a\" is not a host name or address.")]
    [TestCase("ws://a.xn--99999999.b", "\"a.xn--99999999.b\" is not a host name or address.")]
    [TestCase("ws://a..b", "\"a..b\" is not a host name or address.")]
    [TestCase("ws://-a", "\"-a\" is not a host name or address.")]
    [TestCase("ws://a%20b", "\"a%20b\" is not a host name or address.")]
    [TestCase("ws://\u202E/", "\"\u202E\" is not a host name or address.")]
    [TestCase("ws://*", "\"*\" is not a host name or address.")]
    public void IsRefusedWithOneLineThatTellsWhy(string? text, string error)
    {
        Assert.That(WebSocketUrl.TryParse(text, out var url, out var told), Is.False);
        Assert.That(told, Is.EqualTo(error));
        Assert.That(url, Is.Null);
    }

    [Test]
    public void HalfACharacterIsRefusedInAHostAndReplacedInAPath()
    {
        Assert.That(WebSocketUrl.TryParse("ws://\uD800/", out _, out var told), Is.False);
        Assert.That(told, Does.EndWith("is not a host name or address."));
        Assert.That(Ends.Url("ws://host/\uD800").RequestTarget, Is.EqualTo("/%EF%BF%BD"));
    }
}
