namespace Transport.ContractTests;

/// <summary>Polls the peers of a test, and between polls waits for their activity: never for time to pass.</summary>
public sealed class ContractPump(ContractCarrier carrier)
{
    /// <summary>Real time after which a test gives up.</summary>
    public static readonly TimeSpan Deadline = TimeSpan.FromSeconds(20);

    private static readonly TimeSpan Pulse = TimeSpan.FromMilliseconds(5);

    private readonly List<RecordedPeer> _peers = [];

    public IReadOnlyList<RecordedPeer> Peers => _peers;

    public void Add(RecordedPeer peer) => _peers.Add(peer);

    public void Remove(RecordedPeer peer) => _peers.Remove(peer);

    public void PollAll()
    {
        for (var i = 0; i < _peers.Count; i++)
        {
            if (_peers[i].IsPolled) _peers[i].Poll();
        }
    }

    /// <summary>Goes on until a condition holds; fails with what was awaited when that takes too long.</summary>
    /// <param name="isReached">Asked after each round of polls.</param>
    /// <param name="awaited">Completes the sentence "waited for".</param>
    /// <param name="isSilent">The condition may come true without activity at a polled peer: it is asked in short intervals as well.</param>
    public async Task Until(Func<bool> isReached, string awaited, bool isSilent = false)
    {
        using var stop = new CancellationTokenSource(Deadline);
        var waits = new Dictionary<RecordedPeer, Task>();
        try
        {
            while (true)
            {
                PollAll();
                if (isReached()) return;
                if (stop.IsCancellationRequested) Assert.Fail($"Waited for {awaited}.\n{string.Join("\n", _peers.Take(8))}");
                await WaitForAny(waits, isSilent, stop.Token);
            }
        }
        finally
        {
            await stop.CancelAsync();
            await Task.WhenAll(waits.Values).ContinueWith(static _ => { }, TaskScheduler.Default);
        }
    }

    /// <summary>Waits for a task; meanwhile time passes, where the carrier takes time.</summary>
    public static async Task Passing(ContractCarrier carrier, Task task)
    {
        while (carrier.TakesTime && !task.IsCompleted)
        {
            carrier.PassTime();
            await Task.Yield();
        }
        await task;
    }

    private async Task WaitForAny(Dictionary<RecordedPeer, Task> waits, bool isSilent, CancellationToken stop)
    {
        var pulse = isSilent;
        foreach (var peer in _peers)
        {
            if (!peer.IsPolled || waits.ContainsKey(peer)) continue;
            // Unread packets are activity, so that a peer which keeps them has no use for waiting.
            if (peer.Peer.AvailablePacketCount > 0) pulse = true;
            else waits.Add(peer, peer.Peer.WaitForActivityAsync(stop).AsTask());
        }
        var activity = Task.WhenAny(waits.Values.Append(pulse ? Task.Delay(Pulse, CancellationToken.None) : Task.Delay(Timeout.Infinite, stop)));
        await Passing(carrier, activity);
        // Away from the carrier's thread, on which the wait may have completed.
        await Task.Yield();
        foreach (var (peer, wait) in waits.Where(entry => entry.Value.IsCompleted).ToArray())
        {
            waits.Remove(peer);
            if (wait.IsFaulted) await wait;
        }
    }
}
