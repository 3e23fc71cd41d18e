namespace Transport.WebSockets.Streams;

/// <summary>
/// The connections of a peer that have something to write. The polling thread flushes them with its next Poll; when it stays away, a
/// timer does. So a batch is one write, and no packet waits for a frame that does not come. Thread-safe.
/// </summary>
internal sealed class FlushQueue : IDisposable
{
    /// <summary>How long what was sent waits for the caller's next Poll at the most.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(1);

    private readonly object _gate = new();
    private readonly ITimer _timer;
    private List<WebSocketConnection> _waiting = [];
    private List<WebSocketConnection>? _spare = [];
    private bool _isTimerSet;
    private volatile bool _hasWaiting;

    public FlushQueue(TimeProvider time) => _timer =
        time.CreateTimer(static state => ((FlushQueue)state!).Flush(isTimer: true), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);

    /// <summary>Called once for a connection that went from nothing to write to something.</summary>
    public void Add(WebSocketConnection connection)
    {
        lock (_gate)
        {
            _waiting.Add(connection);
            _hasWaiting = true;
            if (_isTimerSet) return;
            _isTimerSet = true;
        }
        _timer.Change(Patience, Timeout.InfiniteTimeSpan);
    }

    /// <summary>Starts to write for each connection that waits.</summary>
    public void Flush() => Flush(isTimer: false);

    public void Dispose() => _timer.Dispose();

    private void Flush(bool isTimer)
    {
        if (!isTimer && !_hasWaiting) return;
        List<WebSocketConnection> batch;
        lock (_gate)
        {
            if (isTimer) _isTimerSet = false;
            if (_waiting.Count == 0) return;
            batch = _waiting;
            // While a batch is out, another thread's batch gets a list of its own.
            _waiting = _spare ?? [];
            _spare = null;
            _hasWaiting = false;
        }
        foreach (var connection in batch) connection.Flush();
        batch.Clear();
        lock (_gate) _spare = batch;
    }
}
