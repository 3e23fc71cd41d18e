namespace Transport;

/// <summary>What a carrier has counted for one peer since it connected. Bytes are payload bytes, without headers of the carrier.</summary>
#pragma warning disable CA1815 // A snapshot to read, not to compare.
public readonly struct PeerStatistics
#pragma warning restore CA1815
{
    /// <summary>The latest measured round trip, or null when none was measured yet.</summary>
    public TimeSpan? RoundTripTime { get; init; }

    /// <summary>Packets queued to this peer since it connected.</summary>
    public long PacketsSent { get; init; }

    /// <summary>Packets received from this peer since it connected.</summary>
    public long PacketsReceived { get; init; }

    /// <summary>Payload bytes queued to this peer since it connected.</summary>
    public long BytesSent { get; init; }

    /// <summary>Payload bytes received from this peer since it connected.</summary>
    public long BytesReceived { get; init; }

    /// <summary>Packets queued and not yet written.</summary>
    public int QueuedPackets { get; init; }

    /// <summary>
    /// Bytes queued and not yet written, headers included. When this nears the outbound limit, <see cref="MultiplayerPeer.TrySend"/>
    /// is about to return false and <see cref="MultiplayerPeer.Send"/> to disconnect the peer as a slow consumer.
    /// </summary>
    public int QueuedBytes { get; init; }
}
