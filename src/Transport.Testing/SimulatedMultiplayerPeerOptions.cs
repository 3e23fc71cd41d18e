namespace Transport.Testing;

/// <summary>
/// The limits of a <see cref="SimulatedMultiplayerPeer"/>, beside those of the peer it is wrapped around. They are read when the peer is
/// wrapped, and later changes do nothing.
/// </summary>
public sealed class SimulatedMultiplayerPeerOptions
{
    /// <summary>
    /// How many payload bytes of one remote may have arrived here and wait to be taken. Beyond it they stay on their way. One packet of any
    /// size always fits. Default 65,535.
    /// </summary>
    public int InboundQueueBytes { get; set; } = 65_535;

    /// <summary>
    /// How many packets of one remote may have arrived here and wait to be taken. Beyond it they stay on their way. Default 4096.
    /// </summary>
    public int InboundQueuePackets { get; set; } = 4096;

    /// <summary>
    /// How many payload bytes of one remote may be on their way to here. Beyond it reading from the wrapped peer stops, so that its flow
    /// control reaches the sender. One packet of any size always fits. Default 1,048,576 (1 MiB).
    /// </summary>
    public int InFlightBytes { get; set; } = 1024 * 1024;

    /// <summary>
    /// How many packets of one remote may be on their way to here. Beyond it reading from the wrapped peer stops. Default 16,384.
    /// </summary>
    public int InFlightPackets { get; set; } = 16_384;

    /// <summary>
    /// How long nothing may arrive, since a direction was made silent or cut off, until this end takes the link for dead:
    /// <see cref="DisconnectReason.TimedOut"/>; a client that is not connected yet fails with
    /// <see cref="DisconnectReason.HandshakeTimedOut"/>. Default 30 seconds.
    /// </summary>
    public TimeSpan SilenceLimit { get; set; } = TimeSpan.FromSeconds(30);
}
