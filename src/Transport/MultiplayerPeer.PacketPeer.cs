namespace Transport;

// Godot's shape, over Send and TryReceive: set a target, put a packet; count packets, get one.
public abstract partial class MultiplayerPeer : IPacketPeer
{
    private int _targetPeer;

    /// <summary>The target of the next <see cref="PutPacket"/>: 0 everyone (the default), n one peer, -n everyone but n. Source: Godot <c>set_target_peer</c>.</summary>
    public int TargetPeer
    {
        get => _targetPeer;
        set => _targetPeer = value != int.MinValue
            ? value
            : throw new ArgumentOutOfRangeException(nameof(value), value, "A target is 0, a peer's id or the negative of one.");
    }

    /// <summary>The mode of the next <see cref="PutPacket"/>. Default reliable. Source: Godot <c>transfer_mode</c>.</summary>
    public TransferMode TransferMode { get; set; } = TransferMode.Reliable;

    /// <summary>The channel of the next <see cref="PutPacket"/>. Default 0. Source: Godot <c>transfer_channel</c>.</summary>
    public int TransferChannel { get; set; }

    /// <summary>How many packets can be taken without another Poll. Source: Godot <c>get_available_packet_count</c>.</summary>
    public int AvailablePacketCount { get; private set; }

    /// <summary><see cref="Send"/> with the target, mode and channel that were set. Source: Godot <c>put_packet</c>.</summary>
    /// <inheritdoc cref="Send"/>
    public void PutPacket(ReadOnlySpan<byte> payload) => Send(payload, TargetPeer, TransferMode, TransferChannel);

    /// <summary>
    /// Takes the next packet as an array of its own. <see cref="TryReceive"/> does the same without the copy. Source: Godot <c>get_packet</c>.
    /// </summary>
    /// <exception cref="InvalidOperationException">There is none: <see cref="AvailablePacketCount"/> is 0.</exception>
    /// <exception cref="ObjectDisposedException">The peer is disposed.</exception>
    public byte[] GetPacket() =>
        TryReceive(out var packet) ? packet.Payload.ToArray() : throw NoPacket();

    /// <summary>The sender of the packet that <see cref="GetPacket"/> takes next. Source: Godot <c>get_packet_peer</c>.</summary>
    /// <exception cref="InvalidOperationException">There is none.</exception>
    public int GetPacketPeer() => PeekPacket().Sender;

    /// <summary>The mode of the packet that <see cref="GetPacket"/> takes next. Source: Godot <c>get_packet_mode</c>.</summary>
    /// <exception cref="InvalidOperationException">There is none.</exception>
    public TransferMode GetPacketMode() => PeekPacket().Mode;

    /// <summary>The channel of the packet that <see cref="GetPacket"/> takes next. Source: Godot <c>get_packet_channel</c>.</summary>
    /// <exception cref="InvalidOperationException">There is none.</exception>
    public int GetPacketChannel() => PeekPacket().Channel;

    bool IPacketPeer.PutPacket(ReadOnlySpan<byte> payload)
    {
        PutPacket(payload);
        return true;
    }

    bool IPacketPeer.TryTakePacket(out ReadOnlyMemory<byte> payload)
    {
        var isThere = TryReceive(out var packet);
        payload = packet.Payload;
        return isThere;
    }

    private Packet PeekPacket()
    {
        if (AvailablePacketCount == 0) throw NoPacket();
        var block = _firstBlock!;
        return _nextPacket < block.Count ? block[_nextPacket] : block.Next![0];
    }

    private static InvalidOperationException NoPacket() => new("There is no packet to take; AvailablePacketCount is 0.");
}
