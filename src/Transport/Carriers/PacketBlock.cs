namespace Transport.Carriers;

/// <summary>
/// Packets of one peer that a carrier received together and hands over as one: the unit that crosses from the carrier's thread to
/// the polling thread. The packets are slices of memory that the block owns until <see cref="Release"/>.
/// For writers of carriers. A block is used by one thread at a time.
/// </summary>
public abstract class PacketBlock
{
    internal PacketBlock? Next { get; set; }

    internal RemotePeer? From { get; set; }

    /// <summary>The id of the peer that sent the packets; set before the block is handed over.</summary>
    public int Sender { get; set; }

    /// <summary>How many packets the block holds; at least one when it is handed over.</summary>
    public abstract int Count { get; }

    /// <summary>The sum of the payloads, in bytes.</summary>
    public abstract int PayloadBytes { get; }

    /// <summary>A packet of the block; its payload is valid until <see cref="Release"/>.</summary>
    /// <param name="index">0 to <see cref="Count"/> - 1, in the order of arrival.</param>
    public abstract Packet this[int index] { get; }

    /// <summary>
    /// Takes the memory back: every packet was taken and its payload is done with, or the session ended before. Called once, on
    /// the polling thread. Here a carrier makes room in its inbound queue. When the peer is a member of a multiplex, it may come after the session
    /// of the peer is over, or the peer disposed.
    /// </summary>
    public abstract void Release();
}
