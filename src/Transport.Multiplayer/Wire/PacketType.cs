namespace Transport.Multiplayer.Wire;

/// <summary>The first byte of a packet.</summary>
internal static class PacketType
{
    private const int CommandMask = 0x07;

    public static PacketCommand CommandOf(byte first) => (PacketCommand)(first & CommandMask);

    /// <summary>Whether it is authentication: <c>07 00</c> and perhaps data.</summary>
    public static bool IsAuth(ReadOnlySpan<byte> packet) =>
        packet.Length >= SystemPacket.AuthBytes && CommandOf(packet[0]) == PacketCommand.System && packet[1] == (byte)SystemCommand.Auth;
}
