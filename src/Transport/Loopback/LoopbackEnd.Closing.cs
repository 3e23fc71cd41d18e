using Transport.Carriers;

namespace Transport.Loopback;

// How a link ends.
internal sealed partial class LoopbackEnd
{
    private State _state;
    private DisconnectInfo _farewell;
    private ITimer? _drainTimer;

    private enum State
    {
        /// <summary>Sends and receives.</summary>
        Open,

        /// <summary>A packet above the other end's limit comes after what is queued; the other end will close on it.</summary>
        Overrun,

        /// <summary>This end has closed. What is queued is still handed over, then the other end is told.</summary>
        Closing,

        /// <summary>Both ends know.</summary>
        Closed,
    }

    private bool IsReceiving => _state is State.Open or State.Overrun;

    /// <summary>This end's peer was told; the other end is told after what is queued, or cut when that takes too long.</summary>
    /// <param name="farewell">What the other end is told.</param>
    public void Close(DisconnectInfo farewell)
    {
        lock (_gate) CloseUnderGate(farewell);
    }

    /// <summary>Ends the link now. This end's peer was told; the other end sees a lost connection.</summary>
    public void Cut()
    {
        lock (_gate)
        {
            if (_state != State.Closed) Break("The other end cut the connection.");
        }
    }

    private void CloseUnderGate(DisconnectInfo farewell)
    {
        if (_state is State.Closing or State.Closed) return;
        _state = State.Closing;
        _farewell = farewell;
        _session.NoLongerOpen();
        _session.Lingering.Add(this);
        // This end takes nothing more; if the other one is closing too, it has nothing left to wait for.
        _other.DropOutbound();
        if (_other._state == State.Closing) _other.Drained();
        else HandOverUnderGate();
        if (_state == State.Closed) return;
        _drainTimer = _session.TimeProvider.CreateTimer(
            static end => ((LoopbackEnd)end!).DrainTimedOut(), this, _session.Limits.CloseDrainTimeout, Timeout.InfiniteTimeSpan);
    }

    private void Drained()
    {
        if (_state == State.Closing) Finish(_farewell);
        else if (_state == State.Overrun && _other.IsReceiving) _other.CloseOnTooLargePacket();
    }

    private void Overrun()
    {
        _state = State.Overrun;
        HandOverUnderGate();
    }

    private void CloseOnTooLargePacket()
    {
        var text = $"A packet was above the limit of {_session.Limits.MaxPacketBytes} bytes.";
        _session.Post(new PeerInbox.PeerDisconnectedItem(RemoteId, TooLarge(DisconnectOrigin.Local, text)));
        CloseUnderGate(TooLarge(DisconnectOrigin.Remote, text));
    }

    private void GiveUp()
    {
        var text = $"{_queuedPackets} packets of {_queuedBytes} bytes in sum were queued and not taken.";
        _session.Post(new PeerInbox.PeerDisconnectedItem(
            RemoteId, new DisconnectInfo(DisconnectReason.SlowConsumer, DisconnectOrigin.Local, text: text)));
        Break("The other end found this one too slow.");
    }

    private void DrainTimedOut()
    {
        lock (_gate)
        {
            if (_state == State.Closing) Break("The other end closed, and what it had queued was not taken in time.");
        }
    }

    private void Break(string text) =>
        Finish(new DisconnectInfo(DisconnectReason.ConnectionLost, DisconnectOrigin.Network, text: text));

    private void Finish(DisconnectInfo told)
    {
        // An end that is closing has told its own peer already; the inbox takes the first word only.
        _other._session.Post(new PeerInbox.PeerDisconnectedItem(_other.RemoteId, told));
        Shut();
        _other.Shut();
    }

    private void Shut()
    {
        if (IsReceiving) _session.NoLongerOpen();
        var wasClosing = _state == State.Closing;
        _state = State.Closed;
        DropOutbound();
        _drainTimer?.Dispose();
        _drainTimer = null;
        _session.Remove(this);
        if (wasClosing) _session.Lingering.Remove(this);
    }

    private static DisconnectInfo TooLarge(DisconnectOrigin origin, string text) =>
        new(DisconnectReason.PacketTooLarge, origin, CloseCode.MessageTooBig, text, isClean: true);
}
