using Transport.WebSockets.Tests.Fixtures;

namespace Transport.WebSockets.Tests;

/// <summary>No allocation per packet in steady state, over real sockets: counted on all threads of the process.</summary>
[NonParallelizable]
internal sealed class WebSocketMultiplayerPeerAllocationTests
{
    private const int Packets = 100_000;
    private const int Batch = 100;

    // What the runtime and the test's own host allocate meanwhile, on any thread, is allowed for; a packet that cost anything would cost 24 bytes.
    private const double AllowedPerPacket = 0.5;

    private static readonly byte[] Payload = new byte[64];

    private WebSocketMultiplayerPeer _server = null!;
    private List<WebSocketMultiplayerPeer> _clients = null!;

    [SetUp]
    public async Task Connect()
    {
        _server = new WebSocketMultiplayerPeer();
        _server.CreateServer(0, "127.0.0.1");
        _clients = [];
        for (var i = 0; i < 10; i++)
        {
            _clients.Add(new WebSocketMultiplayerPeer());
            _clients[i].CreateClient($"ws://127.0.0.1:{_server.LocalPort}");
        }
        await Pump.Until(
            () => _clients.TrueForAll(client => client.Status == ConnectionStatus.Connected) && _server.Peers.Count == 10,
            "ten clients",
            [_server.Poll, .. _clients.Select<WebSocketMultiplayerPeer, Action>(client => client.Poll)]);
    }

    [TearDown]
    public void Disconnect()
    {
        foreach (var client in _clients) client.Dispose();
        _server.Dispose();
    }

    [Test]
    public Task FromClientToServer() =>
        AssertNothingPerPacket(packets => SendBatches(_clients[0], MultiplayerPeer.TargetPeerServer, [_server], packets));

    [Test]
    public Task FromServerToClient() =>
        AssertNothingPerPacket(packets => SendBatches(_server, _clients[0].UniqueId, [_clients[0]], packets));

    [Test]
    public Task ToEveryone() =>
        AssertNothingPerPacket(packets => SendBatches(_server, MultiplayerPeer.TargetPeerBroadcast, _clients, packets));

    [Test]
    public Task OneAtATimeThereAndBack() =>
        AssertNothingPerPacket(packets => SendOneByOne(_clients[0], _server, _clients[0].UniqueId, packets));

    // One method for the whole exchange: each call of an asynchronous one allocates.
    private static async Task SendBatches(WebSocketMultiplayerPeer from, int target, List<WebSocketMultiplayerPeer> to, int packets)
    {
        for (var sent = 0; sent < packets; sent += Batch * to.Count)
        {
            for (var i = 0; i < Batch; i++) from.Send(Payload, target);
            from.Flush();
            for (var receiver = 0; receiver < to.Count; receiver++)
            {
                for (var missing = Batch; missing > 0;)
                {
                    to[receiver].Poll();
                    while (to[receiver].TryReceive(out _)) missing--;
                    if (missing > 0) await to[receiver].WaitForActivityAsync();
                }
            }
        }
    }

    private static async Task SendOneByOne(WebSocketMultiplayerPeer client, WebSocketMultiplayerPeer server, int id, int packets)
    {
        for (var sent = 0; sent < packets; sent += 2)
        {
            client.Send(Payload, MultiplayerPeer.TargetPeerServer);
            client.Flush();
            for (server.Poll(); !server.TryReceive(out _); server.Poll()) await server.WaitForActivityAsync();
            server.Send(Payload, id);
            server.Flush();
            for (client.Poll(); !client.TryReceive(out _); client.Poll()) await client.WaitForActivityAsync();
        }
    }

    // The least of several runs: what others allocate comes and goes, what a packet costs is there each time.
    private static async Task AssertNothingPerPacket(Func<int, Task> exchange)
    {
        // A context would cost an object each time it is come back to.
        Pump.LeaveContext();
        await exchange(Packets / 5);
        var least = double.MaxValue;
        for (var run = 0; run < 3 && least > AllowedPerPacket; run++)
        {
            var before = GC.GetTotalAllocatedBytes(precise: true);
            await exchange(Packets);
            least = Math.Min(least, (GC.GetTotalAllocatedBytes(precise: true) - before) / (double)Packets);
        }
        TestContext.Out.WriteLine($"{least:0.000} bytes per packet");
        Assert.That(least, Is.LessThan(AllowedPerPacket));
    }
}
