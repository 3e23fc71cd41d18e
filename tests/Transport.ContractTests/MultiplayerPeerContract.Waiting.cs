using System.Runtime.CompilerServices;

namespace Transport.ContractTests;

// WaitForActivityAsync completes when Poll would have something to do, so that a server needs no busy loop; what is queued is sent first.
public abstract partial class MultiplayerPeerContract
{
    /// <summary>How long a carrier may wait for its caller's next call before it sends by itself.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(5);

    [Test]
    public async Task Waiting_EndsForAPacket()
    {
        var (server, client) = await StartPair();
        var wait = await StartWait(server);
        client.Peer.Send("x"u8, MultiplayerPeer.TargetPeerServer);
        client.Peer.Flush();
        await AssertCompletes(wait);
        server.IsPolled = true;
        await UntilTexts(server, "x");
    }

    [Test]
    public async Task Waiting_EndsForANewPeer()
    {
        var server = StartServer();
        var wait = await StartWait(server);
        var client = StartClient(server);
        await AssertCompletesWhilePumped(wait);
        server.IsPolled = true;
        await UntilJoined(server, client);
    }

    [Test]
    public async Task Waiting_EndsForADisconnect([Values] bool force)
    {
        var (server, client) = await StartPair();
        var id = client.Id;
        var wait = await StartWait(server);
        client.Peer.Close(force: force);
        await AssertCompletes(wait);
        server.IsPolled = true;
        await UntilGone(server, id);
    }

    [Test]
    public async Task Waiting_EndsWhenItIsWoken()
    {
        var (server, _) = await StartPair();
        var wait = await StartWait(server);
        await Task.Run(server.Peer.Wake);
        await AssertCompletes(wait);
        server.Peer.Wake();
        await AssertCompletes(server.Peer.WaitForActivityAsync().AsTask());
        server.IsPolled = true;
    }

    [Test]
    public async Task Waiting_EndsForAFailedConnect()
    {
        var client = CreatePeer("client");
        client.IsPolled = false;
        Carrier.StartClientOfNobody(client.Peer);
        await AssertCompletes(client.Peer.WaitForActivityAsync().AsTask());
        client.IsPolled = true;
        await PumpUntil(() => client.Failure is not null, "the failure");
    }

    [Test]
    public async Task Waiting_EndsForAnUnreadPacket()
    {
        var (server, client) = await StartPair();
        server.TakesPackets = false;
        client.Peer.Send("x"u8, MultiplayerPeer.TargetPeerServer);
        await PumpUntil(() => server.Peer.AvailablePacketCount == 1, "an unread packet");
        for (var i = 0; i < 3; i++)
        {
            Assert.That(server.Peer.WaitForActivityAsync().AsTask().IsCompleted, Is.True, "At once, again and again.");
            server.Poll();
        }
        server.TakeAll();
        server.Poll();
        using var stop = new CancellationTokenSource();
        Assert.That(server.Peer.WaitForActivityAsync(stop.Token).AsTask().IsCompleted, Is.False);
        await stop.CancelAsync();
    }

    [Test]
    public async Task Waiting_EndsForADisconnectThatWaitedForUnreadPackets()
    {
        var (server, client) = await StartPair();
        var id = client.Id;
        server.TakesPackets = false;
        client.Peer.Send("x"u8, MultiplayerPeer.TargetPeerServer);
        await client.Peer.CloseAsync();
        await PumpUntil(() => server.Peer.AvailablePacketCount == 1, "an unread packet");
        server.TakeAll();
        await AssertCompletes(server.Peer.WaitForActivityAsync().AsTask());
        await UntilGone(server, id);
    }

    [Test]
    public async Task Waiting_EndsForWhatAThrowingHandlerLeft()
    {
        var server = StartServer();
        var (first, second) = (await Join(server), await Join(server));
        var ids = new[] { first.Id, second.Id };
        server.IsPolled = false;
        server.Peer.PeerDisconnected += (_, _) => throw new HandlerException();
        server.Peer.DisconnectPeer(ids[0]);
        server.Peer.DisconnectPeer(ids[1]);
        server.Poll();
        Assert.That(server.Thrown, Has.Count.EqualTo(1));
        await AssertCompletes(server.Peer.WaitForActivityAsync().AsTask());
        server.Poll();
        Assert.That(server.Thrown, Has.Count.EqualTo(2));
    }

    [Test]
    public async Task Waiting_EndsForALocalCloseAndDisconnect()
    {
        var (server, client) = await StartPair();
        var wait = await StartWait(server);
        server.Peer.DisconnectPeer(client.Id);
        await AssertCompletes(wait);
        wait = await StartWait(server);
        server.Peer.Close();
        await AssertCompletes(wait);
    }

    [Test]
    public async Task Waiting_GoesOnOnceACloseIsDone([Values] bool force)
    {
        // What was still on its way may end the wait before the close does. That says nothing about the close, and another pair is asked.
        while (!await CloseEndsTheWait(isServer: false, force)) await TestContext.Progress.WriteLineAsync("The wait was over before the close.");
        while (!await CloseEndsTheWait(isServer: true, force)) await TestContext.Progress.WriteLineAsync("The wait was over before the close.");
    }

