using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;
using Transport.WebSockets.Framing;
using Transport.WebSockets.Tests.Fixtures;

namespace Transport.WebSockets.Tests.Multiplayer;

/// <summary>
/// A server among strangers: random bytes, broken handshakes, valid frames with mutations, cuts in the middle. Nothing comes out of Poll, its
/// healthy clients do not notice, and its memory stays.
/// </summary>
internal sealed class HostilePeersTests
{
    private const int Strangers = 1500;
    private const int SocketStrangers = 150;

    [Test]
    public async Task HealthyClientsDoNotNoticeHostileOnes()
    {
        var random = TestSeed.NewRandom();
        using var session = new MemorySession(new WebSocketMultiplayerPeerOptions { MaxMessageBytes = 4096 });
        var healthy = new List<WatchedPeer>();
        for (var i = 0; i < 3; i++) healthy.Add((await session.ConnectAsync()).Client);
        var expected = new int[healthy.Count];
        var links = new List<DuplexStream>();
        var memory = 0L;
        for (var i = 0; i < Strangers; i++)
        {
            var link = session.Link();
            links.Add(link.Client);
            await Attack(random, link.Client);
            expected[i % 3]++;
            healthy[i % 3].Send($"{expected[i % 3]}");
            session.Poll();
            if (random.Next(4) == 0) await session.Elapse(TimeSpan.FromMilliseconds(200));
            if (i == Strangers / 3) memory = GC.GetTotalMemory(forceFullCollection: true);
        }
        await session.Elapse(TimeSpan.FromSeconds(45));
        await session.Until(() => healthy.TrueForAll(client => CountFrom(session, client) == Strangers / 3), "all packets of the healthy clients");
        Assert.Multiple(() =>
        {
            Assert.That(healthy.SelectMany(client => client.Left), Is.Empty);
            Assert.That(session.Server.Failures, Is.Empty);
            Assert.That(session.Server.Peer.Peers, Is.EquivalentTo(healthy.Select(client => client.Peer.UniqueId)));
            Assert.That(session.Server.Left, Has.Count.EqualTo(session.Server.Joined.Count - 3));
            Assert.That(session.Server.Joined, Has.Count.GreaterThan(100), "attackers that got in");
            foreach (var client in healthy) Assert.That(TextsFrom(session, client), Is.EqualTo(Enumerable.Range(1, Strangers / 3).Select(n => $"{n}")));
        });
        session.Server.Packets.RemoveAll(packet => healthy.TrueForAll(client => client.Peer.UniqueId != packet.Sender));
        links.Clear();
        Assert.That(GC.GetTotalMemory(forceFullCollection: true) - memory, Is.LessThan(16 << 20));
    }

    [Test]
    public async Task HealthyClientsDoNotNoticeHostileOnesOverRealSocketsEither()
    {
        var random = TestSeed.NewRandom();
        using var server = new WatchedPeer(new WebSocketMultiplayerPeer(new WebSocketMultiplayerPeerOptions
        {
            HandshakeTimeout = TimeSpan.FromMilliseconds(500),
            CloseTimeout = TimeSpan.FromMilliseconds(200),
        }));
        server.Peer.CreateServer(0, "127.0.0.1");
        using var healthy = new WatchedPeer(new WebSocketMultiplayerPeer());
        healthy.Peer.CreateClient($"ws://127.0.0.1:{server.Peer.LocalPort}");
        await Pump.Until(() => healthy.IsConnected, "the healthy client", server.Poll, healthy.Poll);
        for (var i = 0; i < SocketStrangers; i++)
        {
            using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
            await socket.ConnectAsync(new IPEndPoint(IPAddress.Loopback, server.Peer.LocalPort));
            // Half of them leave with a reset.
            if (random.Next(2) == 0) socket.LingerState = new LingerOption(true, 0);
            await using var stream = new NetworkStream(socket);
            await Attack(random, stream);
            healthy.Send($"{i}");
            server.Poll();
            healthy.Poll();
        }
        await Pump.Until(
            () => server.Peer.Peers.Count == 1 && server.Packets.Count(packet => packet.Sender == healthy.Peer.UniqueId) == SocketStrangers,
            "the strangers to be gone",
            server.Poll,
            healthy.Poll);
        Assert.That(healthy.Left, Is.Empty);
        Assert.That(server.Peer.Peers, Is.EqualTo(new[] { healthy.Peer.UniqueId }));
    }

