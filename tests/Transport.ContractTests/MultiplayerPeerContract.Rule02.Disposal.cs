namespace Transport.ContractTests;

// Rule 2: what a disposed peer refuses, and what its disposal does not break.
public abstract partial class MultiplayerPeerContract
{
    private static readonly (string Member, Action<MultiplayerPeer> Call)[] MembersThatNeedAnUndisposedPeer =
    [
        (nameof(MultiplayerPeer.Send), peer => peer.Send("x"u8, 0)),
        (nameof(MultiplayerPeer.TrySend), peer => peer.TrySend("x"u8, 0)),
        (nameof(MultiplayerPeer.PutPacket), peer => peer.PutPacket("x"u8)),
        (nameof(MultiplayerPeer.TryReceive), peer => peer.TryReceive(out _)),
        (nameof(MultiplayerPeer.GetPacket), peer => peer.GetPacket()),
        (nameof(MultiplayerPeer.Poll), peer => peer.Poll()),
        (nameof(MultiplayerPeer.Flush), peer => peer.Flush()),
        (nameof(MultiplayerPeer.WaitForActivityAsync), peer => peer.WaitForActivityAsync().AsTask()),
        (nameof(MultiplayerPeer.Close), peer => peer.Close()),
        (nameof(MultiplayerPeer.CloseAsync), peer => peer.CloseAsync().AsTask()),
        (nameof(MultiplayerPeer.DisconnectPeer), peer => peer.DisconnectPeer(2)),
        (nameof(MultiplayerPeer.GetStatistics), peer => peer.GetStatistics(2)),
    ];

    [Test]
    public async Task Rule02_DisposedPeerRefusesEverything()
    {
        var (server, client) = await StartPair();
        var id = client.Id;
        foreach (var disposed in new[] { client, CreatePeer("never started") })
        {
            disposed.Peer.Dispose();
            disposed.IsPolled = false;
            foreach (var (member, call) in MembersThatNeedAnUndisposedPeer)
                Assert.That(() => call(disposed.Peer), Throws.InstanceOf<ObjectDisposedException>(), member);
            Assert.That(() => Carrier.StartServer(disposed.Peer), Throws.InstanceOf<ObjectDisposedException>());
            Assert.That(() => Carrier.StartClient(disposed.Peer, server.Peer), Throws.InstanceOf<ObjectDisposedException>());
            Assert.That(() => disposed.Peer.Dispose(), Throws.Nothing, "Again.");
            Assert.That(disposed.Peer.Status, Is.EqualTo(ConnectionStatus.Disconnected));
        }
        await UntilGone(server, id);
    }

    [Test]
    public async Task Rule02_DisposeRaisesNothingMore()
    {
        var (server, client) = await StartPair();
        var lines = (server.Log.Count, client.Log.Count);
        server.Peer.DisconnectPeer(client.Id);
        foreach (var end in new[] { server, client })
        {
            end.Peer.Dispose();
            end.IsPolled = false;
        }
        Assert.That((server.Log.Count, client.Log.Count), Is.EqualTo(lines));
    }

    [Test]
    public async Task Rule02_DisposeInsideAHandlerIsSafe()
    {
        var (server, client) = await StartPair();
        var other = await Join(server);
        var (id, otherId) = (client.Id, other.Id);
        var told = 0;
        server.Peer.PeerDisconnected += (_, _) =>
        {
            told++;
            server.Peer.Dispose();
        };
        server.IsPolled = false;
        client.Peer.Close();
        other.Peer.Close();
        using var deadline = new CancellationTokenSource(ContractPump.Deadline);
        while (told == 0)
        {
            await Activity(server.Peer, deadline.Token);
            server.TakesPackets = false;
            server.Poll();
        }
        Assert.That((told, server.Peer.Status), Is.EqualTo((1, ConnectionStatus.Disconnected)));
        Assert.That(new[] { server.Gone(id), server.Gone(otherId) }.Count(gone => gone is not null), Is.EqualTo(1));
    }

    [Test]
    public async Task Rule02_DisposeEndsAPendingWait()
    {
        var (_, client) = await StartPair();
        client.IsPolled = false;
        client.Poll();
        var wait = client.Peer.WaitForActivityAsync().AsTask();
        client.Peer.Dispose();
        Assert.That(await Task.WhenAny(wait, Task.Delay(ContractPump.Deadline)), Is.SameAs(wait));
    }

    [Test]
    public async Task Rule02_PayloadsOfAnySenderNeverThrow()
    {
        var (server, client) = await StartPair();
        var random = new Random(ContractSeed.Value);
        var sent = new List<byte[]>();
        for (var i = 0; i < 200; i++)
        {
            var payload = new byte[random.Next(0, 300)];
            random.NextBytes(payload);
            sent.Add(payload);
            client.Peer.Send(payload, MultiplayerPeer.TargetPeerServer);
        }
        await PumpUntil(() => server.Packets.Count() == sent.Count, "all payloads");
        Assert.That(server.Packets.Select(packet => packet.Payload), Is.EqualTo(sent), ContractSeed.Message);
    }
}
