using System.Text;
using Transport.WebSockets.Handshake;

namespace Transport.WebSockets.Tests.Handshake;

public class ServerHandshakeTests
{
    [Test]
    public void AcceptsTheRfcsRequest()
    {
        var server = Ends.Server(
            HeadText.Request().With("Origin", "http://example.com").With("Sec-WebSocket-Protocol", "chat, superchat"),
            new ServerHandshakeSettings { SupportedProtocols = ["superchat", "chat"] });

        Assert.That(server.Progress, Is.EqualTo(HandshakeProgress.Complete));
        Assert.That(server.RequestTarget, Is.EqualTo("/chat"));
        Assert.That(server.Host, Is.EqualTo("server.example.com"));
        Assert.That(server.Origin, Is.EqualTo("http://example.com"));
        Assert.That(server.SelectedProtocol, Is.EqualTo("chat"));
        Assert.That(server.Refusal, Is.Null);
        Assert.That(HeadText.LinesOf(server.Accept()), Is.EqualTo(
        [
            "HTTP/1.1 101 Switching Protocols",
            "Upgrade: websocket",
            "Connection: Upgrade",
            $"Sec-WebSocket-Accept: {HeadText.Accept}",
            "Sec-WebSocket-Protocol: chat",
        ]));
    }

    [Test]
    public void AnswersWithoutASubprotocolWhenNoneIsInPlay()
    {
        var server = Ends.Server(HeadText.Request());

        Assert.That(server.SelectedProtocol, Is.Empty);
        Assert.That(server.Origin, Is.Null);
        Assert.That(HeadText.LinesOf(server.Accept()), Has.Length.EqualTo(4).And.None.StartsWith("Sec-WebSocket-Protocol"));
    }

    [Test]
    public void AddsTheHostsOwnHeadersLast()
    {
        var server = Ends.Server(HeadText.Request(), new ServerHandshakeSettings { HandshakeHeaders = ["Server: dice", "X-Name: Jörg"] });

        Assert.That(HeadText.LinesOf(server.Accept())[^2..], Is.EqualTo(["Server: dice", "X-Name: Jörg"]));
    }

    // Line for line what a Godot 4 client sends; its IPv6 addresses have no brackets.
    [Test]
    public void AcceptsGodotsRequest()
    {
        var server = Ends.Server(
            HeadText.Raw(
                "GET /test/ HTTP/1.1",
                "Host: ::1:8000",
                "Upgrade: websocket",
                "Connection: Upgrade",
                "Sec-WebSocket-Key: x3JJHMbDL1EzLkh9GBhXDw==",
                "Sec-WebSocket-Version: 13",
                "Sec-WebSocket-Protocol: other,demo-chat"),
            new ServerHandshakeSettings { SupportedProtocols = ["demo-chat"] });

        Assert.That(server.Progress, Is.EqualTo(HandshakeProgress.Complete));
        Assert.That(server.Host, Is.EqualTo("::1:8000"));
        Assert.That(server.SelectedProtocol, Is.EqualTo("demo-chat"));
    }

    [Test]
    public void AcceptsABrowsersRequestAndNegotiatesNoExtension()
    {
        var server = Ends.Server(HeadText.Raw(
            "GET /?room=1 HTTP/1.1",
            "Host: localhost:9080",
            "User-Agent: Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0",
            "Accept: */*",
            "Accept-Encoding: gzip, deflate, br, zstd",
            "Sec-WebSocket-Version: 13",
            "Origin: http://localhost:8060",
            "Sec-WebSocket-Extensions: permessage-deflate",
            "Sec-WebSocket-Key: x3JJHMbDL1EzLkh9GBhXDw==",
            "Connection: keep-alive, Upgrade",
            "Cookie: a=b; c=d",
            "Sec-Fetch-Mode: websocket",
            "Pragma: no-cache",
            "Cache-Control: no-cache",
            "Upgrade: websocket"));

        Assert.That(server.Progress, Is.EqualTo(HandshakeProgress.Complete));
        Assert.That(server.RequestTarget, Is.EqualTo("/?room=1"));
        Assert.That(server.Headers["cookie"], Is.EqualTo("a=b; c=d"));
        Assert.That(HeadText.LinesOf(server.Accept()), Has.None.StartsWith("Sec-WebSocket-Extensions"));
    }

