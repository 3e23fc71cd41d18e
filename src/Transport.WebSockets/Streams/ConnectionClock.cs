namespace Transport.WebSockets.Streams;

/// <summary>
/// The one timer of all connections of a peer: deadlines of handshakes and closes, pings, silence. It sleeps until the earliest is
/// due, and then looks at those as well for which it is early enough. Thread-safe.
/// </summary>
internal sealed class ConnectionClock : IDisposable
{
    // Many deadlines that lie close together are looked at in one go.
    private static readonly TimeSpan Grain = TimeSpan.FromMilliseconds(20);

    private readonly object _gate = new();
    private readonly List<WebSocketConnection> _connections = [];
    private readonly List<WebSocketConnection> _due = [];
    private readonly TimeProvider _time;
    private readonly long _origin;
    private readonly ITimer _timer;
    private TimeSpan _next = TimeSpan.MaxValue;
    private bool _isTicking;
    private bool _isDisposed;

    public ConnectionClock(TimeProvider time)
    {
        _time = time;
        _origin = time.GetTimestamp();
        _timer = time.CreateTimer(static state => ((ConnectionClock)state!).Tick(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    /// <summary>The time since this clock was made.</summary>
    public TimeSpan Now => _time.GetElapsedTime(_origin);

    public void Add(WebSocketConnection connection)
    {
        lock (_gate) _connections.Add(connection);
    }

    public void Remove(WebSocketConnection connection)
    {
        lock (_gate) _connections.Remove(connection);
    }

    /// <summary>Has the clock look at a time, too.</summary>
    public void Schedule(TimeSpan due)
    {
        lock (_gate)
        {
            if (_isDisposed || due >= _next) return;
            SetTimer(due);
        }
    }

    public void Dispose()
    {
        lock (_gate) _isDisposed = true;
        _timer.Dispose();
    }

    private void Tick()
    {
        var now = Now;
        lock (_gate)
        {
            // One at a time: a tick that is under way sets the timer when it is done.
            if (_isDisposed || _isTicking) return;
            _isTicking = true;
            _next = TimeSpan.Zero;
            _due.Clear();
            foreach (var connection in _connections)
            {
                if (connection.NextDue - connection.Early <= now) _due.Add(connection);
            }
        }
        // Without the lock: what is due may end a connection, and run the game's code.
        foreach (var connection in _due) connection.OnTime(now);
        lock (_gate)
        {
            _isTicking = false;
            var next = TimeSpan.MaxValue;
            foreach (var connection in _connections)
            {
                if (connection.NextDue < next) next = connection.NextDue;
            }
            if (!_isDisposed) SetTimer(next);
        }
    }

    private void SetTimer(TimeSpan due)
    {
        _next = due;
        if (due == TimeSpan.MaxValue) return;
        var delay = due - Now;
        _timer.Change(delay < Grain ? Grain : delay, Timeout.InfiniteTimeSpan);
    }
}
