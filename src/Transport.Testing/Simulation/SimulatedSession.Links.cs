namespace Transport.Testing.Simulation;

// Remotes that come, go, fall silent and are cut off.
internal sealed partial class SimulatedSession
{
    private readonly List<Lane> _silent = [];
    private readonly Queue<Lane> _new = new();

    /// <summary>The wrapped peer has a new remote; the peer above learns of it later.</summary>
    public void Connected(int id, long now)
    {
        var lane = owner.Network.CreateLane(this, id);
        _lanes[id] = lane;
        owner.Network.Links.Join(lane, isServer ? id : inner.UniqueId, isServer);
        Refresh(lane, now);
        if (lane.Far is { } far) far.Session.Refresh(far, now);
        _new.Enqueue(lane);
    }

    /// <summary>The wrapped peer has lost a remote.</summary>
    public void Disconnected(int id, DisconnectInfo info, long now)
    {
        if (Find(id) is not { } lane) return;
        lane.IsOpenInside = false;
        owner.Network.Links.Leave(lane);
        Introduce(now);
        if (IsOver(lane)) return;
        if (IsFoundHere(info.Reason)) End(lane, info);
        else SetOut(lane.Model.SetOut(now), lane, new Notice { Kind = NoticeKind.Disconnected, Id = id, Info = info }, now);
    }

    /// <summary>The wrapped peer did not get in, or can no longer serve.</summary>
    public void ConnectionFailed(DisconnectInfo info, long now)
    {
        if (isServer) Fail(info);
        else SetOut(now + owner.EffectiveInbound.Latency.Ticks, lane: null, new Notice { Kind = NoticeKind.ConnectionFailed, Info = info }, now);
    }

    /// <summary>
    /// Ends a link now: what has arrived is still handed on, what is on its way is lost, and the wrapped peer cuts its connection.
    /// </summary>
    public void Cut(Lane lane, DisconnectInfo info)
    {
        End(lane, info);
        if (!lane.IsOpenInside) return;
        lane.IsOpenInside = false;
        owner.Network.Links.Leave(lane);
        inner.DisconnectPeer(lane.Id, force: true);
    }

    /// <summary>The peer above has disconnected a remote.</summary>
    public void Disconnect(int id, int code, string reason, bool force)
    {
        if (Find(id) is not { } lane) return;
        Forget(lane);
        if (lane.IsOpenInside) inner.DisconnectPeer(id, code, reason, force);
    }

    public void Announce(int id)
    {
        if (Find(id) is { } lane) lane.IsAnnounced = true;
    }

    /// <summary>The peer above has told that a remote is gone.</summary>
    public void Remove(int id)
    {
        if (!_lanes.Remove(id, out var lane)) return;
        Forget(lane);
    }

    /// <summary>Has each link look at its conditions again.</summary>
    public void RefreshAll(long now)
    {
        foreach (var lane in _lanes.Values) Refresh(lane, now);
    }

    public void Refresh(Lane lane, long now)
    {
        var conditions = lane.Override ?? lane.Far?.Session.Owner.Outbound ?? owner.EffectiveInbound;
        lane.Model.Conditions = conditions;
        var isSilent = !IsOver(lane) && (conditions.IsSilent || owner.Side != (lane.Far?.Session.Owner.Side ?? 0));
        if (isSilent == lane.SilentSince is not null) return;
        if (isSilent)
        {
            lane.SilentSince = now;
            _silent.Add(lane);
            return;
        }
        lane.SilentSince = null;
        _silent.Remove(lane);
        while (lane.Stalled.TryDequeue(out var content)) Arrived(lane, content);
    }

    private void Introduce(long now)
    {
        while (_new.TryDequeue(out var lane))
        {
            var notice = new Notice { Kind = NoticeKind.Connected, Id = lane.Id, UniqueId = isServer ? 0 : lane.LinkId };
            SetOut(lane.Model.SetOut(now), lane, notice, now);
        }
    }

    private long Deadline(Lane lane) => lane.SilentSince!.Value + limits.SilenceLimit.Ticks;

    private void GiveUpSilent(long now)
    {
        for (var i = _silent.Count - 1; i >= 0; i--)
        {
            var lane = _silent[i];
            if (Deadline(lane) > now) continue;
            var reason = lane.HasConnected ? DisconnectReason.TimedOut : DisconnectReason.HandshakeTimedOut;
            owner.Network.GaveUp(owner, lane.Id);
            Cut(lane, new DisconnectInfo(reason, DisconnectOrigin.Network, text: $"Nothing arrived for {limits.SilenceLimit.TotalSeconds} s."));
        }
    }

    private void End(Lane lane, DisconnectInfo info)
    {
        lane.IsCut = true;
        lane.SilentSince = null;
        _silent.Remove(lane);
        while (lane.Stalled.TryDequeue(out var content)) Drop(lane, content);
        if (lane.HasConnected) _arrived.Enqueue((lane, new Notice { Kind = NoticeKind.Disconnected, Id = lane.Id, Info = info }));
        else if (!isServer) Fail(info);
    }

    private void Break()
    {
        IsBroken = true;
        Fail(new DisconnectInfo(DisconnectReason.CarrierFailed, DisconnectOrigin.Local, text: "The wrapped peer was disposed."));
    }

    private void Fail(DisconnectInfo info) => _arrived.Enqueue((null, new Notice { Kind = NoticeKind.ConnectionFailed, Info = info }));

    // Anything else travels behind what was sent before it.
    private static bool IsFoundHere(DisconnectReason reason) =>
        reason is DisconnectReason.SlowConsumer or DisconnectReason.TimedOut or DisconnectReason.Aborted or DisconnectReason.CarrierFailed;
}
