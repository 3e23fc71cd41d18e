namespace Transport;

/// <summary>
/// The limits of a <see cref="LoopbackMultiplayerPeer"/>. Each end has its own; they are read when the peer is made, and later
/// changes do nothing.
/// </summary>
public sealed class LoopbackOptions
{
    /// <summary>
    /// The largest payload in bytes, sent or received. Sending a larger one throws; receiving one ends the connection with
    /// <see cref="DisconnectReason.PacketTooLarge"/>. Default 65,535.
    /// </summary>
    public int MaxPacketBytes { get; set; } = 65_535;

    /// <summary>
    /// How many payload bytes of one remote may wait here, until they are taken. Beyond it they wait at the remote. At least one
    /// largest packet always fits. Default 65,535.
    /// </summary>
    public int InboundQueueBytes { get; set; } = 65_535;

    /// <summary>How many packets of one remote may wait here, until they are taken. Beyond it they wait at the remote. Default 4096.</summary>
    public int InboundQueuePackets { get; set; } = 4096;

    /// <summary>
    /// How many payload bytes may be queued to one remote that has no room for them. Beyond it TrySend returns false and Send
    /// disconnects. At least one largest packet always fits. Default 1,048,576 (1 MiB).
    /// </summary>
    public int OutboundQueueBytes { get; set; } = 1024 * 1024;

    /// <summary>How many packets may be queued to one remote that has no room for them. Default 16,384.</summary>
    public int OutboundQueuePackets { get; set; } = 16_384;

    /// <summary>How many clients a server takes; further ones are refused. Null, the default, is no limit.</summary>
    public int? MaxClients { get; set; }

    /// <summary>
    /// How long what was queued before a close may still be taken by the remote; after that the connection is cut. Default 5 seconds.
    /// </summary>
    public TimeSpan CloseDrainTimeout { get; set; } = TimeSpan.FromSeconds(5);
}
