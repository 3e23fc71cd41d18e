namespace Transport.ContractTests;

// Rule 10: no allocation per packet in steady state, sending or receiving.
public abstract partial class MultiplayerPeerContract
{
    private const int MeasuredPackets = 20_000;
    private const int Batch = 50;

    // A lost block per batch would already be far above this.
    private const double MostBytesPerPacket = 0.2;

    [Test]
    public async Task Rule10_EchoesAllocateNothing()
    {
        IgnoreWhen(Carrier.CannotBeAllocationFree);
        var (server, client) = await StartPair();
        await AssertAllocatesNothing(count => Echo(server.Peer, client.Peer, count));
    }

    [Test]
    public async Task Rule10_BroadcastsAllocateNothing()
    {
        IgnoreWhen(Carrier.CannotBeAllocationFree);
        var server = StartServer();
        var clients = new MultiplayerPeer[8];
        for (var i = 0; i < clients.Length; i++) clients[i] = (await Join(server)).Peer;
        await AssertAllocatesNothing(count => Broadcast(server.Peer, clients, count / clients.Length));
    }

    [Test]
    public async Task Rule10_EchoesInTheCallersThreadAllocateNothing()
    {
        IgnoreWhen(Carrier.CannotBeAllocationFree);
        IgnoreWhen(Carrier.IsSingleThreaded ? null : "The carrier works in the background as well: the other tests count all threads.");
        var (server, client) = await StartPair();
        EchoWithoutWaiting(server.Peer, client.Peer, MeasuredPackets);
        var before = GC.GetAllocatedBytesForCurrentThread();
        EchoWithoutWaiting(server.Peer, client.Peer, MeasuredPackets);
        Assert.That(GC.GetAllocatedBytesForCurrentThread() - before, Is.Zero);
    }

    // Over all threads; the test host has a few bytes of its own now and then, so the best of some rounds counts. On the pool, since the
    // test host's synchronization context allocates for each await.
    private async Task AssertAllocatesNothing(Func<int, Task> exchange)
    {
        await Task.Run(() => exchange(Carrier.WarmUpPackets));
        var least = double.MaxValue;
        for (var round = 0; round < 20 && least > MostBytesPerPacket; round++)
        {
            var before = GC.GetTotalAllocatedBytes(precise: true);
            await Task.Run(() => exchange(MeasuredPackets));
            least = Math.Min(least, (GC.GetTotalAllocatedBytes(precise: true) - before) / (double)MeasuredPackets);
        }
        Assert.That(least, Is.LessThan(MostBytesPerPacket), "bytes per packet");
    }

    private static async Task Echo(MultiplayerPeer server, MultiplayerPeer client, int count)
    {
        using var deadline = new CancellationTokenSource(ContractPump.Deadline);
        var payload = new byte[64];
        var id = client.UniqueId;
        for (var done = 0; done < count; done += Batch)
        {
            for (var i = 0; i < Batch; i++) client.Send(payload, MultiplayerPeer.TargetPeerServer);
            client.Flush();
            for (var received = 0; received < Batch;)
            {
                await server.WaitForActivityAsync(deadline.Token);
                server.Poll();
                for (; server.TryReceive(out var packet); received++) server.Send(packet.Payload.Span, id);
            }
            server.Flush();
            for (var received = 0; received < Batch;)
            {
                await client.WaitForActivityAsync(deadline.Token);
                client.Poll();
                while (client.TryReceive(out _)) received++;
            }
        }
    }

    private static async Task Broadcast(MultiplayerPeer server, MultiplayerPeer[] clients, int count)
    {
        using var deadline = new CancellationTokenSource(ContractPump.Deadline);
        var payload = new byte[64];
        for (var done = 0; done < count; done += Batch)
        {
            for (var i = 0; i < Batch; i++) server.Send(payload, MultiplayerPeer.TargetPeerBroadcast);
            server.Flush();
            foreach (var client in clients)
            {
                for (var received = 0; received < Batch;)
                {
                    await client.WaitForActivityAsync(deadline.Token);
                    client.Poll();
                    while (client.TryReceive(out _)) received++;
                }
            }
        }
    }

    private static void EchoWithoutWaiting(MultiplayerPeer server, MultiplayerPeer client, int count)
    {
        Span<byte> payload = stackalloc byte[64];
        var id = client.UniqueId;
        for (var done = 0; done < count; done += Batch)
        {
            for (var i = 0; i < Batch; i++) client.Send(payload, MultiplayerPeer.TargetPeerServer);
            server.Poll();
            while (server.TryReceive(out var packet)) server.Send(packet.Payload.Span, id);
            client.Poll();
            while (client.TryReceive(out _))
            {
            }
        }
    }
}
