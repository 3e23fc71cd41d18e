using Transport.ContractTests;

namespace Transport.Tests.Loopback;

/// <summary>Each end on its own thread, doing to each other what hurts most.</summary>
[TestFixture]
public sealed class LoopbackThreadTests
{
    [Test]
    public async Task EndsThatCloseAtOnceAreEachToldOnce()
    {
        const int rounds = 1000;
        using var server = new LoopbackMultiplayerPeer();
        using var client = new LoopbackMultiplayerPeer();
        int[] told = [0, 0];
        server.PeerDisconnected += (_, _) => told[0]++;
        client.PeerDisconnected += (_, _) => told[1]++;
        var random = new Random(ContractSeed.Value);
        for (var round = 1; round <= rounds; round++)
        {
            server.CreateServer();
            client.CreateClient(server);
            client.Poll();
            server.Poll();
            var (packets, force) = (random.Next(10), random.Next(8));
            using var start = new Barrier(2);
            await Task.WhenAll(
                Task.Run(() => SendAndClose(server, start, packets, (force & 1) != 0)),
                Task.Run(() => SendAndClose(client, start, packets, (force & 2) != 0)));
            server.Poll();
            client.Poll();
            Assert.That(told, Is.All.EqualTo(round), ContractSeed.Message);
            await server.CloseAsync();
            await client.CloseAsync();
        }
    }

    [Test]
    public async Task ClientsThatComeWhileTheServerClosesAreAllToldAWay()
    {
        const int rounds = 300;
        using var server = new LoopbackMultiplayerPeer();
        var clients = Enumerable.Range(0, 4).Select(_ => new LoopbackMultiplayerPeer()).ToArray();
        var (connected, disconnected, failed) = (0, 0, 0);
        foreach (var client in clients)
        {
            client.PeerConnected += _ => Interlocked.Increment(ref connected);
            client.PeerDisconnected += (_, _) => Interlocked.Increment(ref disconnected);
            client.ConnectionFailed += _ => Interlocked.Increment(ref failed);
        }
        for (var round = 1; round <= rounds; round++)
        {
            server.CreateServer();
            using var start = new Barrier(clients.Length + 1);
            var coming = clients.Select(client => Task.Run(() => ConnectUntilGone(client, server, start)));
            var closing = Task.Run(() =>
            {
                start.SignalAndWait();
                server.Poll();
                server.Close();
                server.Poll();
            });
            await Task.WhenAll(coming.Append(closing)).WaitAsync(ContractPump.Deadline);
            Assert.That((connected, connected + failed), Is.EqualTo((disconnected, round * clients.Length)));
        }
        foreach (var client in clients) client.Dispose();
    }

    [Test]
    public async Task FloodsInBothDirectionsLoseNothing()
    {
        const int count = 20_000;
        var options = new LoopbackOptions { InboundQueuePackets = 8, InboundQueueBytes = 256, OutboundQueuePackets = 16, MaxPacketBytes = 64 };
        using var server = new LoopbackMultiplayerPeer(options);
        using var client = new LoopbackMultiplayerPeer(options);
        server.CreateServer();
        client.CreateClient(server);
        client.Poll();
        server.Poll();
        var id = client.UniqueId;
        await Task.WhenAll(Task.Run(() => Flood(server, id, count)), Task.Run(() => Flood(client, 1, count))).WaitAsync(ContractPump.Deadline);
    }

    private static void SendAndClose(LoopbackMultiplayerPeer peer, Barrier start, int packets, bool force)
    {
        start.SignalAndWait();
        for (var i = 0; i < packets; i++) peer.Send([1, 2, 3], MultiplayerPeer.TargetPeerBroadcast);
        peer.Close(force: force);
    }

    private static async Task ConnectUntilGone(LoopbackMultiplayerPeer client, LoopbackMultiplayerPeer server, Barrier start)
    {
        start.SignalAndWait();
        client.CreateClient(server);
        while (client.Status != ConnectionStatus.Disconnected)
        {
            await client.WaitForActivityAsync();
            client.Poll();
        }
    }

    private static async Task Flood(LoopbackMultiplayerPeer peer, int target, int count)
    {
        var payload = new byte[64];
        var (sent, received) = (0, 0);
        while (sent < count || received < count)
        {
            for (; sent < count; sent++)
            {
                BitConverter.TryWriteBytes(payload, sent);
                if (!peer.TrySend(payload.AsSpan(0, 4 + sent % 60), target)) break;
            }
            peer.Poll();
            for (; peer.TryReceive(out var packet); received++)
            {
                if (BitConverter.ToInt32(packet.Payload.Span) != received || packet.Payload.Length != 4 + received % 60)
                    Assert.Fail($"packet {received}");
            }
            await Task.Yield();
        }
        // What is queued still leaves when this end polls no more.
        peer.Flush();
    }
}
