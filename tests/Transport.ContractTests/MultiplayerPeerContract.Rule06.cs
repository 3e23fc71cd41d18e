namespace Transport.ContractTests;

// Rule 6: Close lingers: what was queued is flushed (bounded by time), then the remote learns code and reason. Force cuts.
public abstract partial class MultiplayerPeerContract
{
    private const string FiftyBytes = "12345678901234567890123456789012345678901234567890";
    private const string LongestReason = FiftyBytes + FiftyBytes + "12345678901234567890€";

    [TestCase(CloseCode.Normal, "")]
    [TestCase(CloseCode.GoingAway, "the server shuts down")]
    [TestCase(CloseCode.InternalError, "€ and ü")]
    [TestCase(3000, "registered")]
    [TestCase(4999, LongestReason)]
    public async Task Rule06_RemotesLearnCodeAndReason(int code, string reason)
    {
        var (server, closing) = await StartPair();
        var (kicked, left) = (await Join(server), await Join(server));
        var closingId = closing.Id;

        closing.Peer.Close(code, reason);
        Assert.That(await UntilGone(server, closingId), Is.EqualTo(ClosedByRemote(code, reason)));
        Assert.That(await UntilGone(closing, MultiplayerPeer.TargetPeerServer), Is.EqualTo(ClosedHere(code, reason)));

        var kickedId = kicked.Id;
        server.Peer.DisconnectPeer(kickedId, code, reason);
        Assert.That(await UntilGone(kicked, MultiplayerPeer.TargetPeerServer), Is.EqualTo(ClosedByRemote(code, reason)));
        Assert.That(await UntilGone(server, kickedId), Is.EqualTo(ClosedHere(code, reason)));

        var leftId = left.Id;
        server.Peer.Close(code, reason);
        Assert.That(await UntilGone(left, MultiplayerPeer.TargetPeerServer), Is.EqualTo(ClosedByRemote(code, reason)));
        Assert.That(await UntilGone(server, leftId), Is.EqualTo(ClosedHere(code, reason)));
    }

    [TestCase(Ending.ServerCloses)]
    [TestCase(Ending.ServerDisconnectsClient)]
    [TestCase(Ending.ServerDisconnectsThenCloses)]
    public async Task Rule06_WhatTheServerHadQueuedArrivesBeforeTheEnd(Ending ending)
    {
        const int count = 200;
        var (server, client) = await StartPair();
        for (var i = 0; i < count; i++) server.Peer.Send(Numbered(i, 500), client.Id);
        End(ending, server.Peer, client.Peer, client.Id);
        Assert.That(await UntilGone(client, MultiplayerPeer.TargetPeerServer), Is.EqualTo(ClosedByRemote(CloseCode.Normal, "")));
        Assert.That(client.Packets.Select(packet => packet.Payload), Is.EqualTo(Enumerable.Range(0, count).Select(i => Numbered(i, 500))));
    }

    [TestCase(Ending.ClientCloses)]
    [TestCase(Ending.ClientDisconnectsServer)]
    public async Task Rule06_WhatTheClientHadQueuedArrivesBeforeTheEnd(Ending ending)
    {
        const int count = 200;
        var (server, client) = await StartPair();
        var id = client.Id;
        for (var i = 0; i < count; i++) client.Peer.Send(Numbered(i, 500), MultiplayerPeer.TargetPeerServer);
        End(ending, server.Peer, client.Peer, id);
        Assert.That(await UntilGone(server, id), Is.EqualTo(ClosedByRemote(CloseCode.Normal, "")));
        Assert.That(server.Packets.Select(packet => packet.Payload), Is.EqualTo(Enumerable.Range(0, count).Select(i => Numbered(i, 500))));
    }

    [Test]
    public async Task Rule06_CloseOverAFullQueueIsFlushedAsTheRemoteReads()
    {
        var (server, client) = await StartPair(CarrierLimits.Small);
        client.IsPolled = false;
        var taken = await FillUntilStuck(server, client.Id, 1000);
        var closing = server.Peer.CloseAsync(4000, "later").AsTask();
        Assert.That(server.Peer.Status, Is.EqualTo(ConnectionStatus.Disconnected));
        Assert.That(closing.IsCompleted, Is.False, "The remote has not read it.");

        client.IsPolled = true;
        Assert.That(await UntilGone(client, MultiplayerPeer.TargetPeerServer), Is.EqualTo(ClosedByRemote(4000, "later")));
        Assert.That(client.Packets.Select(packet => packet.Payload), Is.EqualTo(Enumerable.Range(0, taken).Select(i => Numbered(i, 1000))));
        await AssertCompletes(closing);
    }

