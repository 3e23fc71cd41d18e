using Transport.Multiplayer.Budgets;
using Transport.Multiplayer.Diagnostics;
using Transport.Multiplayer.Wire;

namespace Transport.Multiplayer.Session;

// Peers that are connected, and not in the session yet.
internal sealed partial class Admission
{
    private readonly Dictionary<int, Candidate> _candidates = [];
    private readonly int _maxAuthBytes = options.MaxAuthBytes;
    private byte[] _authPacket = [];

    /// <summary>What looks at a peer's data; null when everybody is admitted.</summary>
    public Action<int, ReadOnlyMemory<byte>>? Callback { get; set; }

    /// <summary>How long a peer may take; zero for ever.</summary>
    public TimeSpan Timeout { get; set; } = TimeSpan.FromSeconds(3);

    public IReadOnlyCollection<int> Authenticating => _candidates.Keys;

    public bool IsAuthenticating(int id) => _candidates.Count > 0 && _candidates.ContainsKey(id);

    /// <summary>When the next candidate has taken too long.</summary>
    public TimeSpan NextDue
    {
        get
        {
            var next = TimeSpan.MaxValue;
            if (Timeout == TimeSpan.Zero) return next;
            foreach (var candidate in _candidates.Values)
            {
                var due = SessionClock.After(candidate.Since, Timeout);
                if (due < next) next = due;
            }
            return next;
        }
    }

    /// <summary>Sends data of an authentication.</summary>
    /// <exception cref="InvalidOperationException">The session is not connected, or one of the two ends has completed it.</exception>
    /// <exception cref="ArgumentException">The peer does not authenticate, or there is no data.</exception>
    public void SendAuth(int id, ReadOnlySpan<byte> data)
    {
        var candidate = FindCandidate(id);
        if (data.IsEmpty) throw new ArgumentException("There is no data: an empty packet says that this end is done.", nameof(data));
        if (candidate.IsLocalDone) throw new InvalidOperationException($"This end has completed the authentication of peer {id}.");
        if (candidate.IsRemoteDone) throw new InvalidOperationException($"Peer {id} has completed its authentication.");
        var bytes = SystemPacket.AuthBytes + data.Length;
        sender.CheckSize(bytes, TransferMode.Reliable, "The data of the authentication");
        if (_authPacket.Length < bytes) _authPacket = new byte[bytes];
        SystemPacket.WriteAuth(_authPacket);
        data.CopyTo(_authPacket.AsSpan(SystemPacket.AuthBytes));
        sender.SendDirectly(_authPacket.AsSpan(0, bytes), id, TransferMode.Reliable, channel: 0);
    }

    /// <summary>This end is satisfied; the peer is admitted as soon as it is so as well.</summary>
    /// <exception cref="InvalidOperationException">The session is not connected, or this end has completed it already.</exception>
    /// <exception cref="ArgumentException">The peer does not authenticate.</exception>
    public void CompleteAuth(int id)
    {
        var candidate = FindCandidate(id);
        if (candidate.IsLocalDone) throw new InvalidOperationException($"This end has completed the authentication of peer {id} already.");
        candidate.IsLocalDone = true;
        Span<byte> packet = stackalloc byte[SystemPacket.AuthBytes];
        SystemPacket.WriteAuth(packet);
        sender.SendDirectly(packet, id, TransferMode.Reliable, channel: 0);
        // Admission may send more: it comes behind.
        if (candidate.IsRemoteDone) AdmitCandidate(id);
    }

    /// <summary>Takes a packet of a candidate.</summary>
    /// <param name="id">The candidate.</param>
    /// <param name="packet">Whatever it has sent.</param>
    /// <returns>False when it may not send that now.</returns>
    public bool Authenticate(int id, ReadOnlyMemory<byte> packet)
    {
        var candidate = _candidates[id];
        var isAuth = PacketType.IsAuth(packet.Span);
        if (isAuth && packet.Length > SystemPacket.AuthBytes)
        {
            TakeData(candidate, packet[SystemPacket.AuthBytes..]);
            return true;
        }
        // Any other packet says that the peer is done, too, if this end is: on another channel, it came before the word itself.
        if (!isAuth && !candidate.IsLocalDone) return false;
        candidate.IsRemoteDone = true;
        if (candidate.IsLocalDone) AdmitCandidate(id);
        return true;
    }

    /// <summary>Charges a candidate for a packet that it may not send now.</summary>
    /// <returns>Whether it is worth telling.</returns>
    public bool ChargesFault(int id)
    {
        if (_candidates[id].Budget.TryTake(PeerBudgetKind.Faults, units: 1, clock.Now, out var action)) return true;
        MultiplayerMetrics.BudgetExceeded(PeerBudgetKind.Faults, action);
        if (action == BudgetAction.Disconnect) DropCandidate(id, "Over the budget of Faults.", Farewell.AuthenticationFailed);
        return action == BudgetAction.Ignore;
    }

    /// <summary>Disconnects the candidates that have taken too long, and tells them as failed.</summary>
    public void DropLate(TimeSpan now)
    {
        if (_candidates.Count > 0 && NextDue <= now) DropThoseLate(now);
    }

    private void BeginAuthentication(int id)
    {
        _candidates.Add(id, new Candidate(id, clock.Now, new MemberBudget(_budgets)));
        sender.OutsiderCame();
        Log.Authenticating(logger, id);
        SessionEvents.Raise(events.PeerAuthenticating, id);
    }

    private void AdmitCandidate(int id)
    {
        _candidates.Remove(id);
        sender.OutsiderWent();
        Admit(id);
    }

    private void DropThoseLate(TimeSpan now)
    {
        List<int> late = [.. _candidates.Values.Where(candidate => SessionClock.After(candidate.Since, Timeout) <= now).Select(candidate => candidate.Id)];
        var info = new DisconnectInfo(
            DisconnectReason.TimedOut, DisconnectOrigin.Local, CloseCode.PolicyViolation, "The authentication took too long.", isClean: true);
        foreach (var id in late) DropCandidate(id, info.Text, Farewell.None);
        foreach (var id in late) Tell(Farewell.AuthenticationFailed, id, info);
    }

    private void TakeData(Candidate candidate, ReadOnlyMemory<byte> data)
    {
        candidate.Received += data.Length;
        if (candidate.Received > _maxAuthBytes)
        {
            DropCandidate(candidate.Id, "The authentication was too large.", Farewell.AuthenticationFailed);
            return;
        }
        try
        {
            Callback?.Invoke(candidate.Id, data);
        }
#pragma warning disable CA1031 // A stranger's data must not stop the tick; who is not understood is not let in.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            Log.AuthenticationThrew(logger, exception, candidate.Id);
            if (IsAuthenticating(candidate.Id)) DropCandidate(candidate.Id, "The authentication failed.", Farewell.AuthenticationFailed);
        }
    }

    private void DropCandidate(int id, string reason, Farewell farewell)
    {
        _candidates.Remove(id);
        _leaving[id] = farewell;
        peer.DisconnectPeer(id, CloseCode.PolicyViolation, reason);
    }

    private Candidate FindCandidate(int id)
    {
        if (!sender.IsConnected) throw new InvalidOperationException($"The multiplayer peer is {peer.Status}; this needs a Connected one.");
        return _candidates.TryGetValue(id, out var candidate)
            ? candidate
            : throw new ArgumentException($"Peer {id} is not one that authenticates.", nameof(id));
    }
}
