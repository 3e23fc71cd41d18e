using Microsoft.Extensions.Time.Testing;

namespace Transport.Tests;

/// <summary>What is the loopback carrier's own; the contract is tested in Loopback/LoopbackContractTests.</summary>
[TestFixture]
public sealed class LoopbackMultiplayerPeerTests
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(10);

    [Test]
    public void OptionsBelowOneAreRefused()
    {
        Action<LoopbackOptions, int>[] options =
        [
            (o, value) => o.MaxPacketBytes = value,
            (o, value) => o.InboundQueueBytes = value,
            (o, value) => o.InboundQueuePackets = value,
            (o, value) => o.OutboundQueueBytes = value,
            (o, value) => o.OutboundQueuePackets = value,
            (o, value) => o.MaxClients = value,
            (o, value) => o.CloseDrainTimeout = TimeSpan.FromTicks(value),
        ];
        foreach (var set in options)
        {
            Assert.That(() => Create(o => set(o, 1)), Throws.Nothing);
            Assert.That(() => Create(o => set(o, 0)), Throws.InstanceOf<ArgumentOutOfRangeException>());
            Assert.That(() => Create(o => set(o, -1)), Throws.InstanceOf<ArgumentOutOfRangeException>());
        }
    }

    [Test]
    public void DefaultsAreThoseOfTheContract()
    {
        var options = new LoopbackOptions();
        Assert.That((options.MaxPacketBytes, options.InboundQueueBytes, options.InboundQueuePackets), Is.EqualTo((65_535, 65_535, 4096)));
        Assert.That(
            (options.OutboundQueueBytes, options.OutboundQueuePackets, options.MaxClients, options.CloseDrainTimeout),
            Is.EqualTo((1 << 20, 16_384, (int?)null, TimeSpan.FromSeconds(5))));
        using var peer = new LoopbackMultiplayerPeer();
        Assert.That((peer.Carrier, peer.MaxPacketSize(TransferMode.Reliable), peer.MaxChannel), Is.EqualTo(("loopback", 65_535, int.MaxValue)));
    }

    [Test]
    public void OptionsAreReadOnce()
    {
        var options = new LoopbackOptions { MaxPacketBytes = 10 };
        using var peer = new LoopbackMultiplayerPeer(options);
        options.MaxPacketBytes = 20;
        Assert.That(peer.MaxPacketSize(TransferMode.Reliable), Is.EqualTo(10));
    }

    [Test]
    public void ClientOfNothingOrOfItselfIsAMistake()
    {
        using var peer = Create();
        Assert.That(() => peer.CreateClient(null!), Throws.ArgumentNullException);
        Assert.That(() => peer.CreateClient(peer), Throws.ArgumentException);
        Assert.That(peer.Status, Is.EqualTo(ConnectionStatus.Disconnected));
    }

    [Test]
    public void WhoIsNotAStartedServerIsUnreachable()
    {
        using var server = Create();
        using var client = Create();
        using var idle = Create();
        var disposed = Create();
        disposed.CreateServer();
        disposed.Dispose();
        server.CreateServer();
        client.CreateClient(server);
        client.Poll();
        foreach (var nobody in new[] { idle, client, disposed })
        {
            using var peer = Create();
            DisconnectInfo? failure = null;
            peer.ConnectionFailed += info => failure = info;
            peer.CreateClient(nobody);
            Assert.That((peer.Status, failure), Is.EqualTo((ConnectionStatus.Connecting, (DisconnectInfo?)null)));
            peer.Poll();
            Assert.That(failure, Is.EqualTo(new DisconnectInfo(
                DisconnectReason.Unreachable, DisconnectOrigin.Network, text: "The server is not started.")));
        }
    }

    [Test]
    public void RefusalsSayWhy()
    {
        using var server = Create(o => o.MaxClients = 1);
        server.CreateServer();
        using var first = Join(server);
        Assert.That(FailureOf(server), Is.EqualTo((503, "The server is full: it takes 1 clients.")));
        server.RefuseNewConnections = true;
        Assert.That(FailureOf(server), Is.EqualTo((503, "The server takes no new peers.")));
    }

    [Test]
    public void PlaceOfAClientIsFreeAsSoonAsItIsPutOut()
    {
        using var server = Create(o => o.MaxClients = 1);
        server.CreateServer();
        using var first = Join(server);
        server.DisconnectPeer(first.UniqueId);
        using var second = Join(server);
        Assert.That(server.Peers, Is.EqualTo([second.UniqueId]));
    }

    [Test]
    public void OutboundQueueTakesExactlyItsPackets()
    {
        using var server = Create(o => (o.OutboundQueuePackets, o.InboundQueuePackets) = (4, 2));
        server.CreateServer();
        using var client = Join(server, o => o.InboundQueuePackets = 2);
        Assert.That(Fill(server, client.UniqueId, 0), Is.EqualTo(4));
        Assert.That(server.GetStatistics(client.UniqueId).QueuedPackets, Is.EqualTo(4));
        server.Flush();
        Assert.That(server.GetStatistics(client.UniqueId).QueuedPackets, Is.EqualTo(2), "The client has room for two.");
        Assert.That(Fill(server, client.UniqueId, 0), Is.EqualTo(2));
        client.Poll();
        Assert.That(client.AvailablePacketCount, Is.EqualTo(2));
    }

    [Test]
    public void OutboundQueueTakesExactlyItsBytes()
    {
        using var server = Create(o => (o.OutboundQueueBytes, o.MaxPacketBytes) = (100, 60));
        server.CreateServer();
        using var client = Join(server, o => (o.InboundQueueBytes, o.MaxPacketBytes) = (60, 60));
        Assert.That(server.TrySend(new byte[60], client.UniqueId), Is.True);
        Assert.That(server.TrySend(new byte[41], client.UniqueId), Is.False);
        Assert.That(server.TrySend(new byte[40], client.UniqueId), Is.True);
        Assert.That(server.TrySend(new byte[1], client.UniqueId), Is.False);
        Assert.That(server.TrySend([], client.UniqueId), Is.True, "It has no bytes.");
        Assert.That(server.GetStatistics(client.UniqueId).QueuedBytes, Is.EqualTo(100));
        client.Poll();
        Assert.That(client.AvailablePacketCount, Is.EqualTo(1), "The inbound queue takes 60 bytes.");
    }

    [Test]
    public void OneLargestPacketAlwaysFits()
    {
        using var server = Create(o => (o.MaxPacketBytes, o.OutboundQueueBytes) = (50_000, 1));
        server.CreateServer();
        using var client = Join(server, o => (o.MaxPacketBytes, o.InboundQueueBytes) = (50_000, 1));
        for (var i = 0; i < 3; i++)
        {
            Assert.That(server.TrySend(new byte[50_000], client.UniqueId), Is.True);
            client.Poll();
            Assert.That((client.TryReceive(out var packet), packet.Payload.Length), Is.EqualTo((true, 50_000)));
            Assert.That(client.TryReceive(out _), Is.False);
        }
    }

    [Test]
    public void FlushEmptiesTheQueueOfAPeerThatHasRoom()
    {
        using var server = Create();
        server.CreateServer();
        using var client = Join(server);
        server.Send(new byte[10], client.UniqueId);
        Assert.That(server.GetStatistics(client.UniqueId) is { QueuedPackets: 1, QueuedBytes: 10, RoundTripTime: null }, Is.True);
        server.Flush();
        Assert.That(server.GetStatistics(client.UniqueId) is { QueuedPackets: 0, QueuedBytes: 0, PacketsSent: 1 }, Is.True);
        client.Poll();
        Assert.That(client.AvailablePacketCount, Is.EqualTo(1));
    }

    [Test]
    public void BurstsOfAllSizesKeepOrderAndContent()
    {
        using var server = Create();
        server.CreateServer();
        using var client = Join(server);
        var random = new Random(ContractTests.ContractSeed.Value);
        for (var round = 0; round < 50; round++)
        {
            var sent = Enumerable.Range(0, random.Next(1, 400)).Select(_ =>
            {
                var payload = new byte[random.Next(20) == 0 ? random.Next(60_000) : random.Next(50)];
                random.NextBytes(payload);
                return payload;
            }).TakeWhile(payload => server.TrySend(payload, client.UniqueId, (TransferMode)(payload.Length % 3), payload.Length)).ToList();
            for (var received = 0; received < sent.Count;)
            {
                client.Poll();
                for (; client.TryReceive(out var packet); received++)
                {
                    var payload = sent[received];
                    var isSame = packet.Payload.Span.SequenceEqual(payload)
                        && packet.Mode == (TransferMode)(payload.Length % 3) && packet.Channel == payload.Length;
                    if (!isSame) Assert.Fail($"round {round}, packet {received}, {ContractTests.ContractSeed.Message}");
                }
            }
        }
    }

    [Test]
    public async Task WaiterGoesOnOutsideTheOtherPeersCalls()
    {
        using var server = Create();
        server.CreateServer();
        using var client = Join(server);
        Action[] calls = [() => client.Send([], 1), () => client.Close(), () => client.CreateClient(server)];
        foreach (var call in calls)
        {
            server.Poll();
            while (server.TryReceive(out _)) server.Poll();
            var wait = WaitAndTellThread(server);
            var thread = await Task.Factory.StartNew(
                () =>
                {
                    call();
                    return Environment.CurrentManagedThreadId;
                },
                CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
            Assert.That(await wait.WaitAsync(Deadline), Is.Not.EqualTo(thread));
        }
    }

    [Test]
    public async Task DrainTimeoutIsTheClosersOption()
    {
        var time = new FakeTimeProvider();
        using var server = new LoopbackMultiplayerPeer(
            new LoopbackOptions { CloseDrainTimeout = TimeSpan.FromMinutes(1) }, timeProvider: time);
        server.CreateServer();
        using var client = Join(server, o => o.InboundQueuePackets = 1);
        server.Send([], client.UniqueId);
        server.Send([], client.UniqueId);
        var closing = server.CloseAsync().AsTask();
        time.Advance(TimeSpan.FromSeconds(59));
        Assert.That(closing.IsCompleted, Is.False);
        time.Advance(TimeSpan.FromSeconds(1));
        await closing.WaitAsync(Deadline);
    }

    [Test]
    public async Task DisposeCutsWhatLingers()
    {
        var server = Create();
        server.CreateServer();
        using var client = Join(server, o => o.InboundQueuePackets = 1);
        DisconnectInfo? gone = null;
        client.PeerDisconnected += (_, info) => gone = info;
        for (var i = 0; i < 5; i++) server.Send([], client.UniqueId);
        var closing = server.CloseAsync().AsTask();
        Assert.That(closing.IsCompleted, Is.False);
        server.Dispose();
        await closing.WaitAsync(Deadline);

        client.Poll();
        Assert.That((client.TryReceive(out _), client.TryReceive(out _)), Is.EqualTo((true, false)), "One had arrived.");
        client.Poll();
        Assert.That(gone?.Reason, Is.EqualTo(DisconnectReason.ConnectionLost));
    }

    [Test]
    public void ForcedCloseCutsAlsoThoseThatWereBeingPutOut()
    {
        using var server = Create();
        server.CreateServer();
        using var client = Join(server, o => o.InboundQueuePackets = 1);
        DisconnectInfo? gone = null;
        client.PeerDisconnected += (_, info) => gone = info;
        for (var i = 0; i < 5; i++) server.Send([], client.UniqueId);
        server.DisconnectPeer(client.UniqueId);
        server.Close(force: true);
        do client.Poll();
        while (client.TryReceive(out _));
        client.Poll();
        Assert.That(gone?.Reason, Is.EqualTo(DisconnectReason.ConnectionLost));
    }

    [Test]
    public void HandlersMayDoAnythingToTheOtherEnd()
    {
        using var server = Create();
        using var client = Create();
        using var late = Create();
        server.CreateServer();
        var events = new List<string>();
        server.PeerConnected += id =>
        {
            events.Add("server +");
            if (late.Status != ConnectionStatus.Disconnected) return;
            late.CreateClient(server);
            server.Send([1], id);
            client.Poll();
        };
        client.PeerConnected += _ =>
        {
            events.Add("client +");
            client.Send([2], 1);
            client.Close(4000, "in and out");
        };
        server.PeerDisconnected += (_, info) => events.Add($"server - {info.Code}");
        client.CreateClient(server);
        server.Poll();
        Assert.That((server.TryReceive(out var packet), packet.Payload.Span[0]), Is.EqualTo((true, (byte)2)));
        late.Poll();
        server.Poll();
        Assert.That(events, Is.EqualTo(["server +", "client +", "server +", "server - 4000"]));
        Assert.That(server.Peers, Is.EqualTo([late.UniqueId]));
    }

    private static async Task<int> WaitAndTellThread(LoopbackMultiplayerPeer peer)
    {
        await peer.WaitForActivityAsync().ConfigureAwait(false);
        return Environment.CurrentManagedThreadId;
    }

    private static int Fill(LoopbackMultiplayerPeer sender, int target, int length)
    {
        var taken = 0;
        while (sender.TrySend(new byte[length], target)) taken++;
        return taken;
    }

    private static (int Code, string Text) FailureOf(LoopbackMultiplayerPeer server)
    {
        using var client = Create();
        DisconnectInfo failure = default;
        client.ConnectionFailed += info => failure = info;
        client.CreateClient(server);
        client.Poll();
        Assert.That((failure.Reason, failure.Origin), Is.EqualTo((DisconnectReason.Refused, DisconnectOrigin.Remote)));
        return (failure.Code, failure.Text);
    }

    private static LoopbackMultiplayerPeer Join(LoopbackMultiplayerPeer server, Action<LoopbackOptions>? set = null)
    {
        var client = Create(set);
        client.CreateClient(server);
        client.Poll();
        server.Poll();
        Assert.That(server.Peers, Does.Contain(client.UniqueId));
        return client;
    }

    private static LoopbackMultiplayerPeer Create(Action<LoopbackOptions>? set = null)
    {
        var options = new LoopbackOptions();
        set?.Invoke(options);
        return new LoopbackMultiplayerPeer(options);
    }
}
