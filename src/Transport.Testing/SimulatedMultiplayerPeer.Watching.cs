using System.Runtime.CompilerServices;
using Transport.Carriers;
using Transport.Testing.Simulation;

namespace Transport.Testing;

// What it does when nobody calls: it takes what the wrapped peer receives as soon as it is there, and wakes whoever waits when something has arrived.
public abstract partial class SimulatedMultiplayerPeer
{
    private readonly ITimer _timer;
    private readonly Action _onInnerActivity;
    private ConfiguredValueTaskAwaitable.ConfiguredValueTaskAwaiter _innerActivity;
    private long _timerDue = Journey.Never;

    // How many calls are under way, one inside the other, that use the wrapped peer.
    private int _uses;

    // The wrapped peer has told of activity in the middle of such a call.
    private bool _isSignalled;
    private bool _isWatching;

    // The peer's user has begun to wait, and was not woken yet.
    private bool _isAwaited;

    /// <summary>Somebody may have come or gone. For those inside the gate; <see cref="StepFromOutside"/> comes next.</summary>
    internal void LookForPeers()
    {
        if (_uses > 0) return;
        _uses++;
        _session?.LookForPeers();
        _uses--;
    }

    /// <summary>Another peer of the network has done something that may concern this one. For those inside the gate.</summary>
    internal void StepFromOutside()
    {
        if (Network.IsPerfect || _session is null) return;
        using var use = new Use(this, isFromOutside: true);
        if (_uses > 1) _isSignalled = true;
        else _session.Step(Network.Now);
    }

    /// <summary>The conditions have changed.</summary>
    internal void Refresh()
    {
        using var use = new Use(this, isFromOutside: true);
        _session?.RefreshAll(Network.Now);
    }

    private void OnInnerActivity()
    {
        using var use = Enter();
        _isWatching = false;
        _innerActivity.GetResult();
        if (_uses > 1) _isSignalled = true;
        else _session?.Step(Network.Now);
    }

    private void OnTimer()
    {
        using var use = Enter();
        _timerDue = Journey.Never;
        _session?.Step(Network.Now);
    }

    // The end of each call.
    private void KeepWatch(bool isFromOutside)
    {
        if (_session is not { } session) return;
        while (_isSignalled)
        {
            _isSignalled = false;
            session.Step(Network.Now);
        }
        if (!Network.IsPerfect || (_isAwaited && !session.HasArrivals)) Watch(session);
        SetTimer(session.NextDue);
        if (!_isAwaited || !session.HasArrivals) return;
        _isAwaited = false;
        if (isFromOutside) WakeElsewhere(session.Inbox);
        else Network.Gate.Wake(session.Inbox);
    }

    private void Watch(SimulatedSession session)
    {
        // While packets stay unread there for lack of room, its next activity is no news; the timer tells when there is room.
        while (!_isWatching && !session.IsBroken && _inner.AvailablePacketCount == 0)
        {
#pragma warning disable CA2012 // Consumed once: here, or by its one continuation. An async method would allocate for each wait.
            var activity = _inner.WaitForActivityAsync().ConfigureAwait(false).GetAwaiter();
#pragma warning restore CA2012
            if (!activity.IsCompleted)
            {
                _isWatching = true;
                _innerActivity = activity;
                activity.UnsafeOnCompleted(_onInnerActivity);
                return;
            }
            activity.GetResult();
            session.Step(Network.Now);
        }
    }

    private void SetTimer(long due)
    {
        if (due >= _timerDue) return;
        _timerDue = due;
        // Timers count in milliseconds; none rings early.
        var milliseconds = Math.Ceiling(TimeSpan.FromTicks(due - Network.Now).TotalMilliseconds);
        _timer.Change(TimeSpan.FromMilliseconds(Math.Max(1, milliseconds)), Timeout.InfiniteTimeSpan);
    }

    // Code of this peer's game does not run inside another one's call.
    private static void WakeElsewhere(PeerInbox inbox) => ThreadPool.UnsafeQueueUserWorkItem(static state => ((PeerInbox)state!).Wake(), inbox);

    /// <summary>A call that uses the wrapped peer: inside the gate, and at its end somebody keeps watch.</summary>
    private readonly struct Use : IDisposable
    {
        private readonly SimulatedMultiplayerPeer _peer;
        private readonly NetworkGate.Pass _pass;
        private readonly bool _isFromOutside;

        public Use(SimulatedMultiplayerPeer peer, bool isFromOutside = false)
        {
            _peer = peer;
            _isFromOutside = isFromOutside;
            _pass = peer.Network.Gate.Enter();
            peer._uses++;
        }

        public void Dispose()
        {
            if (_peer._uses == 1) _peer.KeepWatch(_isFromOutside);
            _peer._uses--;
            _pass.Dispose();
        }
    }
}