    [Test]
    public void LeavesWhatFollowsTheHeadToTheFrames()
    {
        var request = HeadText.Request().Bytes;
        byte[] withFrames = [.. request, 0x82, 0x80, 1, 2, 3, 4];
        var server = new ServerHandshake(new ServerHandshakeSettings());

        Assert.That(server.Receive(withFrames, out var consumed), Is.EqualTo(HandshakeProgress.Complete));
        Assert.That(consumed, Is.EqualTo(request.Length));
        Assert.That(server.Receive(withFrames.AsSpan(consumed), out consumed), Is.EqualTo(HandshakeProgress.Complete));
        Assert.That(consumed, Is.Zero);
    }

    [Test]
    public void WaitsWhileTheHeadIsNotComplete()
    {
        var request = HeadText.Request().Bytes;
        var server = new ServerHandshake(new ServerHandshakeSettings());

        Assert.That(server.Receive([], out _), Is.EqualTo(HandshakeProgress.NeedMoreBytes));
        Assert.That(server.Receive(request.AsSpan(0, request.Length - 1), out var consumed), Is.EqualTo(HandshakeProgress.NeedMoreBytes));
        Assert.That(consumed, Is.EqualTo(request.Length - 1));
        Assert.That(server.Receive(request.AsSpan(consumed), out consumed), Is.EqualTo(HandshakeProgress.Complete));
        Assert.That(consumed, Is.EqualTo(1));
    }

    [Test]
    public void TakesAHeadOfExactlyTheLimit() =>
        Assert.That(Ends.Server(HeadText.Request().PaddedTo(8192)).Progress, Is.EqualTo(HandshakeProgress.Complete));

    [Test]
    public void TakesNothingMoreOnceItFailed()
    {
        var server = Ends.Server("\0"u8.ToArray());

        Assert.That(server.Receive(HeadText.Request(), out var consumed), Is.EqualTo(HandshakeProgress.Failed));
        Assert.That(consumed, Is.Zero);
    }

    [Test]
    public void TheHostMayRefuseACompleteRequest()
    {
        var server = Ends.Server(HeadText.Request());

        var response = server.Refuse(503, "The server is full.");

        Assert.That(Encoding.UTF8.GetString(response.Span), Does.StartWith("HTTP/1.1 503 Service Unavailable\r\n")
            .And.EndWith("\r\n\r\nThe server is full.\n"));
        Assert.That(server.Progress, Is.EqualTo(HandshakeProgress.Failed));
        Assert.That(server.Refusal!.Status, Is.EqualTo(503));
    }

    [Test]
    public void TheHostMayRefuseBeforeTheRequestIsComplete()
    {
        var server = Ends.Server("GET / HT"u8.ToArray());

        server.Refuse(408, "The request took too long.");

        Assert.That(server.Refusal!.Text, Is.EqualTo("The request took too long."));
        Assert.That(server.Receive(HeadText.Request(), out _), Is.EqualTo(HandshakeProgress.Failed));
    }

    [Test]
    public void AWrongStatusLeavesTheRequestToBeAnswered()
    {
        var server = Ends.Server(HeadText.Request());

        Assert.That(() => server.Refuse(200, ""), Throws.InstanceOf<ArgumentOutOfRangeException>());
        Assert.That(server.Accept().Length, Is.Positive);
    }

    [Test]
    public void AnIncompleteOrRefusedRequestCannotBeAccepted()
    {
        var incomplete = Ends.Server("GET"u8.ToArray());
        var refused = Ends.Server(HeadText.Request().Without("Host"));

        Assert.That(incomplete.Accept, Throws.InvalidOperationException);
        Assert.That(refused.Accept, Throws.InvalidOperationException);
    }

    [Test]
    public void AnAnsweredRequestCannotBeRefused()
    {
        var accepted = Ends.Server(HeadText.Request());
        accepted.Accept();
        var refused = Ends.Server(HeadText.Request().Without("Host"));

        Assert.That(() => accepted.Refuse(503, ""), Throws.InvalidOperationException);
        Assert.That(() => refused.Refuse(503, ""), Throws.InvalidOperationException);
        Assert.That(refused.Refusal!.Status, Is.EqualTo(400));
    }
}
