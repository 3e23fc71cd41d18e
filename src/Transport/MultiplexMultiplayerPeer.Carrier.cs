using Transport.Multiplex;

namespace Transport;

// What a multiplex does as a carrier: it passes on to its members.
public sealed partial class MultiplexMultiplayerPeer
{
    /// <summary>The smallest of the members in use: those of a server that are started, the one of a client that is connected, otherwise all.</summary>
    public override int MaxPacketSize(TransferMode mode)
    {
        var members = _members;
        if (members.Length == 0) return 0;
        var smallest = int.MaxValue;
        foreach (var member in members)
        {
            if (IsInUse(member)) smallest = Math.Min(smallest, member.Peer.MaxPacketSize(mode));
        }
        return smallest;
    }

    /// <summary>The smallest of the members in use, as for <see cref="MaxPacketSize"/>.</summary>
    public override int MaxChannel
    {
        get
        {
            var smallest = int.MaxValue;
            foreach (var member in _members)
            {
                if (IsInUse(member)) smallest = Math.Min(smallest, member.Peer.MaxChannel);
            }
            return smallest;
        }
    }

    internal override bool HasActivity
    {
        get
        {
            if (base.HasActivity) return true;
            foreach (var member in _members)
            {
                if (member.Peer.HasActivity) return true;
            }
            return false;
        }
    }

    /// <inheritdoc/>
    protected override bool SendCore(ReadOnlySpan<byte> payload, int target, TransferMode mode, int channel, bool mustDeliver)
    {
        if (target > 0) return MemberOf(target).SendAsMember(payload, target, mode, channel, mustDeliver);
        if (!IsServer) return ChosenMember!.SendAsMember(payload, target, mode, channel, mustDeliver);
        var isTaken = true;
        foreach (var member in _members)
        {
            if (member.IsStarted) isTaken &= member.Peer.SendAsMember(payload, target, mode, channel, mustDeliver);
        }
        return isTaken;
    }

    /// <inheritdoc/>
    protected override void FlushCore()
    {
        foreach (var member in _members) member.Peer.FlushAsMember();
    }

    /// <inheritdoc/>
    protected override void PeerJoined(int id)
    {
        _memberOf.Add(id, _joining!);
        NoteFullness(Peers.Count);
    }

    /// <inheritdoc/>
    protected override void PeerLeft(int id)
    {
        _memberOf.Remove(id);
        NoteFullness(Peers.Count);
    }

    /// <inheritdoc/>
    protected override void DisconnectPeerCore(int id, int code, string reason, bool force) =>
        MemberOf(id).DisconnectAsMember(id, code, reason, force);

    /// <inheritdoc/>
    protected override void CloseCore(int code, string reason, bool force)
    {
        foreach (var member in _members) member.Peer.CloseAsMember(code, reason, force);
    }

    /// <inheritdoc/>
    protected override void SessionEnded()
    {
        StopTrying();
        NoteFullness(peers: 0);
        // After a close none is left. A client that gives up has some that were still trying.
        foreach (var member in _members) member.Peer.CloseAsMember();
    }

    /// <inheritdoc/>
    protected override ValueTask LingerAsync(CancellationToken cancellationToken) =>
        new(Task.WhenAll(Array.ConvertAll(_members, member => member.Peer.LingerAsMember(cancellationToken).AsTask())));

    /// <inheritdoc/>
    protected override PeerStatistics GetStatisticsCore(int id) => MemberOf(id).GetStatisticsAsMember(id);

    private bool IsInUse(MultiplexMember member) =>
        Status != ConnectionStatus.Connected || (IsServer ? member.IsStarted : member.Peer == ChosenMember);
}
