using System.Net.Sockets;

namespace Transport.LiteNet.Endpoints;

// The thread that looks after the network when the game does not.
internal abstract partial class Endpoint
{
    // What the game was last seen to do.
    private const int Away = 0;
    private const int Attending = 1;
    private const int Waiting = 2;

    private static readonly TimeSpan StandByTime = TimeSpan.FromMilliseconds(2);
    private static readonly TimeSpan WatchTime = TimeSpan.FromMilliseconds(100);

    private readonly Thread _watcher;
    private readonly object _standBy = new();
    private int _caller;
    private int _isStandingBy;

    /// <summary>The game is going to wait: what comes now has to wake it.</summary>
    public void CallerWaits()
    {
        Interlocked.Exchange(ref _caller, Waiting);
        if (Volatile.Read(ref _isStandingBy) == 0) return;
        lock (_standBy) Monitor.Pulse(_standBy);
    }

    // The game is at it: as long as it comes again and again, the watcher keeps out of its way.
    private void Attend() => Volatile.Write(ref _caller, Attending);

    private void Watch()
    {
        while (!_isOver)
        {
            if (StandBy()) continue;
            try
            {
                var hasCome = _host.WaitReadable(WatchTime);
                if (!_isOver) Work(hasCome);
            }
            catch (Exception exception) when (exception is ObjectDisposedException or SocketException)
            {
                if (!_isOver) Break(exception.Message);
            }
#pragma warning disable CA1031 // Nobody is above this thread; whoever comes next goes on.
            catch (Exception exception)
#pragma warning restore CA1031
            {
                Log.Fault(Logger, exception, null);
            }
        }
    }

    // The system has taken the sockets away, as it does on a phone that sleeps.
    private void Break(string text)
    {
        lock (_gate)
        {
            if (_isOver) return;
            Broken(new DisconnectInfo(DisconnectReason.CarrierFailed, DisconnectOrigin.Local, text: text));
            foreach (var connection in _connections) connection.Request(EndRequest.Cut);
            Send();
            Settle();
        }
        Leave(isCaller: false);
    }

    /// <summary>The endpoint cannot go on: its session is told. Under the gate.</summary>
    protected abstract void Broken(DisconnectInfo info);

    private void Work(bool hasCome)
    {
        lock (_gate)
        {
            if (hasCome) ReceiveUnderGate();
            else Send();
            Settle();
        }
        // The game may answer in here, and what it sends takes LiteNetLib's acknowledgements along.
        Leave(isCaller: false);
        if (Volatile.Read(ref _hasAcks) == 0) return;
        lock (_gate)
        {
            Send();
            Settle();
        }
        Leave(isCaller: false);
    }

    // True when the game comes by itself, and has just done so.
    private bool StandBy()
    {
        if (Interlocked.CompareExchange(ref _caller, Away, Attending) != Attending) return false;
        lock (_standBy)
        {
            Interlocked.Exchange(ref _isStandingBy, 1);
            // Who begins to wait from here on has to come through the lock, and finds the watcher waiting.
            var isCalled = _isOver || Volatile.Read(ref _caller) == Waiting || Monitor.Wait(_standBy, StandByTime);
            Volatile.Write(ref _isStandingBy, 0);
            return !isCalled && Volatile.Read(ref _caller) == Attending;
        }
    }
}
