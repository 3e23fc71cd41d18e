using Transport.EndToEnd;
using Transport.WebSockets;

namespace Transport.Browser.Tests;

/// <summary>A bare <see cref="WebSocketPeer"/> in a page.</summary>
internal sealed class SocketTests : BrowserTests
{
    [Test]
    public async Task TextAndBinaryGoBothWays()
    {
        await using var server = new PeerServer(options => options.SupportedProtocols.Add("ludus"));
        await PageSocket.ConnectAsync(server.Url, "ludus");
        var opened = await PageSocket.OpenedAsync();
        Assert.That((opened.State, opened.Protocol), Is.EqualTo((WebSocketState.Open, "ludus")));
        Assert.That(await PageSocket.SendAsync("текст 😀", isText: true));
        Assert.That(await PageSocket.SendAsync("bytes", isText: false));
        Assert.That(await PageSocket.SendAsync("", isText: false));
        Assert.That((await PageSocket.ReceivedAsync(3)).Messages, Is.EqualTo(new[] { "text: текст 😀", "binary: bytes", "binary: " }));
    }

    // .NET's socket sends an array of no bytes for it.
    [Test]
    public async Task EmptyTextIsReceivedAsTextAndSentAsBinary()
    {
        await using var server = new PeerServer(echoes: false);
        await PageSocket.ConnectAsync(server.Url);
        await PageSocket.OpenedAsync();
        var peer = await server.OpenedAsync(Deadline);
        peer.Send(new Message(""));
        Assert.That((await PageSocket.ReceivedAsync(1)).Messages, Is.EqualTo(new[] { "text: " }));
        await PageSocket.SendAsync("", isText: true);
        Assert.That(await peer.ReceiveAsync(Deadline), Is.EqualTo(new Message([])));
    }

    [Test]
    public async Task ThePagesCloseIsAnswered()
    {
        await using var server = new PeerServer();
        await PageSocket.ConnectAsync(server.Url);
        await PageSocket.OpenedAsync();
        var peer = await server.OpenedAsync(Deadline);
        await PageSocket.CloseAsync(3001, "bye");
        var closed = await PageSocket.ClosedAsync();
        Assert.That((closed.CloseCode, closed.CloseReason), Is.EqualTo((3001, "bye")));
        Assert.That(closed.End!.ToInfo(), Is.EqualTo(new DisconnectInfo(DisconnectReason.Closed, DisconnectOrigin.Local, 3001, "bye", isClean: true)));
        Assert.That(await peer.EndedAsync(Deadline), Is.EqualTo(new DisconnectInfo(DisconnectReason.Closed, DisconnectOrigin.Remote, 3001, "bye", isClean: true)));
    }

    [TestCase(1000)]
    [TestCase(1011)]
    [TestCase(4001)]
    public async Task TheServersCloseIsTold(int code)
    {
        await using var server = new PeerServer();
        await PageSocket.ConnectAsync(server.Url);
        await PageSocket.OpenedAsync();
        var peer = await server.OpenedAsync(Deadline);
        peer.Do(peer => peer.Close(code, "over"));
        var closed = await PageSocket.ClosedAsync();
        Assert.That((closed.CloseCode, closed.CloseReason), Is.EqualTo((code, "over")));
        Assert.That(closed.End!.ToInfo(), Is.EqualTo(new DisconnectInfo(DisconnectReason.Closed, DisconnectOrigin.Remote, code, "over", isClean: true)));
    }

    [Test]
    public async Task MessagesBeforeTheServersCloseAreNotLost()
    {
        await using var server = new PeerServer();
        await PageSocket.ConnectAsync(server.Url);
        await PageSocket.OpenedAsync();
        var peer = await server.OpenedAsync(Deadline);
        peer.Do(peer =>
        {
            for (var i = 0; i < 100; i++) peer.SendText($"{i}");
            peer.Close(4001, "over");
        });
        Assert.That((await PageSocket.ClosedAsync()).Messages, Is.EqualTo(Enumerable.Range(0, 100).Select(i => $"text: {i}")));
    }

    [Test]
    public async Task TheBrowserDropsWhatComesBehindThePagesClose()
    {
        using var server = new BareServer();
        await PageSocket.ConnectAsync(server.Url);
        await using var stream = await server.AcceptAsync(Deadline);
        await PageSocket.OpenedAsync();
        await PageSocket.CloseAsync(4001, "bye");
        // A text, and the answer: code 4001.
        await stream.WriteAsync(new byte[] { 0x81, 0x04, (byte)'l', (byte)'a', (byte)'t', (byte)'e', 0x88, 0x02, 0x0F, 0xA1 }, Deadline);
        // A browser waits for the server to end the stream, RFC 6455 section 7.1.1.
        BareServer.EndStream(stream);
        var closed = await PageSocket.ClosedAsync();
        Assert.That((closed.Messages, closed.CloseCode), Is.EqualTo((Array.Empty<string>(), 4001)));
    }

    [Test]
    public async Task CloseWithoutACodeIsTold()
    {
        using var server = new BareServer();
        await PageSocket.ConnectAsync(server.Url);
        await using var stream = await server.AcceptAsync(Deadline);
        await stream.WriteAsync(new byte[] { 0x88, 0x00 }, Deadline);
        BareServer.EndStream(stream);
        var closed = await PageSocket.ClosedAsync();
        Assert.That(closed.CloseCode, Is.EqualTo(CloseCode.NoStatus));
        Assert.That(closed.End!.ToInfo(), Is.EqualTo(new DisconnectInfo(DisconnectReason.Closed, DisconnectOrigin.Remote, CloseCode.NoStatus, "", isClean: true)));
    }
}
