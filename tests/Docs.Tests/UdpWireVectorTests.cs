using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;

namespace Docs.Tests;

/// <summary>The UDP chapter of docs/wire-format.md: its vectors are on the wire, and a client that was written from it gets in.</summary>
[CancelAfter(60_000)]
public sealed partial class UdpWireVectorTests
{
    private static readonly byte[] Nonce = [.. Enumerable.Range(0, 16).Select(i => (byte)i)];
    private static readonly byte[] Cookie = [.. Enumerable.Range(0x10, 24).Select(i => (byte)i)];
    private static readonly byte[] Secret = [.. Enumerable.Range(0x40, 32).Select(i => (byte)i)];

    private static readonly byte[] Knock = [.. Vector("knock"), .. new byte[170]];
    private static readonly byte[] Join = Vector("join: 8 channels, 65,535 bytes, 4096 packets");

    private LiteNetMultiplayerPeer _server = null!;
    private UdpClientFromThePage _client = null!;

    [TearDown]
    public void Disconnect()
    {
        _client?.Dispose();
        _server?.Dispose();
    }

    [Test]
    public void ServerAnswersTheKnockWithTheChallenge()
    {
        Start();
        _client.SendRaw(Knock);
        var challenge = _client.ReceiveRaw();
        var expected = Vector("challenge, no security");
        Assert.That(challenge, Has.Length.EqualTo(expected.Length));
        Assert.That(challenge[..18], Is.EqualTo(expected[..18]), "But for the cookie.");
    }

    [Test]
    public void ServerRefusesWithTheCodeGiven()
    {
        Start();
        _server.RefuseNewConnections = true;
        Assert.That(() => _client.Connect(Knock, Join, []), Throws.InvalidOperationException);
        // The refusal was what came instead of the acceptance; once more, to see it.
        using var again = new UdpClientFromThePage(_server.LocalPort) { Nonce = Nonce };
        again.SendRaw(Knock);
        var cookie = again.ReceiveRaw()[18..42];
        again.SendRaw([6, 13, 0, 0, 0, .. new byte[12], 16, .. new byte[16], .. Join[..21], .. cookie, .. Join[45..]]);
        var refusal = again.ReceiveRaw();
        var expected = Vector("refusal, 503 \"no\"");
        Assert.That(refusal[..19], Is.EqualTo(expected[..19]));
        Assert.That((Encoding.UTF8.GetString(refusal[19..]), Encoding.UTF8.GetString(expected[19..])), Is.EqualTo(("The server takes no new players.", "no")));
    }

    [Test]
    public async Task ServerTakesTheJoinThePacketsAndTheClose()
    {
        Start();
        var welcome = _client.Connect(Knock, Join, []);
        await AssertVisit(welcome);
    }

    [Test]
    public async Task ServerTellsTheCreditGiven()
    {
        Start(new LiteNetMultiplayerPeerOptions { InboundQueuePackets = 10 });
        _client.Connect(Knock, Join, []);
        for (var i = 0; i < 5; i++) _client.Send(0, [0, .. new byte[200]]);
        for (var taken = 0; taken < 5;)
        {
            await _server.WaitForActivityAsync(TestContext.CurrentContext.CancellationToken);
            _server.Poll();
            while (_server.TryReceive(out _)) taken++;
        }
        Assert.That(_client.ReceiveMessage(UdpClientFromThePage.ControlLane), Is.EqualTo(Vector("credit: 1000 bytes, 5 packets")));
    }

    [Test]
    public async Task EncryptedServerTakesAClientFromThisPage()
    {
        Start(new LiteNetMultiplayerPeerOptions { Security = LiteNetSecurity.SharedSecret(Secret) }, Secret);
        await AssertVisit(_client.Connect(Knock, Join, []));
    }

    [Test]
    public async Task ServerWithAKeyTakesAClientWithATokenFromThisPage()
    {
        var key = RandomNumberGenerator.GetBytes(32);
        var token = LiteNetConnectToken.Issue(key, DateTimeOffset.UtcNow.AddMinutes(1), [1, 2, 3]);
        Assert.That(Encoding.ASCII.GetString(token, 0, 4), Is.EqualTo("TPTK"));
        Start(new LiteNetMultiplayerPeerOptions { Security = LiteNetSecurity.ServerKey(key) }, token[5..37]);
        await AssertVisit(_client.Connect(Knock, Join, token[37..]));
    }