    private async Task<bool> CloseEndsTheWait(bool isServer, bool force)
    {
        var (server, client) = await StartPair();
        var end = isServer ? server : client;
        var isClosing = new StrongBox<bool>();
        var seen = WaitAndLook(end, isClosing);
        while (seen.IsCompleted)
        {
            end.Poll();
            await Task.Yield();
            seen = WaitAndLook(end, isClosing);
        }
        Volatile.Write(ref isClosing.Value, true);
        end.Peer.Close(force: force);
        var (status, peers, wasClosing) = await seen;
        if (!wasClosing) return false;
        Assert.That((status, peers), Is.EqualTo((ConnectionStatus.Disconnected, 0)), $"{end.Name}: not in the middle of it.");
        return true;
    }

    [Test]
    public async Task Waiting_GoesOnWithoutActivity()
    {
        var (server, client) = await StartPair();
        var other = await Join(server);
        var wait = await StartWait(client);
        await AssertLinkWorks(server, other);
        Assert.That(wait.IsCompleted, Is.False, "What others do is no activity.");
        server.Peer.Send("x"u8, client.Id);
        server.Peer.Flush();
        await AssertCompletes(wait);
    }

    [Test]
    public async Task Waiting_IsCancelled()
    {
        var (server, client) = await StartPair();
        using var cancellation = new CancellationTokenSource();
        var wait = await StartWait(server, cancellation.Token);
        await cancellation.CancelAsync();
        var exception = await AssertCancelled(wait);
        Assert.That(exception.CancellationToken, Is.EqualTo(cancellation.Token));
        await AssertCancelled(server.Peer.WaitForActivityAsync(cancellation.Token).AsTask());

        wait = await StartWait(server);
        client.Peer.Send("x"u8, MultiplayerPeer.TargetPeerServer);
        client.Peer.Flush();
        await AssertCompletes(wait);
    }

    [Test]
    public async Task Waiting_IsForOneCallerAtATime()
    {
        var (server, client) = await StartPair();
        var wait = await StartWait(server);
        Assert.That(() => server.Peer.WaitForActivityAsync().AsTask(), Throws.InvalidOperationException);
        Assert.That(wait.IsCompleted, Is.False, "The first goes on.");
        client.Peer.Send("x"u8, MultiplayerPeer.TargetPeerServer);
        client.Peer.Flush();
        await AssertCompletes(wait);
    }

    [Test]
    public async Task Waiting_SendsWhatIsQueued()
    {
        var (server, client) = await StartPair();
        client.IsPolled = false;
        client.Poll();
        using var stop = new CancellationTokenSource();
        client.Peer.Send("x"u8, MultiplayerPeer.TargetPeerServer);
        var wait = client.Peer.WaitForActivityAsync(stop.Token).AsTask();
        await UntilTexts(server, "x");
        await stop.CancelAsync();
        Assert.That(wait.IsCompleted, Is.True);
    }

    [TestCase(false)]
    [TestCase(true)]
    public async Task Waiting_SenderThatStaysAwayIsHeard(bool isReceiverWaiting)
    {
        var (server, client) = await StartPair();
        client.IsPolled = false;
        var wait = isReceiverWaiting ? await StartWait(server) : Task.CompletedTask;
        client.Peer.Send("x"u8, MultiplayerPeer.TargetPeerServer);
        if (Carrier.HasVirtualTime) Carrier.Advance(Patience);
        await AssertCompletes(wait);
        server.IsPolled = true;
        await UntilTexts(server, "x");
    }

    /// <summary>A wait of a peer that is not polled meanwhile, and has nothing to do.</summary>
    private static async Task<Task> StartWait(RecordedPeer peer, CancellationToken cancellationToken = default)
    {
        peer.IsPolled = false;
        while (true)
        {
            // What was going on when the peer was polled last may still ask for one more Poll.
            peer.Poll();
            await Task.Yield();
            var wait = peer.Peer.WaitForActivityAsync(cancellationToken).AsTask();
            if (!wait.IsCompleted) return wait;
            await wait;
        }
    }

    // Goes on where it is woken.
    private static async Task<(ConnectionStatus Status, int Peers, bool IsClosing)> WaitAndLook(RecordedPeer peer, StrongBox<bool> isClosing)
    {
        await peer.Peer.WaitForActivityAsync().ConfigureAwait(false);
        return (peer.Peer.Status, peer.Peer.Peers.Count, Volatile.Read(ref isClosing.Value));
    }

    private static async Task<OperationCanceledException> AssertCancelled(Task task)
    {
        try
        {
            await task;
        }
        catch (OperationCanceledException exception)
        {
            return exception;
        }
        throw new AssertionException("The wait was not cancelled.");
    }

    private async Task AssertCompletesWhilePumped(Task task)
    {
        await PumpUntil(() => task.IsCompleted, "a wait to end", isSilent: true);
        await task;
    }
}
