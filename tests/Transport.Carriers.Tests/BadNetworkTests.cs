using Microsoft.Extensions.Time.Testing;
using Transport.ContractTests;
using Transport.LiteNet;
using Transport.Testing;
using Transport.WebSockets;

namespace Transport.Carriers.Tests;

/// <summary>10,000 packets each way over a network that is slow, loses, repeats and shuffles, under real sockets of each carrier.</summary>
[TestFixture("litenet")]
[TestFixture("websocket")]
[TestFixture("both")]
public sealed class BadNetworkTests(string way)
{
    private const int Count = 10_000;
    private static readonly TimeSpan Frame = TimeSpan.FromMilliseconds(10);

    private static readonly NetworkConditions Bad = new()
    {
        Latency = TimeSpan.FromMilliseconds(100),
        Loss = 0.1,
        Reordering = 0.1,
        Duplication = 0.1,
    };

    [TestCase(TransferMode.Reliable)]
    [TestCase(TransferMode.UnreliableOrdered)]
    public async Task EachModeKeepsItsPromise(TransferMode mode)
    {
        await TestContext.Out.WriteLineAsync(ContractSeed.Message);
        var time = new FakeTimeProvider();
        var network = new SimulatedNetwork(new SimulatedNetworkOptions { Seed = ContractSeed.Value }, time);
        var udp = new LiteNetMultiplayerPeer();
        var webSocket = new WebSocketMultiplayerPeer();
        var multiplex = new MultiplexMultiplayerPeer();
        if (way != "websocket") multiplex.Add(udp, peer => peer.CreateServer(0, "127.0.0.1"));
        if (way != "litenet") multiplex.Add(webSocket, peer => peer.CreateServer(0, "127.0.0.1"));
        using var server = network.Wrap(multiplex);
        server.Start(peer => peer.CreateServer());
        var atServer = new RecordedPeer(server, "server");
        var clients = new List<RecordedPeer>();
        if (way != "websocket") clients.Add(Join(network, new LiteNetMultiplayerPeer(), peer => peer.CreateClient("127.0.0.1", udp.LocalPort)));
        if (way != "litenet") clients.Add(Join(network, new WebSocketMultiplayerPeer(), peer => peer.CreateClient($"ws://127.0.0.1:{webSocket.LocalPort}")));
        await Until(() => server.Peers.Count == clients.Count && clients.TrueForAll(client => client.IsConnected), "the connections");

        // The conditions begin when all are connected.
        network.Conditions = Bad;
        for (var sent = 0; sent < Count; sent++)
        {
            var payload = BitConverter.GetBytes(sent);
            await Until(() => server.TrySend(payload, MultiplayerPeer.TargetPeerBroadcast, mode), "room at the server");
            foreach (var client in clients)
                await Until(() => client.Peer.TrySend(payload, MultiplayerPeer.TargetPeerServer, mode), $"room at {client.Name}");
            if (sent % 20 == 0) Step();
        }
        // A last packet that arrives for certain tells that all of the others have come, or never will.
        network.Conditions = NetworkConditions.Perfect;
        server.Send("end"u8, MultiplayerPeer.TargetPeerBroadcast, TransferMode.Reliable, 1);
        foreach (var client in clients) client.Peer.Send("end"u8, MultiplayerPeer.TargetPeerServer, TransferMode.Reliable, 1);
        await Until(() => network.GetStatistics().InFlightPackets == 0 && Ends() == 2 * clients.Count, "the end of all ways");

        foreach (var client in clients)
        {
            AssertPromise(mode, NumbersOf(client.Packets), $"to {client.Name}, {ContractSeed.Message}");
            AssertPromise(mode, NumbersOf(atServer.PacketsFrom(client.Id)), $"from {client.Name}, {ContractSeed.Message}");
        }
        if (mode == TransferMode.Reliable) Assert.That(network.GetStatistics().Retransmitted, Is.GreaterThan(Count / 10));
        // A WebSocket loses nothing: there the mode is not more than a wish.
        else if (way != "websocket") Assert.That(network.GetStatistics().Lost, Is.GreaterThan(Count / 10));
        foreach (var client in clients) client.Peer.Dispose();

        int Ends() => clients.Append(atServer).Sum(peer => peer.Packets.Count(packet => packet.Payload.Length == 3));

        void Step()
        {
            time.Advance(Frame);
            atServer.Poll();
            foreach (var client in clients) client.Poll();
        }

        async Task Until(Func<bool> isReached, string awaited)
        {
            using var deadline = new CancellationTokenSource(ContractPump.Deadline);
            while (!isReached())
            {
                if (deadline.IsCancellationRequested) Assert.Fail($"Waited for {awaited}, {ContractSeed.Message}: {atServer}");
                Step();
                await Task.Yield();
            }
        }
    }

    private static RecordedPeer Join<TPeer>(SimulatedNetwork network, TPeer inner, Action<TPeer> start)
        where TPeer : MultiplayerPeer
    {
        var client = network.Wrap(inner);
        client.Start(start);
        return new RecordedPeer(client, inner.Carrier);
    }

    private static int[] NumbersOf(IEnumerable<PeerEvent> packets) =>
        [.. packets.Where(packet => packet.Payload.Length == 4).Select(packet => BitConverter.ToInt32(packet.Payload))];

    private static void AssertPromise(TransferMode mode, int[] numbers, string message)
    {
        if (mode == TransferMode.Reliable)
        {
            Assert.That(numbers, Is.EqualTo(Enumerable.Range(0, Count)), message);
            return;
        }
        Assert.That(numbers, Is.Ordered.And.Unique, message);
        Assert.That(numbers, Has.Length.GreaterThan(Count / 2), message);
    }
}
