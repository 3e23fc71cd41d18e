using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.RegularExpressions;
using Microsoft.Extensions.Time.Testing;

namespace Docs.Tests;

/// <summary>The bytes in docs/wire-format.md are those that go over a TCP connection.</summary>
[CancelAfter(30_000)]
public sealed partial class WireVectorTests
{
    private static readonly CodeBlock[] Blocks = [.. Repository.Document("docs/wire-format.md").CodeBlocks];

    private readonly FakeTimeProvider _time = new();
    private WebSocketMultiplayerPeer _server = null!;
    private TcpClient _client = null!;
    private NetworkStream _stream = null!;
    private string _head = "";
    private int _id;

    [SetUp]
    public async Task ConnectRawClient()
    {
        _server = new WebSocketMultiplayerPeer(new WebSocketMultiplayerPeerOptions { MaxMessageBytes = 65_536 }, _time);
        _server.CreateServer(0, "127.0.0.1");
        _client = new TcpClient();
        await _client.ConnectAsync(IPAddress.Loopback, _server.LocalPort);
        _stream = _client.GetStream();
        await _stream.WriteAsync(Encoding.ASCII.GetBytes(
            $"GET / HTTP/1.1\r\nHost: localhost\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n{LineOf("Sec-WebSocket-Key:")}\r\nSec-WebSocket-Version: 13\r\n\r\n"));
        _head = await ReadHead();
        var greeting = await Read(6);
        _id = BitConverter.ToInt32(greeting.AsSpan(2));
        while (!_server.Peers.Contains(_id))
        {
            await _server.WaitForActivityAsync(TestContext.CurrentContext.CancellationToken);
            _server.Poll();
        }
        Assert.That(greeting[..2], Is.EqualTo(new byte[] { 0x82, 0x04 }));
    }

    [TearDown]
    public void Disconnect()
    {
        _stream.Dispose();
        _client.Dispose();
        _server.Dispose();
    }

    [Test]
    public void KeyIsAcceptedWithTheAnswerGiven() => Assert.That(_head, Does.Contain(LineOf("Sec-WebSocket-Accept:") + "\r\n"));

    [Test]
    public void GreetingsAreTheIdsGiven()
    {
        using (Assert.EnterMultipleScope())
        {
            Assert.That(BitConverter.ToInt32(Vector("FIN and binary, 4 bytes, id 0x12345678").AsSpan(2)), Is.EqualTo(0x12345678));
            Assert.That(BitConverter.ToInt32(Vector("id 2, the smallest").AsSpan(2)), Is.EqualTo(2));
            Assert.That(BitConverter.ToInt32(Vector("id 2147483647, the largest").AsSpan(2)), Is.EqualTo(int.MaxValue));
        }
    }

    [Test]
    public async Task ServerSendsThePacketsGiven()
    {
        _server.Send([0x03, 0x68], _id);
        _server.Send([], _id);
        _server.Send(new byte[126], _id);
        _server.Send(new byte[65_536], _id);
        _server.Flush();
        await Expect("server to client: the packet 03 68");
        await Expect("server to client: the empty packet");
        await Expect("server: the shortest packet with a 16-bit length", payloadBytes: 126);
        await Expect("server: the shortest packet with a 64-bit length", payloadBytes: 65_536);
    }

    [Test]
    public async Task ServerTakesThePacketsGiven()
    {
        await _stream.WriteAsync(Vector("client to server: the same, masked with 37 FA 21 3D"));
        Assert.That(await Take(), Is.EqualTo(new byte[] { 0x03, 0x68 }));
        await _stream.WriteAsync(Vector("client: text \"Hello\""));
        Assert.That(Encoding.UTF8.GetString(await Take()), Is.EqualTo("Hello"));
    }

    [Test]
    public async Task ServerClosesWithTheBytesGiven([Values("server: close 1000", "server: close 4000 \"bye!\"")] string vector)
    {
        if (vector.Contains("4000", StringComparison.Ordinal)) _server.DisconnectPeer(_id, 4000, "bye!");
        else _server.DisconnectPeer(_id);
        await Expect(vector);
    }

    [Test]
    public async Task ServerPingsWithTheBytesGiven()
    {
        _time.Advance(_server.Options.PingInterval);
        await Expect("server: its first ping");
    }

    [Test]
    public async Task ReasonsOfFaultsAreTheOnesGiven()
    {
        var table = Repository.Document("docs/wire-format.md").Tables.Single(table => table.Columns[0] == "what" && table.Columns[1] == "code" && table.Columns[2] == "reason");
        var row = table.Rows.Single(row => row.Cells[0] == "a frame to a server without a mask");
        await _stream.WriteAsync(new byte[] { 0x82, 0x00 });
        var reason = row.Cells[2].Trim('`');
        var code = int.Parse(row.Cells[1], CultureInfo.InvariantCulture);
        byte[] close = [0x88, (byte)(2 + reason.Length), (byte)(code >> 8), (byte)code, .. Encoding.UTF8.GetBytes(reason)];
        Assert.That(await Read(close.Length), Is.EqualTo(close));
    }

    [Test]
    public void EveryFaultOfTheCodeIsGiven()
    {
        var table = Repository.Document("docs/wire-format.md").Tables.Single(table => table.Columns[0] == "what" && table.Columns[1] == "code" && table.Columns[2] == "reason");
        var source = Repository.ReadText("src/Transport.WebSockets/Protocol/ProtocolFailure.cs");
        var reasons = Fault().Matches(source).Select(match => match.Groups[1].Value + match.Groups[2].Value);
        Assert.That(table.Rows.Select(row => row.Cells[2].Trim('`')), Is.EquivalentTo(reasons));
    }

    private static string LineOf(string start) =>
        Blocks.SelectMany(block => block.Code.Split('\n')).Single(line => line.StartsWith(start, StringComparison.Ordinal) && !line.Contains('<'));

    // "82 02 03 68   what it is": the bytes of the line with this description.
    private static byte[] Vector(string description)
    {
        var line = Blocks.SelectMany(block => block.Code.Split('\n')).Single(line => line.EndsWith("  " + description, StringComparison.Ordinal));
        return [.. Octet().Matches(line[..^description.Length]).Select(match => Convert.ToByte(match.Value, 16))];
    }

    private async Task Expect(string vector, int payloadBytes = 0)
    {
        var expected = Vector(vector);
        Assert.That(await Read(expected.Length), Is.EqualTo(expected), vector);
        await Read(payloadBytes);
    }

    private async Task<byte[]> Read(int count)
    {
        var bytes = new byte[count];
        await _stream.ReadExactlyAsync(bytes, TestContext.CurrentContext.CancellationToken);
        return bytes;
    }

    private async Task<string> ReadHead()
    {
        var head = new StringBuilder();
        while (head.Length < 4 || head.ToString(head.Length - 4, 4) != "\r\n\r\n") head.Append((char)(await Read(1))[0]);
        return head.ToString();
    }

    private async Task<byte[]> Take()
    {
        while (true)
        {
            if (_server.TryReceive(out var packet)) return packet.Payload.ToArray();
            await _server.WaitForActivityAsync(TestContext.CurrentContext.CancellationToken);
            _server.Poll();
        }
    }

    [GeneratedRegex(@"\b[0-9A-F]{2}\b(?![^<]*>)")]
    private static partial Regex Octet();

    [GeneratedRegex(@"(?:Broken|InvalidUtf8)\(""([^""]+)""\)|""(message too big)""")]
    private static partial Regex Fault();
}