    [Test]
    public async Task Rule06_DrainOfACloseIsBoundedByTime()
    {
        IgnoreWhen(Carrier.CannotMoveTime);
        var (server, client) = await StartPair(CarrierLimits.Small);
        client.IsPolled = false;
        var taken = await FillUntilStuck(server, client.Id, 1000);
        var closing = server.Peer.CloseAsync().AsTask();
        Carrier.Advance(Carrier.CloseDrainTime - TimeSpan.FromMilliseconds(1));
        Assert.That(closing.IsCompleted, Is.False);
        Carrier.Advance(Carrier.ClockGrain);
        await AssertCompletes(closing);

        client.IsPolled = true;
        var info = await UntilGone(client, MultiplayerPeer.TargetPeerServer);
        Assert.That((info.Reason, info.Origin, info.IsClean), Is.EqualTo((DisconnectReason.ConnectionLost, DisconnectOrigin.Network, false)));
        Assert.That(client.Packets.Count(), Is.LessThan(taken));
    }

    [Test]
    public async Task Rule06_CancellationEndsTheWaitAndNotTheClosing()
    {
        var (server, client) = await StartPair(CarrierLimits.Small);
        client.IsPolled = false;
        var taken = await FillUntilStuck(server, client.Id, 1000);
        using var cancellation = new CancellationTokenSource();
        var closing = server.Peer.CloseAsync(4000, "later", cancellation.Token).AsTask();
        await cancellation.CancelAsync();
        await Assert.ThatAsync(() => closing, Throws.InstanceOf<OperationCanceledException>());

        client.IsPolled = true;
        Assert.That(await UntilGone(client, MultiplayerPeer.TargetPeerServer), Is.EqualTo(ClosedByRemote(4000, "later")));
        Assert.That(client.Packets.Count(), Is.EqualTo(taken));
    }

    [Test]
    public async Task Rule06_CloseAsyncCompletesAlsoForAnEarlierClose()
    {
        var (server, client) = await StartPair();
        client.Peer.Send("last words"u8, MultiplayerPeer.TargetPeerServer);
        var id = client.Id;
        client.Peer.Close(4000, "x");
        var closing = client.Peer.CloseAsync().AsTask();
        Assert.That(await UntilGone(server, id), Is.EqualTo(ClosedByRemote(4000, "x")));
        await AssertCompletes(closing);
        Assert.That(server.Texts, Is.EqualTo(["last words"]));
    }

    [TestCase(Ending.ServerCuts)]
    [TestCase(Ending.ServerCutsClient)]
    [TestCase(Ending.ClientCuts)]
    [TestCase(Ending.ClientCutsServer)]
    public async Task Rule06_ForceCutsAndTheRemoteIsNotTold(Ending ending)
    {
        var (server, client) = await StartPair();
        var id = client.Id;
        End(ending, server.Peer, client.Peer, id);
        var atServer = await UntilGone(server, id);
        var atClient = await UntilGone(client, MultiplayerPeer.TargetPeerServer);
        var (here, there) = ending is Ending.ServerCuts or Ending.ServerCutsClient ? (atServer, atClient) : (atClient, atServer);
        Assert.That(here, Is.EqualTo(new DisconnectInfo(DisconnectReason.Aborted, DisconnectOrigin.Local)));
        AssertLost(there);
    }

    [Test]
    public async Task Rule06_DisposeCuts()
    {
        var (server, client) = await StartPair();
        var id = client.Id;
        client.Peer.Dispose();
        client.IsPolled = false;
        AssertLost(await UntilGone(server, id));
    }

    [Test]
    public async Task Rule06_DisposeAsyncClosesFirst()
    {
        var (server, client) = await StartPair();
        var id = client.Id;
        client.Peer.Send("last words"u8, MultiplayerPeer.TargetPeerServer);
        client.IsPolled = false;
        var disposing = client.Peer.DisposeAsync().AsTask();
        Assert.That(await UntilGone(server, id), Is.EqualTo(ClosedByRemote(CloseCode.Normal, "")));
        await AssertCompletes(disposing);
        Assert.That(server.Texts, Is.EqualTo(["last words"]));
        Assert.That(() => client.Peer.Poll(), Throws.InstanceOf<ObjectDisposedException>());
    }

    [Test]
    public async Task Rule06_WhatIsSentToAnEndThatHasClosedIsLostQuietly()
    {
        var (server, client) = await StartPair();
        server.Peer.DisconnectPeer(client.Id);
        for (var i = 0; i < 10; i++) client.Peer.Send(Numbered(i), MultiplayerPeer.TargetPeerServer);
        await UntilGone(client, MultiplayerPeer.TargetPeerServer);
        await PumpUntil(() => server.Peer.Peers.Count == 0, "the server to be told");
        Assert.That(server.Packets, Is.Empty);
    }

    private static void AssertLost(DisconnectInfo info) => Assert.That(
        (info.Reason, info.Origin, info.Code, info.IsClean),
        Is.EqualTo((DisconnectReason.ConnectionLost, DisconnectOrigin.Network, CloseCode.None, false)));

    private async Task AssertCompletes(Task task)
    {
        await ContractPump.Passing(Carrier, Task.WhenAny(task, Task.Delay(ContractPump.Deadline)));
        Assert.That(task.IsCompleted, Is.True, "It goes on for too long.");
        await task;
        // Away from the carrier's thread, on which the task may have completed.
        await Task.Yield();
    }
}
