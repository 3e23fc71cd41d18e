using System.Text;
using Transport.WebSockets.Handshake;

namespace Transport.WebSockets.Tests.Handshake;

// RFC 6455 section 4.2.1, rule by rule, from both sides of each.
public class ServerHandshakeChecksTests
{
    private static readonly ServerHandshakeSettings Chess = new() { SupportedProtocols = ["chess", "go"] };

    [TestCase("GET / HTTP/1.1")]
    [TestCase("GET / HTTP/1.2")]
    [TestCase("GET http://server.example.com/ HTTP/1.1")]
    public void AcceptsARequestLine(string line) => Accepts(HeadText.Request().FirstLine(line));

    [TestCase("GET /", "first line")]
    [TestCase("GET /a b HTTP/1.1", "target")]
    [TestCase("GET * HTTP/1.1", "target")]
    [TestCase("GET chat HTTP/1.1", "target")]
    [TestCase("G@T / HTTP/1.1", "method")]
    [TestCase("GET / HTTPS/1.1", "version")]
    public void RefusesABadRequestLineWith400(string line, string text) => Refuses(HeadText.Request().FirstLine(line), 400, text);

    [TestCase("GET / HTTP/1.0")]
    [TestCase("GET / HTTP/2.0")]
    [TestCase("GET / HTTP/0.9")]
    [TestCase("PRI * HTTP/2.0")]
    public void RefusesAnotherHttpVersionWith505(string line) => Refuses(HeadText.Request().FirstLine(line), 505, "starts with HTTP/1.1");

    [TestCase("POST")]
    [TestCase("HEAD")]
    [TestCase("get")]
    [TestCase("OPTIONS")]
    public void RefusesAnotherMethodWith405(string method) =>
        Assert.That(Refuses(HeadText.Request().FirstLine($"{method} / HTTP/1.1"), 405, method), Does.Contain("\r\nAllow: GET\r\n"));

    [TestCase("OPTIONS * HTTP/1.1")]
    [TestCase("CONNECT host:80 HTTP/1.1")]
    public void TheMethodIsToldBeforeItsTarget(string line) => Refuses(HeadText.Request().FirstLine(line), 405, "GET");

    [TestCase("server.example.com")]
    [TestCase("server.example.com:9080")]
    [TestCase("[::1]:9080")]
    [TestCase("::1:9080")]
    [TestCase("my_container")]
    public void AcceptsAHost(string host) => Assert.That(Accepts(HeadText.Request().With("Host", host)).Host, Is.EqualTo(host));

    [TestCase("")]
    [TestCase("user@host")]
    [TestCase("host/path")]
    [TestCase("two hosts")]
    [TestCase("a\"b")]
    [TestCase("h\u00EAst")]
    public void RefusesABadHostWith400(string host) => Refuses(HeadText.Request().With("Host", host), 400, "host");

    [Test]
    public void RefusesARequestWithoutHostWith400() => Refuses(HeadText.Request().Without("Host"), 400, "Host is missing");

    [Test]
    public void AUrlInTheRequestLineCountsMoreThanHost()
    {
        var server = Accepts(HeadText.Request().FirstLine("GET ws://real.example:81/a HTTP/1.1"));

        Assert.That((server.Host, server.RequestTarget), Is.EqualTo(("real.example:81", "/a")));
        Refuses(HeadText.Request().FirstLine("GET ws:///a HTTP/1.1"), 400, "host is empty");
        Refuses(HeadText.Request().FirstLine("GET ws://u@h/ HTTP/1.1"), 400, "host");
        Refuses(HeadText.Request().FirstLine("GET ws://h/ HTTP/1.1").Without("Host"), 400, "Host is missing");
    }

    [TestCase("Upgrade", "websocket")]
    [TestCase("Upgrade", "WebSocket")]
    [TestCase("Upgrade", "h2c, websocket")]
    [TestCase("Connection", "Upgrade")]
    [TestCase("Connection", "upgrade")]
    [TestCase("Connection", "keep-alive, Upgrade")]
    [TestCase("Connection", "UPGRADE,keep-alive")]
    public void AcceptsAnUpgradeAsATokenOfAList(string name, string value) => Accepts(HeadText.Request().With(name, value));

    [TestCase("Upgrade", "h2c")]
    [TestCase("Upgrade", "websockets")]
    [TestCase("Upgrade", "web socket")]
    [TestCase("Upgrade", "")]
    [TestCase("Connection", "close")]
    [TestCase("Connection", "Upgrade-Insecure-Requests")]
    [TestCase("Connection", "keep-alive Upgrade")]
    [TestCase("Connection", "")]
    public void RefusesWhatIsNoUpgradeWith426(string name, string value) => RefusesUpgrade(HeadText.Request().With(name, value), name);

