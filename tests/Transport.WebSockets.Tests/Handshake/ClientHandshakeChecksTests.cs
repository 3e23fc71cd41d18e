using System.Text;
using Transport.WebSockets.Handshake;

namespace Transport.WebSockets.Tests.Handshake;

// RFC 6455 section 4.1, from "the client MUST validate the server's response", rule by rule, from both sides of each.
public class ClientHandshakeChecksTests
{
    [TestCase("HTTP/1.1 101 Switching Protocols")]
    [TestCase("HTTP/1.1 101 Web Socket Protocol Handshake")]
    [TestCase("HTTP/1.1 101 ")]
    [TestCase("HTTP/1.1 101")]
    public void CompletesOnAStatusLine(string line) => Completes(HeadText.Answer().FirstLine(line));

    [TestCase("HTTP/1.0 101 Switching Protocols", "HTTP/1.0")]
    [TestCase("HTTP/2.0 101 Switching Protocols", "HTTP/2.0")]
    public void FailsOn101InAnotherHttpVersion(string line, string text) => Fails(HeadText.Answer().FirstLine(line), 101, text);

    [TestCase("HTTP/1.1 400 Bad Request", 400, "The server answered 400 Bad Request")]
    [TestCase("HTTP/1.1 401 Unauthorized", 401, "The server answered 401 Unauthorized")]
    [TestCase("HTTP/1.1 503", 503, "The server answered 503 Service Unavailable")]
    [TestCase("HTTP/1.0 404 Nothing here", 404, "The server answered 404 Nothing here")]
    [TestCase("HTTP/1.1 200 OK", 200, "The server answered 200 OK")]
    [TestCase("HTTP/1.1 599", 599, "The server answered 599")]
    public void TellsARefusalByItsStatus(string line, int status, string text)
    {
        var client = Ends.Client(HeadText.Raw(line, "Content-Length: 0"));

        Assert.That(client.Progress, Is.EqualTo(HandshakeProgress.Failed));
        Assert.That(client.FailureReason, Is.EqualTo(DisconnectReason.Refused));
        Assert.That((client.HttpStatus, client.FailureText), Is.EqualTo((status, text)));
    }

    [TestCase("token expired", ": token expired")]
    [TestCase("token expired\nsecond line", ": token expired")]
    [TestCase("token expired\r\nsecond line", ": token expired")]
    [TestCase("\t {\"error\":1} ", ": {\"error\":1}")]
    [TestCase("a\u001Bb\u00FC", ": a?b??")]
    [TestCase("", "")]
    [TestCase("\r\nlate", "")]
    [TestCase("<!DOCTYPE html>", "")]
    public void TellsTheFirstLineOfTheBody(string body, string told) =>
        Assert.That(Refused(HeadText.Raw("HTTP/1.1 401 No"), body), Is.EqualTo("The server answered 401 No" + told));

    [Test]
    public void TellsTheBodyOfChunks() =>
        Assert.That(
            Refused(HeadText.Raw("HTTP/1.1 401 No", "Transfer-Encoding: chunked"), "5\r\nsorry\r\n0\r\n\r\n"),
            Is.EqualTo("The server answered 401 No: sorry"));

    [TestCase("Transfer-Encoding: chunked", "5")]
    [TestCase("Content-Encoding: gzip", "\u001F\u008Babc")]
    public void TellsNothingOfABodyThatCannotBeRead(string header, string body) =>
        Assert.That(Refused(HeadText.Raw("HTTP/1.1 401 No", header), body), Is.EqualTo("The server answered 401 No"));

    [Test]
    public void TellsNoMoreThanABoundedLine() =>
        Assert.That(
            Refused(HeadText.Raw("HTTP/1.1 401 No"), new string('x', 100_000)),
            Is.EqualTo("The server answered 401 No: " + new string('x', 200)));

    [Test]
    public void TellsWhereARedirectPointsTo() =>
        Assert.That(
            Refused(HeadText.Raw("HTTP/1.1 301 Moved Permanently", "Location: wss://other.example/"), "moved"),
            Is.EqualTo("The server answered 301 Moved Permanently; redirects are not followed, it points to wss://other.example/"));

    [TestCase("Name : a")]
    [TestCase("no colon")]
    [TestCase("A: \0")]
    public void ARefusalStaysARefusalWhenItsHeadIsBroken(string line)
    {
        var client = Ends.Client(HeadText.Raw("HTTP/1.1 401 Unauthorized", line));

        Assert.That((client.HttpStatus, client.FailureReason), Is.EqualTo((401, DisconnectReason.Refused)));
        Assert.That(client.FailureText, Is.EqualTo("The server answered 401 Unauthorized."));
    }

    [TestCase("SSH-2.0-OpenSSH_9.6\r\n")]
    [TestCase("220 mail.example ESMTP\r\n")]
    [TestCase("HTTP/1.1 10x What\r\n")]
    public void FailsOnWhatIsNotHttp(string text) => Fails(Encoding.ASCII.GetBytes(text), 0, "not HTTP");

    [Test]
    public void FailsOnBytesThatAreNoText() => Fails([0x00, 0x01], 0, "not valid HTTP");

    [Test]
    public void TellsAServerThatSpeaksTls() => Fails([0x15, 0x03, 0x03, 0x00, 0x02, 0x02, 0x46], 0, "wss:// instead of ws://");

    [TestCase("no colon")]
    [TestCase("Space : a")]
    [TestCase(" folded")]
    [TestCase("Bare: a\nB: c")]
    public void FailsOnABrokenHeader(string line) => Fails(HeadText.Answer().Add(line), 101, "not valid HTTP");

