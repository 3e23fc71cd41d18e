using Transport.Carriers;

namespace Transport;

// A peer as a member of a multiplex: that one polls it, takes its packets and waits for both. And what a multiplex needs of this class.
public abstract partial class MultiplayerPeer
{
    private readonly ActivitySignal _ownActivity = new();
    private MultiplayerPeer? _multiplex;

    /// <summary>The multiplex that this peer is a member of.</summary>
    internal MultiplayerPeer? Multiplex => _multiplex;

    internal bool IsDisposed => _isDisposed;

    /// <summary>Whether what this peer does is counted; what a multiplex does is counted at its members.</summary>
    private protected virtual bool IsCounted => true;

    /// <summary>What stands for one session: another object in the next one, null in none.</summary>
    private protected object? Session => _inbox;

    // One for a multiplex and all that is below it, so that whoever waits for the multiplex is woken directly.
    private ActivitySignal Activity => _multiplex?.Activity ?? _ownActivity;

    internal void JoinMultiplex(MultiplayerPeer multiplex) => _multiplex = multiplex;

    internal void LeaveMultiplex() => _multiplex = null;

    /// <summary><see cref="Poll"/> without what the multiplex does for all: it resets the signal, releases blocks and flushes.</summary>
    internal void PollAsMember()
    {
        PollCore();
        RaiseDueDisconnects();
        RaiseConnectionFailure();
        TakeFromInbox();
    }

    internal void FlushAsMember()
    {
        if (!_isDisposed) FlushCore();
    }

    /// <summary><see cref="Send"/> or <see cref="TrySend"/> of arguments that were checked. False also when the target is gone here already.</summary>
    internal bool SendAsMember(ReadOnlySpan<byte> payload, int target, TransferMode mode, int channel, bool mustDeliver)
    {
        if (Status != ConnectionStatus.Connected || (target > 0 && !_peers.ContainsKey(target))) return false;
        var taken = SendCore(payload, target, mode, channel, mustDeliver);
        if (taken || mustDeliver) CountSent(payload.Length, target);
        return taken;
    }

    /// <summary><see cref="Close"/> of arguments that were checked. Wakes nobody: the multiplex does, once it is done with all members.</summary>
    internal void CloseAsMember(int code = CloseCode.Normal, string reason = "", bool force = false)
    {
        if (Status != ConnectionStatus.Disconnected) CloseQuietly(code, reason, force);
    }

    /// <summary><see cref="DisconnectPeer"/> of arguments that were checked, when the peer is still here. Wakes nobody.</summary>
    internal void DisconnectAsMember(int id, int code, string reason, bool force = false)
    {
        if (_peers.TryGetValue(id, out var peer)) DisconnectQuietly(peer, code, reason, force);
    }

    internal PeerStatistics GetStatisticsAsMember(int id) => _peers.ContainsKey(id) ? GetStatisticsCore(id) : default;

    internal ValueTask LingerAsMember(CancellationToken cancellationToken) => LingerAsync(cancellationToken);

    internal bool HasPeer(int id) => _peers.ContainsKey(id);

    /// <summary>Whether a peer is here, and not to be told gone already.</summary>
    internal bool IsStaying(int id) => _peers.TryGetValue(id, out var peer) && peer.Leaving is null;

    /// <summary><see cref="Wake"/>, and the waiter goes on on this thread: one that is the carrier's own.</summary>
    private protected void WakeHere() => Activity.Set();

    /// <summary>A peer is there: raises PeerConnected. For a carrier that is told so inside its own Poll.</summary>
    private protected void Connect(int id, int uniqueId) => Connect(new PeerInbox.PeerConnectedItem(id, uniqueId));

    /// <summary>A peer is gone. PeerDisconnected is raised by <see cref="RaiseDue"/>, once its packets are taken.</summary>
    private protected void Leave(int id, DisconnectInfo info)
    {
        if (_peers.TryGetValue(id, out var peer)) Leave(peer, info);
    }

    /// <summary>The session is over. ConnectionFailed is raised by <see cref="RaiseDue"/>, after the disconnects of all peers.</summary>
    private protected void Fail(DisconnectInfo info)
    {
        EndSession(info);
        _connectionFailure = info;
    }

    /// <summary>Raises what does not wait for anything any more.</summary>
    private protected void RaiseDue()
    {
        RaiseDueDisconnects();
        RaiseConnectionFailure();
    }

    /// <summary>Calls every subscriber of an event; the first exception then goes on to the caller of Poll.</summary>
    private protected static void RaiseEach<T1, T2>(Action<T1, T2>? handlers, T1 first, T2 second) =>
        Raise(handlers, static (handler, args) => handler(args.First, args.Second), (First: first, Second: second));

    private void ThrowIfMember()
    {
        if (_multiplex is not null)
            throw new InvalidOperationException("The peer is a member of a multiplex, which polls it and waits for it.");
    }
}