    [TestCase("Upgrade")]
    [TestCase("Connection")]
    [TestCase("Sec-WebSocket-Version")]
    public void RefusesARequestThatDoesNotAskForAnUpgradeWith426(string missing) =>
        RefusesUpgrade(HeadText.Request().Without(missing), missing);

    [Test]
    public void AcceptsAnUpgradeOverTwoLines() => Accepts(HeadText.Request().Add("Connection: keep-alive").Add("Upgrade: h2c"));

    [TestCase("8")]
    [TestCase("0")]
    [TestCase("14")]
    [TestCase("013")]
    [TestCase("13, 8")]
    [TestCase("")]
    public void RefusesAnotherWebSocketVersionWith426(string version) =>
        RefusesUpgrade(HeadText.Request().With("Sec-WebSocket-Version", version), "version 13");

    [TestCase("AAAAAAAAAAAAAAAAAAAAAA==")]
    [TestCase("  AAAAAAAAAAAAAAAAAAAAAA==\t")]
    public void AcceptsAKeyOf16Bytes(string key) => Accepts(HeadText.Request().With("Sec-WebSocket-Key", key));

    [TestCase("")]
    [TestCase("AAAA")]
    [TestCase("AAAAAAAAAAAAAAAAAAAAAAA=")]
    [TestCase("not base64 at all 123456")]
    public void RefusesAnotherKeyWith400(string key) => Refuses(HeadText.Request().With("Sec-WebSocket-Key", key), 400, "16 bytes");

    [Test]
    public void RefusesARequestWithoutKeyWith400() => Refuses(HeadText.Request().Without("Sec-WebSocket-Key"), 400, "Key is missing");

    [TestCase("Host: server.example.com")]
    [TestCase("host: other.example.com")]
    [TestCase("Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==")]
    [TestCase("Sec-WebSocket-Version: 13")]
    [TestCase("Content-Length: 0")]
    [TestCase("Origin: https://a.example")]
    public void RefusesASecondOfWhatThereIsOneOfWith400(string line) =>
        Refuses(HeadText.Request().With("Content-Length", "0").With("Origin", "https://a.example").Add(line), 400, "more than once");

    [TestCase("Content-Length: 5")]
    [TestCase("Content-Length: 00")]
    [TestCase("Content-Length: -1")]
    [TestCase("Transfer-Encoding: chunked")]
    public void RefusesARequestWithABodyWith400(string line) => Refuses(HeadText.Request().Add(line), 400, "body");

    [Test]
    public void AcceptsABodyOfLengthZero() => Accepts(HeadText.Request().Add("Content-Length: 0"));

    [TestCase("https://game.example")]
    [TestCase("HTTPS://GAME.example")]
    [TestCase(null)]
    public void AcceptsAnAllowedOriginOrNone(string? origin) => Accepts(WithOrigin(origin), GameOnly());

    [TestCase("https://evil.example")]
    [TestCase("http://game.example")]
    [TestCase("null")]
    [TestCase("")]
    public void RefusesAnotherOriginWith403(string origin) => Refuses(WithOrigin(origin), 403, $"\"{origin}\"", GameOnly());

    [Test]
    public void AcceptsAnyOriginUnlessTold() => Accepts(WithOrigin("https://evil.example"));

    [TestCase("chess", "chess")]
    [TestCase("go, chess", "go")]
    [TestCase("draughts,go", "go")]
    [TestCase(" , chess ,", "chess")]
    public void SelectsTheFirstOfferedThatItSpeaks(string offered, string selected) =>
        Assert.That(Accepts(HeadText.Request().With("Sec-WebSocket-Protocol", offered), Chess).SelectedProtocol, Is.EqualTo(selected));

    [Test]
    public void SubprotocolsMayBeOfferedOverSeveralLines()
    {
        var request = HeadText.Request()
            .Add("Sec-WebSocket-Protocol: draughts").Add("Sec-WebSocket-Protocol: go").Add("Sec-WebSocket-Protocol: chess");

        Assert.That(Accepts(request, Chess).SelectedProtocol, Is.EqualTo("go"));
    }

    [TestCase("draughts", "offers the subprotocol draughts; this server speaks the subprotocols chess, go")]
    [TestCase("Chess", "offers the subprotocol Chess")]
    [TestCase("", "offers no subprotocol; this server speaks")]
    [TestCase("che ss", "not a token")]
    public void RefusesSubprotocolsItDoesNotSpeakWith400(string offered, string text) =>
        Refuses(HeadText.Request().With("Sec-WebSocket-Protocol", offered), 400, text, Chess);

