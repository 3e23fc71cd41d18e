namespace Transport.Testing.Simulation;

/// <summary>
/// The way from one remote to here, from the wrapped peer's connect until the peer above has told its end. For those inside the network's gate.
/// </summary>
internal sealed class Lane(SimulatedSession session, int id, LinkModel model, LinkCounters counters)
{
    private int _unreadPackets;
    private int _unreadBytes;

    /// <summary>The remote's id.</summary>
    public int Id => id;

    public SimulatedSession Session => session;

    public LinkModel Model => model;

    public LinkCounters Counters => counters;

    /// <summary>
    /// The other direction of the link, when its receiver is a peer of the same network. It stays, also when that one is gone.
    /// </summary>
    public Lane? Far { get; set; }

    /// <summary>What the link is known by at both ends: the client's id.</summary>
    public int LinkId { get; set; }

    /// <summary>The conditions for this remote only, or null.</summary>
    public NetworkConditions? Override { get; set; }

    /// <summary>Whether the wrapped peer still knows the remote.</summary>
    public bool IsOpenInside { get; set; } = true;

    /// <summary>Whether the news of the connect has arrived.</summary>
    public bool HasConnected { get; set; }

    /// <summary>Whether the peer above names the remote.</summary>
    public bool IsAnnounced { get; set; }

    /// <summary>What is still on its way is lost.</summary>
    public bool IsCut { get; set; }

    /// <summary>The peer above takes nothing of it any more.</summary>
    public bool IsForgotten { get; set; }

    /// <summary>Since when nothing arrives; null when it does.</summary>
    public long? SilentSince { get; set; }

    /// <summary>Reliable arrivals of a silence, in order.</summary>
    public Queue<object> Stalled { get; } = new();

    /// <summary>What has arrived and found the inbound queue full, in order.</summary>
    public Queue<object> Waiting { get; } = new();

    /// <summary>Whether one more packet may be read from the wrapped peer.</summary>
    public bool HasRoom(LinkLimits limits)
    {
        var (packets, bytes) = (counters.InFlightPackets, counters.InFlightBytes);
        // A perfect network holds nothing back: no more than the inbound queue takes.
        return model.Conditions.IsPerfect
            ? packets + _unreadPackets < limits.InboundPackets && bytes + _unreadBytes < limits.InboundBytes
            : packets < limits.InFlightPackets && bytes < limits.InFlightBytes;
    }

    /// <summary>Whether something that has arrived may be handed to the peer above.</summary>
    public bool HasRoomAbove(object content, LinkLimits limits) =>
        content is not SimulatedPacket packet
        || _unreadPackets == 0
        || (_unreadPackets < limits.InboundPackets && packet.PayloadBytes <= limits.InboundBytes - _unreadBytes);

    /// <summary>Something is handed to the peer above.</summary>
    public void HandedOn(object content)
    {
        if (content is not SimulatedPacket packet) return;
        counters.End(packet.PayloadBytes);
        _unreadPackets++;
        _unreadBytes += packet.PayloadBytes;
    }

    /// <summary>The peer above is done with a packet.</summary>
    public void Taken(SimulatedPacket packet)
    {
        _unreadPackets--;
        _unreadBytes -= packet.PayloadBytes;
    }
}
