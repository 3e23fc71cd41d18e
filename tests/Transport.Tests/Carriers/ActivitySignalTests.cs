using System.Threading.Channels;

namespace Transport.Tests.Carriers;

/// <summary>The latch behind WaitForActivityAsync, seen through a peer.</summary>
[TestFixture]
public sealed class ActivitySignalTests
{
    [Test]
    public void WakeBeforeTheWaitIsRemembered()
    {
        using var peer = new ScriptedPeer().AsServer();
        peer.Poll();
        peer.Inbox.Wake();
        peer.Inbox.Wake();
        Assert.That(peer.WaitForActivityAsync().AsTask().IsCompletedSuccessfully, Is.True);
        Assert.That(peer.WaitForActivityAsync().AsTask().IsCompleted, Is.False, "Once.");
    }

    [Test]
    public void PollForgetsAnEarlierWake()
    {
        using var peer = new ScriptedPeer().AsServer();
        peer.Inbox.Wake();
        peer.Poll();
        Assert.That(peer.WaitForActivityAsync().AsTask().IsCompleted, Is.False);
    }

    [Test]
    public async Task WaiterGoesOnOnTheThreadThatWakes()
    {
        using var peer = new ScriptedPeer().AsServer();
        peer.Poll();
        var wait = ContinueOn(peer);
        var waking = await Task.Run(() =>
        {
            peer.Inbox.Wake();
            return (Environment.CurrentManagedThreadId, wait.IsCompleted);
        });
        Assert.That(waking.IsCompleted, Is.True, "A hand-over costs more than all the rest.");
        Assert.That(await wait, Is.EqualTo(waking.CurrentManagedThreadId));
    }

    [Test]
    public async Task CancellationAndWakeAtOnceEndTheWaitOnce()
    {
        using var peer = new ScriptedPeer().AsServer();
        var cancelled = 0;
        for (var i = 0; i < 2000; i++)
        {
            peer.Poll();
            using var cancellation = new CancellationTokenSource();
            var wait = peer.WaitForActivityAsync(cancellation.Token).AsTask();
            var wake = Task.Run(peer.Inbox.Wake);
            await cancellation.CancelAsync();
            try
            {
                await wait;
            }
            catch (OperationCanceledException)
            {
                cancelled++;
            }
            await wake;
        }
        Assert.That(cancelled, Is.InRange(0, 2000));
        peer.Poll();
        Assert.That(peer.WaitForActivityAsync().AsTask().IsCompleted, Is.False, "Nothing is left over.");
    }

    [Test]
    public async Task NoWakeIsLostBetweenThreads()
    {
        const int count = 50_000;
        using var peer = new ScriptedPeer().AsServer(2);
        using var deadline = new CancellationTokenSource(TimeSpan.FromSeconds(10));
        var turns = Channel.CreateUnbounded<int>();
        var posting = Task.Run(async () =>
        {
            // One packet at a time: each is posted while the receiver is about to wait.
            await foreach (var turn in turns.Reader.ReadAllAsync(deadline.Token)) peer.Inbox.Packets(new ScriptedBlock(2, (byte)turn));
        });
        for (var i = 0; i < count; i++)
        {
            await turns.Writer.WriteAsync(i);
            Packet packet;
            while (!peer.TryReceive(out packet))
            {
                await peer.WaitForActivityAsync(deadline.Token);
                peer.Poll();
            }
            if (packet.Payload.Span[0] != (byte)i) Assert.Fail($"packet {i}");
        }
        turns.Writer.Complete();
        await posting;
    }

    [Test]
    public async Task WaitingAllocatesNothing()
    {
        const int count = 1000;
        using var peer = new ScriptedPeer().AsServer();
        using var cancellation = new CancellationTokenSource();
        peer.Poll();
        var waiting = Wait(peer, 2 * count, cancellation.Token);
        for (var i = 0; i < count; i++) peer.Inbox.Wake();
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < count - 1; i++) peer.Inbox.Wake();
        Assert.That(GC.GetAllocatedBytesForCurrentThread() - before, Is.Zero);
        Assert.That(waiting.IsCompleted, Is.False);
        peer.Inbox.Wake();
        await waiting;
    }

    // Without the context of the test runner, on which the waiter would go on instead.
    private static async Task<int> ContinueOn(ScriptedPeer peer)
    {
        await peer.WaitForActivityAsync().ConfigureAwait(false);
        return Environment.CurrentManagedThreadId;
    }

    private static async Task Wait(ScriptedPeer peer, int count, CancellationToken cancellationToken)
    {
        for (var i = 0; i < count; i++)
        {
            await peer.WaitForActivityAsync(cancellationToken).ConfigureAwait(false);
            peer.Calls.Clear();
        }
    }
}
