using Transport.WebSockets.Handshake;

namespace Transport.WebSockets.Tests.Handshake;

/// <summary>The two ends joined in memory.</summary>
public class HandshakePairTests
{
    [TestCase("ws://host", "", "", "")]
    [TestCase("wss://host:9080/a?b=c", "", "", "")]
    [TestCase("ws://[::1]:9080", "chess go", "go", "go")]
    [TestCase("ws://bücher.example/größe", "chess go", "go chess", "chess")]
    public void BothEndsComeToTheSame(string address, string offered, string supported, string selected)
    {
        var url = Ends.Url(address);
        var client = new ClientHandshake(url, Names(offered), ["X-Token: abc"], 8192, HeadText.Nonce);
        var settings = new ServerHandshakeSettings { SupportedProtocols = Names(supported), HandshakeHeaders = ["X-Room: 1"] };
        var server = Ends.Server(client.Request.ToArray(), settings);
        client.Receive(server.Accept().Span, out _);

        Assert.That((server.Progress, client.Progress), Is.EqualTo((HandshakeProgress.Complete, HandshakeProgress.Complete)),
            client.FailureText);
        Assert.That((server.RequestTarget, server.Host), Is.EqualTo((url.RequestTarget, url.HostHeader)));
        Assert.That((server.SelectedProtocol, client.SelectedProtocol), Is.EqualTo((selected, selected)));
        Assert.That((server.Headers["x-token"], client.Headers["x-room"]), Is.EqualTo(("abc", "1")));
    }

    [Test]
    public void ARefusalsStatusAndTextReachTheClient()
    {
        var client = Ends.NewClient("chess");
        var server = Ends.Server(client.Request.ToArray(), new ServerHandshakeSettings { SupportedProtocols = ["go"] });
        client.Receive(server.Refusal!.Response.Span, out _);

        Assert.That((client.HttpStatus, client.FailureReason), Is.EqualTo((400, DisconnectReason.Refused)));
        Assert.That(client.FailureText, Is.EqualTo(
            "The server answered 400 Bad Request: The client offers the subprotocol chess; this server speaks the subprotocol go."));
    }

    [Test]
    public void AnAnswerToAnotherClientIsNotTaken()
    {
        var client = new ClientHandshake(Ends.Url("ws://host"), [], [], 8192, "another nonce 16"u8);
        client.Receive(Ends.Server(Ends.NewClient().Request.ToArray()).Accept().Span, out _);

        Assert.That(client.FailureText, Does.Contain("does not answer the key"));
    }

    private static string[] Names(string text) => text.Split(' ', StringSplitOptions.RemoveEmptyEntries);
}
