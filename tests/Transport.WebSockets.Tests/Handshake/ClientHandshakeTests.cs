using Transport.WebSockets.Handshake;

namespace Transport.WebSockets.Tests.Handshake;

public class ClientHandshakeTests
{
    [Test]
    public void AsksLineForLineAsGodotDoes()
    {
        var client = new ClientHandshake(
            Ends.Url("ws://server.example.com:9080/chat?a=b"),
            ["chess", "go"],
            ["Authorization: Bearer abc", "X-Name: Jörg"],
            Ends.MaxHeadBytes,
            HeadText.Nonce);

        Assert.That(HeadText.LinesOf(client.Request), Is.EqualTo(
        [
            "GET /chat?a=b HTTP/1.1",
            "Host: server.example.com:9080",
            "Upgrade: websocket",
            "Connection: Upgrade",
            $"Sec-WebSocket-Key: {HeadText.Key}",
            "Sec-WebSocket-Version: 13",
            "Sec-WebSocket-Protocol: chess,go",
            "Authorization: Bearer abc",
            "X-Name: Jörg",
        ]));
    }

    [Test]
    public void AsksForNothingMoreThanIsNeeded() =>
        Assert.That(HeadText.LinesOf(Ends.NewClient().Request), Is.EqualTo(
        [
            "GET /chat HTTP/1.1",
            "Host: server.example.com",
            "Upgrade: websocket",
            "Connection: Upgrade",
            $"Sec-WebSocket-Key: {HeadText.Key}",
            "Sec-WebSocket-Version: 13",
        ]));

    [TestCase("ws://[::1]:9080", "Host: [::1]:9080")]
    [TestCase("wss://[::1]", "Host: [::1]")]
    [TestCase("wss://h:443", "Host: h")]
    [TestCase("ws://h:443", "Host: h:443")]
    public void NamesTheHostAsTheRfcSays(string url, string line)
    {
        var client = new ClientHandshake(Ends.Url(url), [], [], 8192, HeadText.Nonce);

        Assert.That(HeadText.LinesOf(client.Request)[1], Is.EqualTo(line));
    }

    [Test]
    public void CompletesOnTheRfcsAnswer()
    {
        var client = Ends.Client(HeadText.Answer().With("Sec-WebSocket-Protocol", "chat"), "superchat", "chat");

        Assert.That(client.Progress, Is.EqualTo(HandshakeProgress.Complete));
        Assert.That(client.SelectedProtocol, Is.EqualTo("chat"));
        Assert.That(client.HttpStatus, Is.EqualTo(101));
        Assert.That(client.FailureText, Is.Empty);
    }

    [Test]
    public void LeavesWhatFollowsTheHeadToTheFrames()
    {
        var answer = HeadText.Answer().Bytes;
        byte[] withId = [.. answer, 0x82, 0x04, 0x78, 0x56, 0x34, 0x12];
        var client = Ends.NewClient();

        Assert.That(client.Receive(withId, out var consumed), Is.EqualTo(HandshakeProgress.Complete));
        Assert.That(consumed, Is.EqualTo(answer.Length));
        Assert.That(client.Receive(withId.AsSpan(consumed), out consumed), Is.EqualTo(HandshakeProgress.Complete));
        Assert.That(consumed, Is.Zero);
    }

    [Test]
    public void WaitsWhileTheHeadIsNotComplete()
    {
        var answer = HeadText.Answer().Bytes;
        var client = Ends.NewClient();

        Assert.That(client.Receive([], out _), Is.EqualTo(HandshakeProgress.NeedMoreBytes));
        Assert.That(client.HttpStatus, Is.Zero);
        Assert.That(client.Receive(answer.AsSpan(0, answer.Length - 1), out _), Is.EqualTo(HandshakeProgress.NeedMoreBytes));
        Assert.That(client.Receive(answer.AsSpan(answer.Length - 1), out _), Is.EqualTo(HandshakeProgress.Complete));
    }

    [Test]
    public void ReadsOnBehindInterimAnswers()
    {
        var interim = "HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\n"u8;

        var client = Ends.Client([.. interim, .. HeadText.Answer().Bytes]);

        Assert.That(client.Progress, Is.EqualTo(HandshakeProgress.Complete));
        Assert.That(client.Headers.ContainsKey("Link"), Is.False);
    }

    [Test]
    public void AnInterimAnswerLeavesTheStatusOpen()
    {
        var client = Ends.Client(HeadText.Raw("HTTP/1.1 103 Early Hints", "Link: </a>"));

        Assert.That((client.Progress, client.HttpStatus), Is.EqualTo((HandshakeProgress.NeedMoreBytes, 0)));
    }

    [Test]
    public void MistakesThrowWhereTheyAreMade()
    {
        var url = Ends.Url("ws://h");

        Assert.That(() => new ClientHandshake(url, ["a b"], [], 8192, HeadText.Nonce), Throws.ArgumentException);
        Assert.That(() => new ClientHandshake(url, ["a", "a"], [], 8192, HeadText.Nonce), Throws.ArgumentException);
        Assert.That(() => new ClientHandshake(url, [], ["a\r\nb: c"], 8192, HeadText.Nonce), Throws.ArgumentException);
        Assert.That(() => new ClientHandshake(url, [], ["Host: h"], 8192, HeadText.Nonce), Throws.ArgumentException);
        Assert.That(() => new ClientHandshake(url, [], [], 0, HeadText.Nonce), Throws.InstanceOf<ArgumentOutOfRangeException>());
        Assert.That(() => new ClientHandshake(url, [], [], 8192, HeadText.Nonce[1..]), Throws.ArgumentException);
    }
}
