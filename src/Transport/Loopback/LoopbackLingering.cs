namespace Transport.Loopback;

/// <summary>The ends that one peer has closed and whose packets are not all taken yet, over all its sessions. Thread-safe.</summary>
internal sealed class LoopbackLingering
{
    private readonly object _gate = new();
    private readonly HashSet<LoopbackEnd> _ends = [];
    private readonly List<TaskCompletionSource<bool>> _waiters = [];

    public void Add(LoopbackEnd end)
    {
        lock (_gate) _ends.Add(end);
    }

    public void Remove(LoopbackEnd end)
    {
        lock (_gate)
        {
            if (!_ends.Remove(end) || _ends.Count > 0) return;
            foreach (var waiter in _waiters) waiter.TrySetResult(true);
            _waiters.Clear();
        }
    }

    public void CutAll()
    {
        LoopbackEnd[] ends;
        lock (_gate) ends = [.. _ends];
        foreach (var end in ends) end.Cut();
    }

    public async ValueTask WaitAsync(CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        TaskCompletionSource<bool> waiter;
        lock (_gate)
        {
            if (_ends.Count == 0) return;
            waiter = new TaskCompletionSource<bool>(TaskCreationOptions.RunContinuationsAsynchronously);
            _waiters.Add(waiter);
        }
        using (cancellationToken.Register(() => waiter.TrySetCanceled(cancellationToken)))
        {
            await waiter.Task.ConfigureAwait(false);
        }
    }
}
