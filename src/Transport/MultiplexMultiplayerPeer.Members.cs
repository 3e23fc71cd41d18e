using Transport.Diagnostics;
using Transport.Multiplex;

namespace Transport;

// What comes up from the members. They raise their events inside this peer's Poll, and this peer raises its own inside theirs: so both agree at
// any time about who is there.
public sealed partial class MultiplexMultiplayerPeer
{
    private readonly object _refusalGate = new();
    private readonly Queue<(MultiplayerPeer Member, DisconnectInfo Info)> _failures = new();
    private MultiplayerPeer? _joining;
    private int _firstToPoll;
    private bool _isFull;

    /// <inheritdoc/>
    protected override void PollCore()
    {
        var isDone = false;
        try
        {
            // Of an earlier session, before anything of the present one.
            RaiseDue();
            var isSameSession = TryPollMembers();
            ContinueConnecting();
            FailWithoutMembers();
            RaiseMemberFailures();
            isDone = isSameSession;
        }
        finally
        {
            // The rest comes with the next Poll, so there has to be one.
            if (!isDone) Wake();
        }
    }

    /// <summary>A member raises PeerConnected.</summary>
    internal void MemberConnected(MultiplexMember member, int id)
    {
        // Another handler of the same event may have ended it: whom that turns away is never told connected here.
        if (Status == ConnectionStatus.Disconnected || !member.Peer.IsStaying(id)) return;
        if (member.Peer.IsServer != IsServer || (!IsServer && Status == ConnectionStatus.Connected))
        {
            // Started by somebody else, and it does not fit.
            member.Peer.CloseAsMember();
            return;
        }
        if (!IsServer) Choose(member);
        if (Peers.Count >= _limits.MaxClients)
        {
            TurnAway(member.Peer, id, CloseCode.PolicyViolation, "The server is full.");
        }
        else if (HasPeer(id))
        {
            // A carrier that does not take its ids from PeerIds. Its peer must not pass for another.
            TurnAway(member.Peer, id, CloseCode.InternalError, "The id is taken.");
        }
        else
        {
            _joining = member.Peer;
            Connect(id, member.Peer.UniqueId);
        }
    }

    /// <summary>A member raises PeerDisconnected. Its packets are here, and may be unread.</summary>
    internal void MemberDisconnected(MultiplexMember member, int id, DisconnectInfo info)
    {
        if (_memberOf.TryGetValue(id, out var own) && own == member.Peer) Leave(id, info);
        RaiseDue();
    }

    /// <summary>A member raises ConnectionFailed.</summary>
    internal void MemberFailing(MultiplexMember member, DisconnectInfo info)
    {
        if (Status == ConnectionStatus.Disconnected || member.IsStarted) return;
        member.Failure = info;
        Report(member);
    }

    // When a handler throws, the next Poll begins behind the member it was for, so that none can hold up the others. A client's members keep
    // their order: it is that of preference. False when a handler has ended the session: what the members still have is of another one.
    private bool TryPollMembers()
    {
        var session = Session;
        var members = _members;
        var first = IsServer ? _firstToPoll : 0;
        for (var i = 0; i < members.Length; i++)
        {
            var index = (first + i) % members.Length;
            _firstToPoll = index + 1;
            if (members[index].Peer.IsDisposed) LeaveAllOf(members[index].Peer);
            else members[index].Peer.PollAsMember();
            _firstToPoll = 0;
            if (Session != session) return false;
        }
        return true;
    }

    // Disposed by its user, it tells nothing any more.
    private void LeaveAllOf(MultiplayerPeer member)
    {
        foreach (var (id, own) in _memberOf)
        {
            if (own == member) Leave(id, new DisconnectInfo(DisconnectReason.Aborted, DisconnectOrigin.Local));
        }
    }

    private void TurnAway(MultiplayerPeer member, int id, int code, string reason)
    {
        Log.PeerTurnedAway(Logger, Carrier, id, member.Carrier, reason);
        member.DisconnectAsMember(id, code, reason);
    }

    private void Report(MultiplexMember member)
    {
        var info = member.Failure!.Value;
        Log.MemberFailed(Logger, Carrier, member.Peer.Carrier, info);
        _failures.Enqueue((member.Peer, info));
    }

    private void RaiseMemberFailures()
    {
        while (_failures.TryDequeue(out var failure)) RaiseEach(MemberFailed, failure.Member, failure.Info);
    }

    private void FailWithoutMembers()
    {
        if (IsServer && !Array.Exists(_members, static member => member.IsStarted)) Fail(WhyAllFailed());
    }

    // What all say, under the reason of the one that tells most: a server that answered, or else the last resort.
    private DisconnectInfo WhyAllFailed()
    {
        var failed = Array.FindAll(_members, static member => member.Failure is not null);
        if (failed.Length == 0) return new DisconnectInfo(DisconnectReason.CarrierFailed, DisconnectOrigin.Local, text: "No member is started.");
        if (_members.Length == 1) return failed[0].Failure!.Value;
        var answered = Array.Find(failed, static member => member.Failure!.Value.Origin == DisconnectOrigin.Remote);
        var telling = (answered ?? failed[^1]).Failure!.Value;
        return new DisconnectInfo(telling.Reason, telling.Origin, telling.Code, Describe(failed));
    }

    private static string Describe(MultiplexMember[] members) => string.Join("; ", Array.ConvertAll(
        members, static member => $"{member.Peer.Carrier}: {(member.Failure is { } info ? info.ToString() : "no answer yet")}"));

    private void NoteFullness(int peers)
    {
        var isFull = IsServer && peers >= _limits.MaxClients;
        if (isFull == _isFull) return;
        lock (_refusalGate) _isFull = isFull;
        PassRefusalOn();
    }

    private void PassRefusalOn()
    {
        lock (_refusalGate)
        {
            foreach (var member in _members) member.Peer.RefuseNewConnections = base.RefuseNewConnections || _isFull;
        }
    }
}
