using Transport.WebSockets.Tests.Fixtures;

namespace Transport.WebSockets.Tests.Multiplayer;

/// <summary>
/// Many clients come, talk and go in every way there is, over real sockets, each on tasks of its own. Server and clients only ever wait for activity: a
/// wake-up that was lost would stop them.
/// </summary>
internal sealed class ComingAndGoingTests
{
    private const int Clients = 16;
    private const int SessionsEach = 12;
    private const int KickMe = 0xFF;

    [Test]
    public async Task NobodyIsLostWhenManyComeAndGo()
    {
        var seed = TestSeed.NewRandom().Next();
        using var stop = new CancellationTokenSource();
        using var server = new WatchedPeer(new WebSocketMultiplayerPeer(new WebSocketMultiplayerPeerOptions
        {
            // Often enough that timers meet everything else.
            PingInterval = TimeSpan.FromMilliseconds(20),
            MaxPendingHandshakesPerAddress = 1000,
        }));
        server.Peer.CreateServer(0, "127.0.0.1");
        var serving = Task.Run(() => ServeAsync(server, stop.Token));
        var playing = Enumerable.Range(0, Clients).Select(i => Task.Run(() => PlayAsync(server.Peer.LocalPort, new Random(seed + i)))).ToArray();
        await Pump.Soon(Task.WhenAll(playing), "all clients to have played");
        await stop.CancelAsync();
        await Pump.Soon(serving, "the server to stop");
        await Pump.Until(() => server.Peer.Peers.Count == 0, "everybody to be gone", server.Poll);
        Assert.Multiple(() =>
        {
            Assert.That(server.Joined, Has.Count.EqualTo(Clients * SessionsEach));
            Assert.That(server.Joined, Is.Unique);
            Assert.That(server.Left.Select(left => left.Id), Is.EquivalentTo(server.Joined));
            Assert.That(server.Failures, Is.Empty);
        });
    }

    private static async Task ServeAsync(WatchedPeer server, CancellationToken stop)
    {
        server.TakesPackets = false;
        try
        {
            while (true)
            {
                await server.Peer.WaitForActivityAsync(stop);
                server.Poll();
                while (server.Peer.TryReceive(out var packet))
                {
                    if (!server.Peer.Peers.Contains(packet.Sender)) continue;
                    if (packet.Payload is { Length: 1 } && packet.Payload.Span[0] == KickMe) server.Peer.DisconnectPeer(packet.Sender, 4000, "as you wish");
                    else server.Peer.Send(packet.Payload.Span, packet.Sender);
                }
            }
        }
        catch (OperationCanceledException)
        {
            server.TakesPackets = true;
        }
    }

    private static async Task PlayAsync(int port, Random random)
    {
        var peer = new WebSocketMultiplayerPeer();
        for (var session = 0; session < SessionsEach; session++)
        {
            peer.CreateClient($"ws://127.0.0.1:{port}");
            while (peer.Status == ConnectionStatus.Connecting) await NextAsync(peer);
            for (var rounds = random.Next(20); rounds > 0; rounds--) await EchoAsync(peer, random);
            switch (random.Next(4))
            {
                case 0:
                    await peer.CloseAsync(4001, "done");
                    break;
                case 1:
                    peer.Close(force: true);
                    break;
                case 2:
                    peer.Send([KickMe], MultiplayerPeer.TargetPeerServer);
                    while (peer.Status == ConnectionStatus.Connected) await NextAsync(peer);
                    break;
                default:
                    peer.Dispose();
                    peer = new WebSocketMultiplayerPeer();
                    break;
            }
        }
        await peer.DisposeAsync();
    }

    private static async Task EchoAsync(WebSocketMultiplayerPeer peer, Random random)
    {
        var batch = Enumerable.Range(0, random.Next(1, 10)).Select(_ => random.NextBytes(2 + random.Next(random.Next(3) == 0 ? 20_000 : 100))).ToArray();
        foreach (var payload in batch) peer.Send(payload, MultiplayerPeer.TargetPeerServer);
        foreach (var payload in batch)
        {
            Packet packet;
            while (!peer.TryReceive(out packet))
            {
                Assert.That(peer.Status, Is.EqualTo(ConnectionStatus.Connected));
                await NextAsync(peer);
            }
            Assert.That(packet.Payload.Span.SequenceEqual(payload), Is.True);
        }
    }

    private static async Task NextAsync(WebSocketMultiplayerPeer peer)
    {
        await peer.WaitForActivityAsync();
        peer.Poll();
    }
}
