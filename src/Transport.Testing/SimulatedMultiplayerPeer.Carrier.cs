using Transport.Testing.Simulation;

namespace Transport.Testing;

// What it does as a carrier: it passes on to the wrapped peer what goes down, and takes from the session what comes up.
public abstract partial class SimulatedMultiplayerPeer
{
    // Used by the polling thread only.
    private readonly List<object> _arrivals = [];

    /// <inheritdoc/>
    protected override bool SendCore(ReadOnlySpan<byte> payload, int target, TransferMode mode, int channel, bool mustDeliver)
    {
        using var use = Enter();
        return _session is { } session && session.Send(payload, target, mode, channel, mustDeliver);
    }

    /// <inheritdoc/>
    protected override void FlushCore()
    {
        using var use = Enter();
        try
        {
            if (_session is { IsBroken: false }) _inner.Flush();
        }
        catch (ObjectDisposedException)
        {
            // The next step finds it, and tells of it in its place.
        }
    }

    /// <inheritdoc/>
    protected override void PollCore()
    {
        if (TakeArrivals() is not { } session) return;
        // Outside the gate: whoever waits goes on at once.
        foreach (var arrival in _arrivals) session.Post(arrival);
        _arrivals.Clear();
    }

    /// <inheritdoc/>
    protected override void WaitCore()
    {
        using var use = Enter();
        _isAwaited = true;
        _session?.Step(Network.Now);
    }

    /// <inheritdoc/>
    protected override void PeerJoined(int id)
    {
        using var use = Enter();
        _session?.Announce(id);
    }

    /// <inheritdoc/>
    protected override void PeerLeft(int id)
    {
        using var use = Enter();
        _session?.Remove(id);
    }

    /// <inheritdoc/>
    protected override void DisconnectPeerCore(int id, int code, string reason, bool force)
    {
        using var use = Enter();
        _session?.Disconnect(id, code, reason, force);
        Network.StepAll();
    }

    /// <inheritdoc/>
    protected override void CloseCore(int code, string reason, bool force)
    {
        using var use = Enter();
        EndSimulation();
        CloseInner(code, reason, force);
        Network.StepAll();
    }

    /// <inheritdoc/>
    protected override void SessionEnded()
    {
        using var use = Enter();
        if (_session is not { IsBroken: false })
        {
            EndSimulation();
            return;
        }
        EndSimulation();
        // It may not have noticed yet that its session is over.
        PollInner();
        CloseInner(CloseCode.Normal, "", force: true);
    }

    /// <inheritdoc/>
    protected override ValueTask LingerAsync(CancellationToken cancellationToken)
    {
        using var use = Enter();
        return _inner.Status == ConnectionStatus.Disconnected ? _inner.CloseAsync(cancellationToken: cancellationToken) : default;
    }

    /// <summary>
    /// What the wrapped peer has counted, with what has arrived here in place of what it has received, and the latency of both directions
    /// added to its round trip.
    /// </summary>
    protected override PeerStatistics GetStatisticsCore(int id)
    {
        using var use = Enter();
        if (_session?.Find(id) is not { IsOpenInside: true, IsForgotten: false } lane) return default;
        var statistics = _inner.GetStatistics(id);
        var latency = lane.Model.Conditions.Latency + (lane.Far?.Model.Conditions.Latency ?? TimeSpan.Zero);
        return new PeerStatistics
        {
            RoundTripTime = latency > TimeSpan.Zero ? (statistics.RoundTripTime ?? TimeSpan.Zero) + latency : statistics.RoundTripTime,
            PacketsSent = statistics.PacketsSent,
            BytesSent = statistics.BytesSent,
            PacketsReceived = lane.Counters[LinkEvent.Arrived],
            BytesReceived = lane.Counters.ArrivedBytes,
            QueuedPackets = statistics.QueuedPackets,
            QueuedBytes = statistics.QueuedBytes,
        };
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        base.Dispose(disposing);
        using var use = Enter();
        Network.Remove(this);
        _timer.Dispose();
        _inner.Dispose();
    }

    private SimulatedSession? TakeArrivals()
    {
        using var use = Enter();
        if (_session is not { } session)
        {
            // What it closed may still be on its way.
            PollInner();
            return null;
        }
        session.Step(Network.Now);
        session.TakeArrivals(_arrivals);
        // Posting them completes a wait.
        if (_arrivals.Count > 0) _isAwaited = false;
        return session;
    }

    private void PollInner()
    {
        try
        {
            _inner.Poll();
        }
        catch (ObjectDisposedException)
        {
            // Somebody else disposed it: there is nothing to poll.
        }
    }

    private void EndSimulation()
    {
        _session?.End();
        _session = null;
    }
}
