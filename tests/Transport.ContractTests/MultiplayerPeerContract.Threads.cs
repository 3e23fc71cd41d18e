namespace Transport.ContractTests;

// One thread at a time may use a peer; each peer may live on its own.
public abstract partial class MultiplayerPeerContract
{
    [Test]
    public async Task Threads_EachPeerOnItsOwnLoop()
    {
        const int clients = 4;
        const int count = 1000;
        using var deadline = new CancellationTokenSource(ContractPump.Deadline);
        var server = Carrier.CreatePeer(CarrierLimits.Default);
        Carrier.StartServer(server);
        var serving = Task.Run(() => EchoUntilAllLeft(server, clients, deadline.Token));
        var playing = Enumerable.Range(0, clients).Select(_ => Task.Run(() => Play(server, count, deadline.Token))).ToArray();

        var echoes = await Task.WhenAll(playing);
        Assert.That(echoes, Is.All.EqualTo(Enumerable.Range(0, count)));
        Assert.That(await serving, Is.EqualTo(clients * count));
        server.Dispose();
    }

    private async Task<int> EchoUntilAllLeft(MultiplayerPeer server, int clients, CancellationToken deadline)
    {
        var echoed = 0;
        var left = 0;
        server.PeerDisconnected += (_, _) => left++;
        while (left < clients)
        {
            await Activity(server, deadline);
            server.Poll();
            for (; server.TryReceive(out var packet); echoed++) server.Send(packet.Payload.Span, packet.Sender);
        }
        return echoed;
    }

    private async Task<List<int>> Play(MultiplayerPeer server, int count, CancellationToken deadline)
    {
        var received = new List<int>();
        var client = Carrier.CreatePeer(CarrierLimits.Default);
        Carrier.StartClient(client, server);
        var sent = 0;
        while (received.Count < count)
        {
            await Activity(client, deadline);
            client.Poll();
            while (client.TryReceive(out var packet)) received.Add(BitConverter.ToInt32(packet.Payload.Span));
            // A few at a time, so that the ends really take turns.
            while (client.Status == ConnectionStatus.Connected && sent < count && sent < received.Count + 10)
                client.Send(BitConverter.GetBytes(sent++), MultiplayerPeer.TargetPeerServer);
        }
        await client.DisposeAsync();
        return received;
    }
}