    [Test]
    public void TakesAnAnswerOfExactlyTheLimit() => Completes(HeadText.Answer().PaddedTo(8192));

    [Test]
    public void FailsOnAnAnswerAboveTheLimit() => Fails(HeadText.Answer().PaddedTo(8193), 101, "8192 bytes");

    [Test]
    public void FailsOnAHeadThatBreaksBehindAnInterimStatus() =>
        Fails(HeadText.Raw("HTTP/1.1 103 Early Hints", "no colon"), 103, "not valid HTTP");

    [Test]
    public void FailsOnEndlessInterimAnswers()
    {
        var interim = string.Concat(Enumerable.Repeat("HTTP/1.1 100 Continue\r\n\r\n", 400));

        var client = Ends.Client(Encoding.ASCII.GetBytes(interim));

        Assert.That(client.Progress, Is.EqualTo(HandshakeProgress.Failed));
        Assert.That(client.FailureReason, Is.EqualTo(DisconnectReason.ProtocolError));
        Assert.That(client.FailureText, Does.Contain("8192 bytes"));
    }

    [TestCase("Upgrade", "WebSocket")]
    [TestCase("Connection", "upgrade")]
    [TestCase("Connection", "keep-alive, Upgrade")]
    [TestCase("Sec-WebSocket-Accept", "  " + HeadText.Accept + " ")]
    [TestCase("Sec-WebSocket-Extensions", "")]
    [TestCase("X-Empty", "")]
    public void CompletesOn(string name, string value) => Completes(HeadText.Answer().With(name, value));

    [TestCase("Upgrade", "h2c")]
    [TestCase("Upgrade", "websocket, h2c")]
    [TestCase("Upgrade", "")]
    [TestCase("Connection", "close")]
    [TestCase("Connection", "Upgraded")]
    [TestCase("Connection", "")]
    [TestCase("Sec-WebSocket-Accept", "")]
    [TestCase("Sec-WebSocket-Accept", "S3PPLMBITXAQ9KYGZZHZRBK+XOO=")]
    [TestCase("Sec-WebSocket-Accept", HeadText.Key)]
    public void FailsOn(string name, string value) => Fails(HeadText.Answer().With(name, value), 101, name);

    [TestCase("Upgrade")]
    [TestCase("Connection")]
    [TestCase("Sec-WebSocket-Accept")]
    public void FailsWithout(string name) => Fails(HeadText.Answer().Without(name), 101, name);

    [Test]
    public void FailsOnTwoAccepts() =>
        Fails(HeadText.Answer().Add($"Sec-WebSocket-Accept: {HeadText.Accept}"), 101, "Sec-WebSocket-Accept");

    [TestCase("permessage-deflate")]
    [TestCase("x-webkit-deflate-frame; a=b, c")]
    public void FailsOnAnExtensionThatWasNotOffered(string extension) =>
        Fails(HeadText.Answer().With("Sec-WebSocket-Extensions", extension), 101, $"extension \"{extension.Split(',')[0]}\"");

    [TestCase("chess", "chess")]
    [TestCase("go", "go")]
    public void CompletesOnASubprotocolThatWasOffered(string selected, string expected) =>
        Assert.That(
            Completes(HeadText.Answer().With("Sec-WebSocket-Protocol", selected), "chess", "go").SelectedProtocol,
            Is.EqualTo(expected));

    [TestCase("draughts")]
    [TestCase("Chess")]
    [TestCase("chess, go")]
    [TestCase("")]
    public void FailsOnASubprotocolThatWasNotOffered(string selected) =>
        Fails(HeadText.Answer().With("Sec-WebSocket-Protocol", selected), 101, $"\"{selected}\", which was not offered", "chess", "go");

    [Test]
    public void FailsOnASubprotocolWhenNoneWasOffered() =>
        Fails(HeadText.Answer().With("Sec-WebSocket-Protocol", "chess"), 101, "\"chess\", which was not offered");

    [Test]
    public void FailsWithoutASubprotocolWhenOneWasOffered() =>
        Fails(HeadText.Answer(), 101, "offered the subprotocols chess, go; the server chose none", "chess", "go");

    [Test]
    public void FailsOnTwoSubprotocols() =>
        Fails(HeadText.Answer().Add("Sec-WebSocket-Protocol: chess").Add("Sec-WebSocket-Protocol: chess"), 101, "more than once", "chess");

    private static ClientHandshake Completes(byte[] answer, params string[] protocols)
    {
        var client = Ends.Client(answer, protocols);
        Assert.That(client.Progress, Is.EqualTo(HandshakeProgress.Complete), client.FailureText);
        return client;
    }

    private static void Fails(byte[] answer, int status, string text, params string[] protocols)
    {
        var client = Ends.Client(answer, protocols);
        Assert.That(client.Progress, Is.EqualTo(HandshakeProgress.Failed));
        Assert.That((client.HttpStatus, client.FailureReason), Is.EqualTo((status, DisconnectReason.ProtocolError)), client.FailureText);
        Assert.That(client.FailureText, Does.Contain(text));
        Assert.That(client.SelectedProtocol, Is.Empty);
    }

    private static string Refused(HeadText answer, string body)
    {
        var client = Ends.Client([.. answer.Bytes, .. Encoding.UTF8.GetBytes(body)]);
        Assert.That(client.FailureReason, Is.EqualTo(DisconnectReason.Refused));
        return client.FailureText;
    }
}
