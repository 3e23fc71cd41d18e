namespace Transport;

/// <summary>
/// A packet as it was received: whole, with its sender, mode and channel.
/// The payload belongs to the peer that handed it out, and is valid until the next <see cref="MultiplayerPeer.TryReceive"/>,
/// <see cref="MultiplayerPeer.Poll"/> or <see cref="MultiplayerPeer.Close"/> on that peer. Copy what must live longer.
/// </summary>
/// <param name="sender">See <see cref="Sender"/>.</param>
/// <param name="payload">See <see cref="Payload"/>.</param>
/// <param name="mode">See <see cref="Mode"/>.</param>
/// <param name="channel">See <see cref="Channel"/>.</param>
#pragma warning disable CA1815 // Two packets are never compared; their payloads would have to be.
public readonly struct Packet(
    int sender,
    ReadOnlyMemory<byte> payload,
    TransferMode mode = TransferMode.Reliable,
    int channel = 0)
#pragma warning restore CA1815
{
    /// <summary>The bytes. May be empty: a zero-length packet is a packet.</summary>
    public ReadOnlyMemory<byte> Payload { get; } = payload;

    /// <summary>The id of the peer that sent it; 1 is the server.</summary>
    public int Sender { get; } = sender;

    /// <summary>The channel it came on; 0 where the carrier has no channels.</summary>
    public int Channel { get; } = channel;

    /// <summary>The mode it came with; <see cref="TransferMode.Reliable"/> where the carrier has no others.</summary>
    public TransferMode Mode { get; } = mode;
}
