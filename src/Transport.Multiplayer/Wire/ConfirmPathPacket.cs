using System.Buffers.Binary;

namespace Transport.Multiplayer.Wire;

/// <summary>
/// Answers a <see cref="SimplifyPathPacket"/>: <c>02</c>, whether the checksum is the receiver's own as well, and the sender's id for the path.
/// A seventh byte, zero, says that there is no such object; Godot refuses a packet of that size, and only peers of this library get one.
/// </summary>
/// <param name="pathId">See <see cref="PathId"/>.</param>
/// <param name="isChecksumRight">See <see cref="IsChecksumRight"/>.</param>
/// <param name="isUnknown">See <see cref="IsUnknown"/>.</param>
internal readonly struct ConfirmPathPacket(uint pathId, bool isChecksumRight, bool isUnknown = false)
{
    public const int MaxBytes = 7;

    private const int ConfirmBytes = 6;
    private const int PathIdAt = 2;

    public uint PathId { get; } = pathId;

    public bool IsChecksumRight { get; } = isChecksumRight;

    /// <summary>There is no object under the path: nothing is confirmed.</summary>
    public bool IsUnknown { get; } = isUnknown;

    public int Bytes => IsUnknown ? MaxBytes : ConfirmBytes;

    public static bool TryRead(ReadOnlySpan<byte> packet, out ConfirmPathPacket confirm)
    {
        confirm = default;
        if (packet.Length is not (ConfirmBytes or MaxBytes)) return false;
        confirm = new ConfirmPathPacket(
            BinaryPrimitives.ReadUInt32LittleEndian(packet[PathIdAt..]), packet[1] != 0, packet.Length == MaxBytes);
        return true;
    }

    public void Write(Span<byte> destination)
    {
        destination[0] = (byte)PacketCommand.ConfirmPath;
        destination[1] = (byte)(IsChecksumRight ? 1 : 0);
        BinaryPrimitives.WriteUInt32LittleEndian(destination[PathIdAt..], PathId);
        if (IsUnknown) destination[ConfirmBytes] = 0;
    }
}
