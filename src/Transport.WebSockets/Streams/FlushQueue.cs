namespace Transport.WebSockets.Streams;

/// <summary>
/// The connections of a peer that have something to write. The polling thread flushes them with its next Poll; when it stays away, a
/// timer does. So a batch is one write, and no packet waits for a frame that does not come. Thread-safe.
/// </summary>
internal sealed class FlushQueue : IDisposable
{
    /// <summary>After how long without a flush by the caller the timer looks, at first and whenever it had to write.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(1);

    /// <summary>
    /// To this it doubles as long as the caller always comes by itself: a loop that answers ten thousand times a second would be interrupted each
    /// millisecond, by a timer that finds nothing to do.
    /// </summary>
    public static readonly TimeSpan MostPatience = TimeSpan.FromMilliseconds(16);

    private readonly object _gate = new();
    private readonly ITimer _timer;
    private List<WebSocketConnection> _waiting = [];
    private List<WebSocketConnection>? _spare = [];
    private TimeSpan _patience = Patience;
    private bool _isTimerSet;
    private volatile bool _hasWaiting;
    private volatile bool _callerCame;

    public FlushQueue(TimeProvider time) => _timer =
        time.CreateTimer(static state => ((FlushQueue)state!).OnTime(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);

    /// <summary>Called once for a connection that went from nothing to write to something.</summary>
    public void Add(WebSocketConnection connection)
    {
        lock (_gate)
        {
            _waiting.Add(connection);
            _hasWaiting = true;
            if (!_isTimerSet) SetTimer();
        }
    }

    /// <summary>Starts to write for each connection that waits.</summary>
    public void Flush()
    {
        if (!_callerCame) _callerCame = true;
        if (_hasWaiting) Write();
    }

    public void Dispose() => _timer.Dispose();

    private void OnTime()
    {
        lock (_gate)
        {
            _isTimerSet = false;
            if (_callerCame)
            {
                // What waits now waits for no longer than the timer did, and the caller is about.
                if (_waiting.Count > 0) SetTimer();
                else if (_patience < MostPatience) _patience += _patience;
                return;
            }
            _patience = Patience;
        }
        Write();
    }

    private void SetTimer()
    {
        _isTimerSet = true;
        _callerCame = false;
        _timer.Change(_patience, Timeout.InfiniteTimeSpan);
    }

    private void Write()
    {
        List<WebSocketConnection> batch;
        lock (_gate)
        {
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