    private static int CountFrom(MemorySession session, WatchedPeer client) => session.Server.Packets.Count(packet => packet.Sender == client.Peer.UniqueId);

    private static IEnumerable<string> TextsFrom(MemorySession session, WatchedPeer client) => session.Server.Packets
        .Where(packet => packet.Sender == client.Peer.UniqueId)
        .Select(packet => Encoding.UTF8.GetString(packet.Payload));

    private static async Task Attack(Random random, Stream stream)
    {
        var bytes = new List<byte>();
        var request = Encoding.ASCII.GetBytes(RawEnd.Request);
        switch (random.Next(6))
        {
            case 0:
                bytes.AddRange(random.NextBytes(random.Next(3000)));
                break;
            case 1:
                Mutate(random, request, 1 + random.Next(3));
                bytes.AddRange(request);
                break;
            case 2:
                bytes.AddRange(request.AsSpan(0, random.Next(request.Length)));
                break;
            case 3:
                bytes.AddRange(request);
                bytes.AddRange(random.NextBytes(random.Next(3000)));
                break;
            default:
                var frames = Frames(random);
                if (random.Next(3) > 0) Mutate(random, frames, 1 + random.Next(4));
                bytes.AddRange(request);
                bytes.AddRange(frames);
                break;
        }
        try
        {
            await SendInPieces(random, stream, [.. bytes]);
            Leave(random, stream);
        }
        catch (IOException)
        {
            // The server has hung up on it already.
        }
    }

    private static byte[] Frames(Random random)
    {
        var bytes = new List<byte>();
        for (var count = random.Next(1, 20); count > 0; count--)
        {
            var opcode = random.Next(8) switch
            {
                0 => Opcode.Ping,
                1 => Opcode.Pong,
                2 => Opcode.Text,
                3 => Opcode.Continuation,
                4 when count == 1 => Opcode.Close,
                _ => Opcode.Binary,
            };
            var payload = opcode switch
            {
                Opcode.Close => [0x03, 0xE8],
                Opcode.Text => Encoding.UTF8.GetBytes(random.Next().ToString(CultureInfo.InvariantCulture)),
                Opcode.Ping or Opcode.Pong => random.NextBytes(random.Next(126)),
                _ => random.NextBytes(random.Next(300)),
            };
            bytes.AddRange(new RawFrame(opcode, payload, IsMasked: true, IsFinal: opcode >= Opcode.Close || random.Next(5) > 0).ToBytes());
        }
        return [.. bytes];
    }

    private static void Mutate(Random random, byte[] bytes, int count)
    {
        for (; count > 0; count--) bytes[random.Next(bytes.Length)] ^= (byte)(1 << random.Next(8));
    }

    private static async Task SendInPieces(Random random, Stream stream, byte[] bytes)
    {
        for (var sent = 0; sent < bytes.Length;)
        {
            var piece = Math.Min(bytes.Length - sent, 1 + random.Next(random.Next(2) == 0 ? 10 : 3000));
            await stream.WriteAsync(bytes.AsMemory(sent, piece));
            sent += piece;
        }
    }

    private static void Leave(Random random, Stream stream)
    {
        if (stream is not DuplexStream link) return;
        switch (random.Next(4))
        {
            case 0:
                link.Cut();
                break;
            case 1:
                link.GoSilent();
                break;
            case 2:
                link.Dispose();
                break;
        }
    }
}
