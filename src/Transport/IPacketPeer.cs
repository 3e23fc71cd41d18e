namespace Transport;

/// <summary>
/// What takes and gives whole packets, whether there is one remote or many. For code that is written for both a <see cref="MultiplayerPeer"/> and
/// a peer of one connection, such as <c>PutVar</c> and <c>GetVar</c>. Source: Godot <c>PacketPeer</c>.
/// </summary>
/// <remarks>Threads, times and errors are those of the peer that it is.</remarks>
public interface IPacketPeer
{
    /// <summary>How many packets can be taken without another poll. Source: Godot <c>get_available_packet_count</c>.</summary>
    int AvailablePacketCount { get; }

    /// <summary>Queues a packet, with whatever target and mode are set. The payload is copied. Source: Godot <c>put_packet</c>.</summary>
    /// <returns>
    /// False when a peer of one connection has no room for it, and goes on as it was. A <see cref="MultiplayerPeer"/> disconnects a remote that has
    /// none, and the answer is true.
    /// </returns>
    bool PutPacket(ReadOnlySpan<byte> payload);

    /// <summary>
    /// Takes the next packet; false when there is none. The payload belongs to the peer, and is valid until the next packet is taken or the peer is
    /// polled or closed.
    /// </summary>
    bool TryTakePacket(out ReadOnlyMemory<byte> payload);
}
