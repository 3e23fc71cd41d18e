using Transport.Carriers;

namespace Transport.Testing.Simulation;

/// <summary>
/// What happens between a start and an end of a <see cref="SimulatedMultiplayerPeer"/>: packets and news are taken from the wrapped peer as
/// soon as they are there, are on their way for a while, and are handed on. For those inside the network's gate.
/// </summary>
internal sealed partial class SimulatedSession(
    SimulatedMultiplayerPeer owner, MultiplayerPeer inner, PeerInbox inbox, LinkLimits limits, PacketPool pool, bool isServer)
{
    private readonly Dictionary<int, Lane> _lanes = [];
    private readonly ArrivalHeap _onTheWay = new();
    private bool _isOver;

    /// <summary>Whether the wrapped peer was disposed by somebody else.</summary>
    public bool IsBroken { get; private set; }

    public SimulatedMultiplayerPeer Owner => owner;

    public PeerInbox Inbox => inbox;

    /// <summary>When something happens by itself; <see cref="Journey.Never"/> when nothing does.</summary>
    public long NextDue
    {
        get
        {
            var next = _onTheWay.NextDue;
            foreach (var lane in _silent) next = Math.Min(next, Deadline(lane));
            return next;
        }
    }

    public Lane? Find(int id) => _lanes.TryGetValue(id, out var lane) ? lane : null;

    /// <summary>Moves on to a time: what is there sets out, what is due arrives, who was silent for too long is given up.</summary>
    public void Step(long now)
    {
        if (IsBroken) return;
        try
        {
            do
            {
                SetOutAll(now);
                ArriveAll(now);
                GiveUpSilent(now);
            }
            while (!_isOver && inner.AvailablePacketCount > 0 && NextPacketHasRoom);
        }
        catch (ObjectDisposedException)
        {
            Break();
        }
    }

    /// <summary>Asks the wrapped peer who came and went. Nothing sets out yet: first both ends of a new link shall know of each other.</summary>
    public void LookForPeers()
    {
        if (IsBroken) return;
        try
        {
            inner.Poll();
        }
        catch (ObjectDisposedException)
        {
            Break();
        }
    }

    /// <summary>The session is over: nothing of it is handed on any more.</summary>
    public void End()
    {
        _isOver = true;
        while (_onTheWay.Count > 0)
        {
            var (_, _, lane, content) = _onTheWay.Pop();
            if (content is SimulatedPacket { Traffic: { } traffic }) lane!.Model.Leave(traffic);
            Drop(lane, content);
        }
        while (_arrived.TryDequeue(out var item)) Drop(item.Lane, item.Content);
        foreach (var lane in _lanes.Values) Forget(lane);
        // Also those that were told gone, and of which something arrived before.
        for (var i = _waiting.Count - 1; i >= 0; i--) Forget(_waiting[i]);
        _lanes.Clear();
    }

    /// <summary>Sends through the wrapped peer, to those that the peer above knows. The receivers of this network take it up at once.</summary>
    public bool Send(ReadOnlySpan<byte> payload, int target, TransferMode mode, int channel, bool mustDeliver)
    {
        if (target > 0) return Find(target) is { } one && SendTo(one, payload, mode, channel, mustDeliver);
        var isTaken = true;
        if (AreAllNamed)
        {
            if (mustDeliver) inner.Send(payload, target, mode, channel);
            else isTaken = inner.TrySend(payload, target, mode, channel);
            foreach (var lane in _lanes.Values) lane.Far?.Session.Owner.StepFromOutside();
            return isTaken;
        }
        foreach (var lane in _lanes.Values)
        {
            if (lane.Id != -target && lane.IsAnnounced) isTaken &= SendTo(lane, payload, mode, channel, mustDeliver);
        }
        return isTaken;
    }

    // One call does for all when the wrapped peer knows nobody else.
    private bool AreAllNamed
    {
        get
        {
            foreach (var lane in _lanes.Values)
            {
                if (!lane.IsAnnounced || !lane.IsOpenInside || lane.IsCut || lane.IsForgotten) return false;
            }
            return inner.Peers.Count == _lanes.Count;
        }
    }

    private bool NextPacketHasRoom => Find(inner.GetPacketPeer()) is not { } lane || IsOver(lane) || lane.HasRoom(limits);

    private bool SendTo(Lane lane, ReadOnlySpan<byte> payload, TransferMode mode, int channel, bool mustDeliver)
    {
        if (!lane.IsAnnounced || IsOver(lane)) return false;
        // Lost on the way, as over a network: the remote is gone, and the news has not arrived yet.
        if (!lane.IsOpenInside) return true;
        var isTaken = true;
        if (mustDeliver) inner.Send(payload, lane.Id, mode, channel);
        else isTaken = inner.TrySend(payload, lane.Id, mode, channel);
        lane.Far?.Session.Owner.StepFromOutside();
        return isTaken;
    }

    private void SetOutAll(long now)
    {
        // What is taken makes room in the wrapped peer, so that it may have more at once.
        do
        {
            inner.Poll();
            Introduce(now);
        }
        while (!_isOver && TakePackets(now));
    }

    private bool TakePackets(long now)
    {
        var isAny = false;
        while (inner.AvailablePacketCount > 0)
        {
            if (!NextPacketHasRoom) return false;
            isAny = true;
            inner.TryReceive(out var packet);
            if (Find(packet.Sender) is { } lane && !IsOver(lane)) SetOut(lane, packet, now);
        }
        return isAny;
    }

    private void SetOut(Lane lane, in Packet packet, long now)
    {
        var journey = lane.Model.SetOut(now, packet.Payload.Length, packet.Mode, packet.Channel, out var traffic);
        if (journey.Due != Journey.Never) SetOut(lane, packet, journey.Due, traffic, journey.Sequence, now);
        if (journey.CopyDue != Journey.Never) SetOut(lane, packet, journey.CopyDue, traffic: null, sequence: 0, now);
    }

    private void SetOut(Lane lane, in Packet packet, long due, ChannelTraffic? traffic, long sequence, long now)
    {
        var copy = pool.Rent();
        copy.Fill(packet, lane);
        copy.SetOut(traffic, sequence);
        lane.Counters.Start(packet.Payload.Length);
        SetOut(due, lane, copy, now);
    }

    private void SetOut(long due, Lane? lane, object content, long now)
    {
        if (due <= now && _onTheWay.Count == 0) Arrive(lane, content);
        else _onTheWay.Push(due, lane, content);
    }

    private void Drop(Lane? lane, object content)
    {
        if (content is not SimulatedPacket packet) return;
        lane!.Counters.End(packet.PayloadBytes);
        pool.Return(packet);
    }

    private void Forget(Lane lane)
    {
        lane.IsForgotten = true;
        owner.Network.Links.Leave(lane);
        _silent.Remove(lane);
        _waiting.Remove(lane);
        while (lane.Stalled.TryDequeue(out var content)) Drop(lane, content);
        while (lane.Waiting.TryDequeue(out var content)) Drop(lane, content);
    }

    private static bool IsOver(Lane lane) => lane.IsCut || lane.IsForgotten;
}