    [Test]
    public async Task ServerTakesATokenThatWasSealedByThisPage()
    {
        var key = RandomNumberGenerator.GetBytes(32);
        var secret = RandomNumberGenerator.GetBytes(32);
        byte[] content = [.. BitConverter.GetBytes(DateTimeOffset.UtcNow.AddMinutes(1).ToUnixTimeMilliseconds()), .. secret, 3, .. "eu1"u8, 7, 8, 9];
        var token = RandomNumberGenerator.GetBytes(12).Concat(new byte[content.Length + 16]).ToArray();
        using var cipher = new AesGcm(key, 16);
        cipher.Encrypt(token.AsSpan(0, 12), content, token.AsSpan(12, content.Length), token.AsSpan(12 + content.Length), "transport 1 token"u8);
        Start(new LiteNetMultiplayerPeerOptions { Security = LiteNetSecurity.ServerKey(key, "eu1") }, secret);
        byte[]? userData = null;
        _server.PeerConnected += id => userData = _server.GetPeerUserData(id).ToArray();
        await AssertVisit(_client.Connect(Knock, Join, token));
        Assert.That(userData, Is.EqualTo(new byte[] { 7, 8, 9 }));
    }

    [Test]
    public void KeysAreTheOnesGiven()
    {
        var keys = UdpClientFromThePage.DeriveKeys(Secret, Nonce, Cookie);
        Assert.That(keys.Client, Is.EqualTo(Vector("client key, for the secret 40 41 42 ... 5F")));
        Assert.That(HMACSHA256.HashData(keys.Proof, Join)[..16], Is.EqualTo(Vector("proof of the join above, with that secret")));
        Assert.That(UdpClientFromThePage.Seal(keys.Client, 0, [4, 1, 0]), Is.EqualTo(Vector("sealed: the client's first datagram, 04 01 00")));
    }

    // A whole visit: id, seven packets in each form, and a close.
    private async Task AssertVisit(byte[] welcome)
    {
        var expected = Vector("welcome, id 0x12345678");
        var id = BitConverter.ToInt32(welcome, 1);
        Assert.That(welcome, Is.EqualTo(expected[..1].Concat(BitConverter.GetBytes(id)).Concat(expected[5..])));

        _client.Send(0, [0, 11]);
        _client.Send(0, [0]);
        _client.Send(0, [3, 1, 0, 12, 0, 0, 2, 0, 13, 14]);
        _client.Send(0, [1, 3, 0, 0, 0, 15, 16]);
        _client.Send(0, [2, 17]);
        _client.Send(0, [0, 18]);
        _client.Send(UdpClientFromThePage.ControlLane, Vector("close 4000 \"bye!\" after 7 packets"));

        var packets = new List<string>();
        DisconnectInfo? end = null;
        _server.PeerDisconnected += (_, info) => end = info;
        while (end is null)
        {
            await _server.WaitForActivityAsync(TestContext.CurrentContext.CancellationToken);
            _server.Poll();
            while (_server.TryReceive(out var packet))
            {
                Assert.That((packet.Sender, packet.Mode, packet.Channel), Is.EqualTo((id, TransferMode.Reliable, 0)));
                packets.Add(Convert.ToHexString(packet.Payload.Span));
            }
        }
        Assert.That(packets, Is.EqualTo(["0B", "", "0C", "", "0D0E", "0F1011", "12"]));
        Assert.That(end, Is.EqualTo(new DisconnectInfo(DisconnectReason.Closed, DisconnectOrigin.Remote, 4000, "bye!", isClean: true)));
    }

    private void Start(LiteNetMultiplayerPeerOptions? options = null, byte[]? secret = null)
    {
        _server = new LiteNetMultiplayerPeer(options);
        _server.CreateServer(0, "127.0.0.1");
        _client = new UdpClientFromThePage(_server.LocalPort, secret) { Nonce = Nonce };
    }

    // "1F 54 ...   what it is": the bytes of the line with this description.
    private static byte[] Vector(string description)
    {
        var line = Repository.Document("docs/wire-format.md").CodeBlocks
            .SelectMany(block => block.Code.Split('\n'))
            .Single(line => line.EndsWith("  " + description, StringComparison.Ordinal));
        return [.. Octet().Matches(line[..^description.Length]).Select(match => Convert.ToByte(match.Value, 16))];
    }

    [GeneratedRegex(@"\b[0-9A-F]{2}\b(?![^<]*>)")]
    private static partial Regex Octet();
}
