using System.Threading.Tasks.Sources;

namespace Transport.Carriers;

/// <summary>
/// A latch that one waiter can await without allocating. Thread-safe. For writers of carriers.
/// </summary>
public sealed class ActivitySignal : IValueTaskSource
#if NET
    , IThreadPoolWorkItem
#endif
{
    private readonly object _gate = new();
    private ManualResetValueTaskSourceCore<bool> _source;
    private CancellationTokenRegistration _cancellation;
    private CancellationToken _cancellationToken;
    private bool _isSet;
    private bool _isAwaited;

    /// <summary>A latch that is not set.</summary>
    /// <param name="continueElsewhere">
    /// False: the waiter's continuation runs inside <see cref="Set"/>, since a hand-over to another thread costs more than everything else on
    /// the path of a packet. True: it runs on the thread pool, and Set costs its caller little.
    /// </param>
    public ActivitySignal(bool continueElsewhere = false) => _source.RunContinuationsAsynchronously = continueElsewhere;

    internal bool IsAwaited => Volatile.Read(ref _isAwaited);

    /// <summary>Completes the pending wait, or the next one.</summary>
    public void Set()
    {
        lock (_gate)
        {
            if (!_isAwaited)
            {
                _isSet = true;
                return;
            }
            _isAwaited = false;
        }
        _source.SetResult(true);
    }

    /// <summary><see cref="Set"/>, with the waiter's continuation on a pool thread.</summary>
    internal void SetElsewhere()
    {
        lock (_gate)
        {
            if (!_isAwaited)
            {
                _isSet = true;
                return;
            }
            _isAwaited = false;
        }
#if NET
        ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: false);
#else
        ThreadPool.UnsafeQueueUserWorkItem(static signal => ((ActivitySignal)signal!)._source.SetResult(true), this);
#endif
    }

    /// <summary>Forgets an earlier <see cref="Set"/> that nobody waited for.</summary>
    public void Reset()
    {
        lock (_gate) _isSet = false;
    }

    /// <summary>Completes when the latch is set, and clears it.</summary>
    /// <param name="cancellationToken">Ends the wait with <see cref="OperationCanceledException"/>.</param>
    /// <exception cref="InvalidOperationException">Another wait is pending.</exception>
    public ValueTask WaitAsync(CancellationToken cancellationToken)
    {
        if (cancellationToken.IsCancellationRequested) return new ValueTask(Task.FromCanceled(cancellationToken));
        short version;
        lock (_gate)
        {
            if (_isAwaited) throw new InvalidOperationException("Another caller awaits this already; one may wait at a time.");
            if (_isSet)
            {
                _isSet = false;
                return default;
            }
            _isAwaited = true;
            _source.Reset();
            version = _source.Version;
        }
        if (cancellationToken.CanBeCanceled)
        {
            _cancellationToken = cancellationToken;
            _cancellation = cancellationToken.Register(
                static state => ((ActivitySignal)state!).Cancel(), this, useSynchronizationContext: false);
        }
        return new ValueTask(this, version);
    }

    void IValueTaskSource.GetResult(short token)
    {
        // Waits for a callback that runs just now, so that it cannot reach the next wait.
        _cancellation.Dispose();
        _cancellation = default;
        _source.GetResult(token);
    }

    ValueTaskSourceStatus IValueTaskSource.GetStatus(short token) => _source.GetStatus(token);

    void IValueTaskSource.OnCompleted(Action<object?> continuation, object? state, short token, ValueTaskSourceOnCompletedFlags flags) =>
        _source.OnCompleted(continuation, state, token, flags);

#if NET
    void IThreadPoolWorkItem.Execute() => _source.SetResult(true);

#endif
    private void Cancel()
    {
        lock (_gate)
        {
            if (!_isAwaited) return;
            _isAwaited = false;
        }
        _source.SetException(new OperationCanceledException(_cancellationToken));
    }
}
