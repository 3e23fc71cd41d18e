namespace Transport.LiteNet.Endpoints;

// The one timer of an endpoint: late flushes, LiteNetLib's own times, deadlines.
internal abstract partial class Endpoint
{
    /// <summary>How often LiteNetLib looks whether something has to be sent again, while there is traffic.</summary>
    private static readonly TimeSpan BusyTick = TimeSpan.FromMilliseconds(10);

    /// <summary>The same while there is none: pings, silence, and nothing else.</summary>
    private static readonly TimeSpan IdleTick = TimeSpan.FromMilliseconds(100);

    /// <summary>How long after the last traffic there may still be something to send again.</summary>
    private static readonly TimeSpan BusyTime = TimeSpan.FromSeconds(1);

    /// <summary>A timer that is later than this tells that the process, not a remote, stood still.</summary>
    private static readonly TimeSpan MaxLateness = TimeSpan.FromSeconds(1);

    private static readonly TimeSpan Millisecond = TimeSpan.FromMilliseconds(1);

    // An update looks at each connection. With many of them it is not made for every datagram.
    private const int FewConnections = 64;
    private const int TicksPerConnection = 3;
    private const int MaxRounds = 16;

    private readonly long _origin;
    private readonly object _timerGate = new();
    private readonly ITimer _timer;
    private TimeSpan _nextDue = TimeSpan.MaxValue;

    // Under the gate.
    private TimeSpan _lastTime;
    private TimeSpan _lastUpdate;
    private TimeSpan _busyUntil;
    private bool _hadTraffic;

    /// <summary>The time since this endpoint was made.</summary>
    public TimeSpan Now => Time.GetElapsedTime(_origin);

    private void Schedule(TimeSpan due)
    {
        lock (_timerGate)
        {
            if (_isOver || due >= _nextDue) return;
            _nextDue = due;
            var delay = due - Now;
            _timer.Change(delay < Millisecond ? Millisecond : delay, Timeout.InfiniteTimeSpan);
        }
    }

    private void OnTimer()
    {
        lock (_timerGate) _nextDue = TimeSpan.MaxValue;
        if (!Monitor.TryEnter(_gate))
        {
            Schedule(Now + Patience);
            return;
        }
        try
        {
            ReceiveUnderGate();
            Send();
            Settle();
        }
#pragma warning disable CA1031 // Nobody is above a timer; the next one goes on.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            Log.Fault(Logger, exception, null);
        }
        finally
        {
            Monitor.Exit(_gate);
        }
        Leave(isCaller: false);
    }

    // What LiteNetLib has to send goes, and its own times go on.
    private void UpdateLiteNetLib()
    {
        var now = Now;
        if (_connections.Count > FewConnections && Time == TimeProvider.System && (now - _lastUpdate).Ticks < (long)_connections.Count * TicksPerConnection)
        {
            Volatile.Write(ref _hasAcks, 1);
            return;
        }
        _lastUpdate = now;
        var elapsed = now - _lastTime;
        // LiteNetLib adds up what it gets in 32 bits; very little would be lost in the sum.
        if (elapsed < Millisecond)
        {
            _host.ManualUpdate(0);
            return;
        }
        _lastTime = now;
        _host.ManualUpdate(elapsed > MaxLateness ? 0 : (float)elapsed.TotalMilliseconds);
    }

    // Before the gate is left: what is over is let go, and the timer is set for what comes next.
    private void Settle()
    {
        if (_isOver) return;
        var now = Now;
        var due = TimeSpan.MaxValue;
        for (var i = _passing.Count - 1; i >= 0; i--)
        {
            var connectionDue = _passing[i].OnTime(now);
            if (connectionDue < due) due = connectionDue;
            if (!_passing[i].IsPassing || _passing[i].IsGone) StopWatching(i);
        }
        var ownDue = OnTime(now);
        if (ownDue < due) due = ownDue;
        if (IsFinished)
        {
            Stop();
            return;
        }
        if (_hadTraffic) _busyUntil = now + BusyTime;
        _hadTraffic = false;
        var tick = now + (now < _busyUntil ? BusyTick : IdleTick);
        if (Volatile.Read(ref _hasAcks) == 1) tick = now + Patience;
        Schedule(due < tick ? due : tick);
    }

    /// <summary>Nothing is left of a connection, but for what LiteNetLib keeps of it. Under the gate.</summary>
    protected virtual void Removed(Connection connection)
    {
    }

    /// <summary>The times of a connection have to be looked at. Under the gate.</summary>
    public void WatchTimes(Connection connection)
    {
        if (connection.IsWatched) return;
        connection.IsWatched = true;
        _passing.Add(connection);
    }

    private void StopWatching(int index)
    {
        var connection = _passing[index];
        connection.IsWatched = false;
        _passing.RemoveAt(index);
        if (connection.IsGone && _connections.Remove(connection)) Removed(connection);
    }
}
