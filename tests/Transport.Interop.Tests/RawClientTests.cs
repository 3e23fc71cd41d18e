using System.Net;
using System.Net.Sockets;
using System.Text;
using Transport.EndToEnd;

namespace Transport.Interop.Tests;

/// <summary>A client that is no WebSocket library: bytes that ws and Chromium would never send.</summary>
[TestFixture]
internal sealed class RawClientTests
{
    private const string Request =
        "GET / HTTP/1.1\r\nHost: localhost\r\nUpgrade: websocket\r\nConnection: keep-alive, Upgrade\r\n"
        + "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n\r\n";

    private CancellationTokenSource _deadline = null!;

    [SetUp]
    public void StartClock() => _deadline = new CancellationTokenSource(TimeSpan.FromSeconds(30));

    [TearDown]
    public void StopClock() => _deadline.Dispose();

    [TestCase("8101 78", Description = "not masked")]
    [TestCase("C181 00000000 78", Description = "a reserved bit")]
    [TestCase("8381 00000000 78", Description = "a reserved opcode")]
    [TestCase("8081 00000000 78", Description = "a continuation of nothing")]
    [TestCase("0980 00000000", Description = "a ping in fragments")]
    public async Task PeerAnswersABrokenFrameWith1002(string frame)
    {
        await using var server = new PeerServer();
        Assert.That(await SendAsync(server.Port, frame), Is.EqualTo(CloseCode.ProtocolError));
        var info = await (await server.AcceptedAsync(_deadline.Token)).EndedAsync(_deadline.Token);
        Assert.That((info.Reason, info.Origin, info.Code), Is.EqualTo((DisconnectReason.ProtocolError, DisconnectOrigin.Local, CloseCode.ProtocolError)));
    }

    [Test]
    public async Task MultiplayerServerAnswersAnUnmaskedFrameWith1002AndGoesOn()
    {
        await using var server = RunningMultiplayerPeer.Serve();
        for (var time = 0; time < 2; time++)
        {
            Assert.That(await SendAsync(server.Url.Port, "8201 78"), Is.EqualTo(CloseCode.ProtocolError));
            var id = await server.ConnectedAsync(_deadline.Token);
            var (gone, info) = await server.DisconnectedAsync(_deadline.Token);
            Assert.That((gone, info.Reason, info.Code), Is.EqualTo((id, DisconnectReason.ProtocolError, CloseCode.ProtocolError)));
        }
    }

    // Sends the request and the frame in one go, and returns the code of the close frame that ends what comes back.
    private async Task<int> SendAsync(int port, string frame)
    {
        using var client = new TcpClient();
        await client.ConnectAsync(IPAddress.Loopback, port, _deadline.Token);
        var stream = client.GetStream();
        await stream.WriteAsync((byte[])[.. Encoding.ASCII.GetBytes(Request), .. Convert.FromHexString(frame.Replace(" ", "", StringComparison.Ordinal))], _deadline.Token);
        using var answer = new MemoryStream();
        await stream.CopyToAsync(answer, _deadline.Token);

        var bytes = answer.ToArray();
        var head = bytes.AsSpan().IndexOf("\r\n\r\n"u8) + 4;
        Assert.That(Encoding.ASCII.GetString(bytes, 0, head), Does.StartWith("HTTP/1.1 101 ").And.Contain("s3pPLMBiTxaQ9kYGzzhZRbK+xOo="));
        // Unfragmented, unmasked, short: two bytes of header each (RFC 6455 section 5.2).
        var position = head;
        while (bytes[position] != 0x88) position += 2 + bytes[position + 1];
        return (bytes[position + 2] << 8) | bytes[position + 3];
    }
}