    [Test]
    public void RefusesAClientWithoutSubprotocolWith400WhenItDemandsOne() =>
        Refuses(HeadText.Request(), 400, "offers no subprotocol", Chess);

    [Test]
    public void RefusesAnySubprotocolWith400WhenItSpeaksNone() =>
        Refuses(HeadText.Request().With("Sec-WebSocket-Protocol", "chess"), 400, "this server speaks no subprotocol");

    [Test]
    public void AcceptsAnEmptyOfferWhenItSpeaksNone() => Accepts(HeadText.Request().With("Sec-WebSocket-Protocol", ""));

    [TestCase("X-Empty:")]
    [TestCase("X-Tab:\ta\tb")]
    [TestCase("X-Latin: \u00FC")]
    [TestCase("Sec-WebSocket-Extensions: permessage-deflate; client_max_window_bits")]
    public void AcceptsAnyOtherHeader(string line) => Accepts(HeadText.Request().Add(line));

    [TestCase("No colon")]
    [TestCase("Space : a")]
    [TestCase(": nameless")]
    [TestCase(" folded")]
    [TestCase("Na\u00FCme: a")]
    [TestCase("Nul: \0")]
    [TestCase("Bare: a\nB: c")]
    [TestCase("Bare: a\rB: c")]
    public void RefusesABrokenHeaderWith400(string line) => Refuses(HeadText.Request().Add(line), 400, "");

    [Test]
    public void RefusesBareLineFeedsWith400() =>
        Refuses(Encoding.ASCII.GetBytes(HeadText.Request().ToString().Replace("\r\n", "\n", StringComparison.Ordinal)), 400, "line feed");

    [Test]
    public void RefusesAHeadAboveTheLimitWith431() => Refuses(HeadText.Request().PaddedTo(8193), 431, "8192 bytes");

    [Test]
    public void RefusesTheEndlessHeadWith431() => Refuses(new byte[9000].Select(_ => (byte)'a').ToArray(), 431, "8192 bytes");

    [TestCase(95, true)]
    [TestCase(96, false)]
    public void TakesAHundredHeaderLines(int more, bool isAccepted)
    {
        var request = HeadText.Request();
        for (var i = 0; i < more; i++) request.Add($"X-{i}: {i}");

        if (isAccepted) Accepts(request);
        else Refuses(request, 431, "100 header lines");
    }

    [Test]
    public void TellsAClientThatSpeaksTls() => Refuses([0x16, 0x03, 0x01, 0x02, 0x00, 0x01], 400, "ws:// instead of wss://");

    [Test]
    public void WhatARemoteSentIsNeverEchoedRaw()
    {
        var server = Ends.Server(WithOrigin("https://\u00FC" + new string('x', 5000)), GameOnly());

        Assert.That(server.Refusal!.Text, Has.Length.LessThan(200));
        Assert.That(server.Refusal.Text, Has.All.InRange(' ', '~'));
    }

    private static ServerHandshakeSettings GameOnly() => new() { AllowedOrigins = ["https://game.example"] };

    private static HeadText WithOrigin(string? origin) => origin is null ? HeadText.Request() : HeadText.Request().With("Origin", origin);

    private static ServerHandshake Accepts(byte[] request, ServerHandshakeSettings? settings = null)
    {
        var server = Ends.Server(request, settings);
        Assert.That(server.Progress, Is.EqualTo(HandshakeProgress.Complete), server.Refusal?.Text);
        Assert.That(HeadText.LinesOf(server.Accept())[0], Is.EqualTo("HTTP/1.1 101 Switching Protocols"));
        return server;
    }

    private static string Refuses(byte[] request, int status, string text, ServerHandshakeSettings? settings = null)
    {
        var server = Ends.Server(request, settings);
        Assert.That(server.Progress, Is.EqualTo(HandshakeProgress.Failed));
        var refusal = server.Refusal!;
        Assert.That(refusal.Status, Is.EqualTo(status), refusal.Text);
        Assert.That(refusal.Text, Does.Contain(text));
        var response = Encoding.UTF8.GetString(refusal.Response.Span);
        Assert.That(response, Does.StartWith($"HTTP/1.1 {status} {HttpReason.Of(status)}\r\n"));
        Assert.That(response, Does.Contain($"\r\nContent-Length: {Encoding.UTF8.GetByteCount(refusal.Text) + 1}\r\n")
            .And.Contain("\r\nConnection: close"));
        Assert.That(response, Does.EndWith($"\r\n\r\n{refusal.Text}\n"));
        return response;
    }

    private static void RefusesUpgrade(byte[] request, string text) =>
        Assert.That(Refuses(request, 426, text), Does.Contain("\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\n"));
}
