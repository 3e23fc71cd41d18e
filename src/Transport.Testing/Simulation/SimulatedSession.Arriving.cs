namespace Transport.Testing.Simulation;

// From being due to being handed to the peer above.
internal sealed partial class SimulatedSession
{
    private readonly Queue<(Lane? Lane, object Content)> _arrived = new();

    // Those of which something has arrived that found the inbound queue full.
    private readonly List<Lane> _waiting = [];

    /// <summary>Whether the next Poll of the peer above has something to do.</summary>
    public bool HasArrivals
    {
        get
        {
            if (_arrived.Count > 0) return true;
            foreach (var lane in _waiting)
            {
                if (lane.HasRoomAbove(lane.Waiting.Peek(), limits)) return true;
            }
            return false;
        }
    }

    /// <summary>
    /// Takes what has arrived, as far as there is room for it above. It is to be posted by <see cref="Post"/>, outside the gate.
    /// </summary>
    public void TakeArrivals(List<object> into)
    {
        for (var i = 0; i < _waiting.Count;)
        {
            var lane = _waiting[i];
            while (lane.Waiting.TryPeek(out var content) && lane.HasRoomAbove(content, limits)) HandOn(lane, lane.Waiting.Dequeue(), into);
            if (lane.Waiting.Count > 0) i++;
            else _waiting.RemoveAt(i);
        }
        while (_arrived.TryDequeue(out var item))
        {
            if (item.Lane is { } lane && MustWait(lane, item.Content)) Wait(lane, item.Content);
            else HandOn(item.Lane, item.Content, into);
        }
    }

    /// <summary>Hands one arrival to the peer above.</summary>
    public void Post(object content)
    {
        if (content is SimulatedPacket packet)
        {
            inbox.Packets(packet);
            return;
        }
        var notice = (Notice)content;
        switch (notice.Kind)
        {
            case NoticeKind.Connected when isServer: inbox.PeerConnected(notice.Id); break;
            case NoticeKind.Connected: inbox.ConnectedToServer(notice.UniqueId); break;
            case NoticeKind.Disconnected: inbox.PeerDisconnected(notice.Id, notice.Info); break;
            default: inbox.ConnectionFailed(notice.Info); break;
        }
    }

    private void ArriveAll(long now)
    {
        while (_onTheWay.NextDue <= now)
        {
            var item = _onTheWay.Pop();
            Arrive(item.Lane, item.Content);
        }
    }

    private void Arrive(Lane? lane, object content)
    {
        var packet = content as SimulatedPacket;
        var isLate = packet is { Traffic: { } traffic } && Leave(lane!, packet, traffic);
        if (lane is null)
        {
            _arrived.Enqueue((lane, content));
        }
        else if (IsOver(lane))
        {
            Drop(lane, content);
        }
        else if (lane.SilentSince is not null)
        {
            Stall(lane, content);
        }
        else if (isLate)
        {
            lane.Counters.Count(LinkEvent.Late);
            Drop(lane, content);
        }
        else
        {
            Arrived(lane, content);
        }
    }

    private void Arrived(Lane lane, object content)
    {
        if (content is SimulatedPacket packet) lane.Counters.CountArrival(packet.PayloadBytes);
        else if (content is Notice { Kind: NoticeKind.Connected }) lane.HasConnected = true;
        _arrived.Enqueue((lane, content));
    }

    private void Stall(Lane lane, object content)
    {
        if (content is SimulatedPacket { Mode: not TransferMode.Reliable })
        {
            lane.Counters.Count(LinkEvent.Lost);
            Drop(lane, content);
            return;
        }
        if (content is SimulatedPacket) lane.Counters.Count(LinkEvent.Stalled);
        lane.Stalled.Enqueue(content);
    }

    private bool MustWait(Lane lane, object content) => lane.Waiting.Count > 0 || !lane.HasRoomAbove(content, limits);

    private void Wait(Lane lane, object content)
    {
        if (lane.Waiting.Count == 0) _waiting.Add(lane);
        lane.Waiting.Enqueue(content);
    }

    private static void HandOn(Lane? lane, object content, List<object> into)
    {
        lane?.HandedOn(content);
        into.Add(content);
    }

    // Whether a newer one on its channel has arrived.
    private static bool Leave(Lane lane, SimulatedPacket packet, ChannelTraffic traffic)
    {
        var isLate = packet.Sequence < traffic.NewestArrived;
        if (packet.Mode == TransferMode.UnreliableOrdered && !isLate && lane.SilentSince is null) traffic.NewestArrived = packet.Sequence;
        lane.Model.Leave(traffic);
        return isLate && packet.Mode == TransferMode.UnreliableOrdered;
    }
}
