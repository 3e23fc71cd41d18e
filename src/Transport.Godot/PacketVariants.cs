using System.Buffers;
using Transport.Godot.Wire;

namespace Transport.Godot;

/// <summary>
/// Variants as packets, on every <see cref="MultiplayerPeer"/>, on a <c>WebSocketPeer</c>, and on whatever else is an <see cref="IPacketPeer"/>:
/// one packet is one Variant in the standard form. Source: Godot <c>PacketPeer.put_var</c> and <c>get_var</c>.
/// </summary>
public static class PacketVariants
{
    /// <summary>Queues a Variant as a packet, with the target and mode that are set. Source: Godot <c>put_var</c>.</summary>
    /// <param name="peer">The peer.</param>
    /// <param name="value">The Variant.</param>
    /// <param name="options">Limits and habits; null for the defaults. <see cref="VariantOptions.AllowObjects"/> is Godot's <c>full_objects</c>.</param>
    /// <returns>As <see cref="IPacketPeer.PutPacket"/>.</returns>
    /// <exception cref="ArgumentException">
    /// It cannot be written, or takes more than <see cref="VariantOptions.MaxEncodedBytes"/> or the peer's own limit.
    /// </exception>
    /// <exception cref="InvalidOperationException">The peer is not connected.</exception>
    public static bool PutVar(this IPacketPeer peer, in Variant value, VariantOptions? options = null)
    {
        if (peer is null) throw new ArgumentNullException(nameof(peer));
        using var packet = new RentedPacket(value, options);
        return peer.PutPacket(packet.Payload);
    }

    /// <summary>Takes the next packet and reads it as a Variant. What comes behind the Variant is not looked at. Source: Godot <c>get_var</c>.</summary>
    /// <remarks>What a remote has sent may throw here; <see cref="TryGetVar"/> is for remotes that are not trusted.</remarks>
    /// <param name="peer">The peer.</param>
    /// <param name="options">Limits and habits; null for the defaults. <see cref="VariantOptions.AllowObjects"/> is Godot's <c>allow_objects</c>.</param>
    /// <exception cref="InvalidOperationException">There is no packet: <see cref="IPacketPeer.AvailablePacketCount"/> is 0.</exception>
    /// <exception cref="InvalidDataException">The packet is no Variant. It is taken all the same.</exception>
    public static Variant GetVar(this IPacketPeer peer, VariantOptions? options = null) =>
        peer.TryGetVar(out var value, out var fault, options) ? value : throw new InvalidDataException(fault.ToString());

    /// <summary>
    /// Takes the next packet and reads it as a Variant; false when it is none. The packet is taken all the same. Nothing throws for what a remote has
    /// sent.
    /// </summary>
    /// <param name="peer">The peer.</param>
    /// <param name="value">The Variant; Nil when the packet is none.</param>
    /// <param name="fault">What is wrong with the packet.</param>
    /// <param name="options">Limits and habits; null for the defaults.</param>
    /// <exception cref="InvalidOperationException">There is no packet: <see cref="IPacketPeer.AvailablePacketCount"/> is 0.</exception>
    public static bool TryGetVar(this IPacketPeer peer, out Variant value, out VariantFault fault, VariantOptions? options = null)
    {
        if (peer is null) throw new ArgumentNullException(nameof(peer));
        if (!peer.TryTakePacket(out var payload))
            throw new InvalidOperationException($"There is no packet to take; {nameof(IPacketPeer.AvailablePacketCount)} is 0.");
        return Variant.TryFromBytes(payload.Span, out value, out fault, options);
    }

    /// <summary>Queues a Variant as a packet: <see cref="MultiplayerPeer.Send"/>.</summary>
    /// <param name="peer">The peer.</param>
    /// <param name="value">The Variant.</param>
    /// <param name="target">0 for everyone, n for one peer, -n for everyone but n.</param>
    /// <param name="mode">How it travels. Default reliable.</param>
    /// <param name="channel">The ordering lane. Default 0.</param>
    /// <param name="options">Limits and habits; null for the defaults.</param>
    /// <exception cref="ArgumentException">It cannot be written, is too large, or there is no such target, mode or channel.</exception>
    /// <exception cref="InvalidOperationException">The peer is not connected.</exception>
    public static void SendVar(
        this MultiplayerPeer peer, in Variant value, int target, TransferMode mode = TransferMode.Reliable, int channel = 0, VariantOptions? options = null)
    {
        if (peer is null) throw new ArgumentNullException(nameof(peer));
        using var packet = new RentedPacket(value, options);
        peer.Send(packet.Payload, target, mode, channel);
    }

    /// <summary>Queues a Variant as a packet for each target that has room: <see cref="MultiplayerPeer.TrySend"/>.</summary>
    /// <inheritdoc cref="SendVar"/>
    /// <returns>True when every target took it.</returns>
    public static bool TrySendVar(
        this MultiplayerPeer peer, in Variant value, int target, TransferMode mode = TransferMode.Reliable, int channel = 0, VariantOptions? options = null)
    {
        if (peer is null) throw new ArgumentNullException(nameof(peer));
        using var packet = new RentedPacket(value, options);
        return peer.TrySend(packet.Payload, target, mode, channel);
    }

    /// <summary>Reads a packet as a Variant; false when it is none. Nothing throws for what a remote has sent.</summary>
    /// <param name="packet">The packet, from <see cref="MultiplayerPeer.TryReceive"/>.</param>
    /// <param name="value">The Variant; Nil when the packet is none. It keeps nothing of the packet's memory.</param>
    /// <param name="fault">What is wrong with the packet.</param>
    /// <param name="options">Limits and habits; null for the defaults.</param>
    public static bool TryReadVariant(this in Packet packet, out Variant value, out VariantFault fault, VariantOptions? options = null) =>
        Variant.TryFromBytes(packet.Payload.Span, out value, out fault, options);

    /// <summary>Reads a packet as a Variant. <see cref="TryReadVariant"/> is for remotes that are not trusted.</summary>
    /// <param name="packet">The packet, from <see cref="MultiplayerPeer.TryReceive"/>.</param>
    /// <param name="options">Limits and habits; null for the defaults.</param>
    /// <exception cref="InvalidDataException">It is none.</exception>
    public static Variant ReadVariant(this in Packet packet, VariantOptions? options = null) =>
        packet.TryReadVariant(out var value, out var fault, options) ? value : throw new InvalidDataException(fault.ToString());

    /// <summary>A Variant in bytes, in rented memory.</summary>
    private readonly ref struct RentedPacket
    {
        private readonly byte[] _buffer;

        public RentedPacket(in Variant value, VariantOptions? options)
        {
            options ??= VariantOptions.Default;
            var bytes = TreeWriter.Measure(value, options);
            _buffer = ArrayPool<byte>.Shared.Rent(bytes);
            Payload = _buffer.AsSpan(0, bytes);
            TreeWriter.Write(_buffer.AsSpan(0, bytes), value, options);
        }

        public ReadOnlySpan<byte> Payload { get; }

        public void Dispose() => ArrayPool<byte>.Shared.Return(_buffer);
    }
}
