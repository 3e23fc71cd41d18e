namespace Transport.AspNetCore.Sessions;

/// <summary>
/// What makes a session's code run one after another: work for its loop, queued from any thread, and the synchronization context that brings a
/// game's awaits back to it. Behind the end of the loop, what still comes runs on the thread pool, so that no method hangs half-way.
/// </summary>
internal sealed class SessionThread(Action wake, Action<Exception> report) : SynchronizationContext
{
    private readonly Lock _gate = new();
    private Queue<(SendOrPostCallback Callback, object? State)> _queued = [];
    private Queue<(SendOrPostCallback Callback, object? State)> _spare = [];
    private bool _isClosed;

    private bool IsCurrent => Current == this;

    /// <summary>Runs something as the session's code, on the loop's thread. What it throws is reported.</summary>
    public void Run(Action action)
    {
        var outer = Current;
        SetSynchronizationContext(this);
        try
        {
            action();
        }
#pragma warning disable CA1031 // A game's mistake is its own: told, and kept from the loop.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            report(exception);
        }
        finally
        {
            SetSynchronizationContext(outer);
        }
    }

    /// <summary>Runs what is queued now; what comes meanwhile waits for the next time.</summary>
    public void RunQueued()
    {
        Queue<(SendOrPostCallback Callback, object? State)> batch;
        lock (_gate)
        {
            if (_queued.Count == 0) return;
            batch = _queued;
            _queued = _spare;
            _spare = [];
        }
        while (batch.TryDequeue(out var work)) Run(() => work.Callback(work.State));
        lock (_gate) _spare = batch;
    }

    /// <summary>Nothing more runs on the loop; what is queued, and what comes, goes to the pool.</summary>
    public void Close()
    {
        lock (_gate)
        {
            _isClosed = true;
            while (_queued.TryDequeue(out var work)) RunElsewhere(work.Callback, work.State);
        }
    }

    /// <summary>Runs a function on the loop, at once when this is the loop.</summary>
    public Task<T> InvokeAsync<T>(Func<Task<T>> function)
    {
        if (IsCurrent) return function();
        var result = new TaskCompletionSource<T>(TaskCreationOptions.RunContinuationsAsynchronously);
        var isQueued = TryQueue(_ => _ = CompleteAsync(function, result), null);
        if (!isQueued) result.SetException(new InvalidOperationException("The session is over."));
        return result.Task;
    }

    public override void Post(SendOrPostCallback d, object? state)
    {
        if (!TryQueue(d, state)) RunElsewhere(d, state);
    }

    public override void Send(SendOrPostCallback d, object? state)
    {
        if (!IsCurrent) throw new NotSupportedException("To wait for a session would block; use InvokeAsync.");
        d(state);
    }

    public override SynchronizationContext CreateCopy() => this;

    private static async Task CompleteAsync<T>(Func<Task<T>> function, TaskCompletionSource<T> result)
    {
        try
        {
            result.SetResult(await function().ConfigureAwait(true));
        }
        catch (OperationCanceledException exception)
        {
            result.SetCanceled(exception.CancellationToken);
        }
#pragma warning disable CA1031 // It goes to whoever has asked.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            result.SetException(exception);
        }
    }

    private bool TryQueue(SendOrPostCallback callback, object? state)
    {
        lock (_gate)
        {
            if (_isClosed) return false;
            _queued.Enqueue((callback, state));
        }
        wake();
        return true;
    }

    private void RunElsewhere(SendOrPostCallback callback, object? state) => ThreadPool.UnsafeQueueUserWorkItem(
        static work => work.Self.RunGuarded(work.Callback, work.State), (Self: this, Callback: callback, State: state), preferLocal: false);

    private void RunGuarded(SendOrPostCallback callback, object? state)
    {
        try
        {
            callback(state);
        }
#pragma warning disable CA1031 // As in Run.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            report(exception);
        }
    }
}
