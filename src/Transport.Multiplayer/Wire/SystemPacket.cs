using System.Buffers.Binary;

namespace Transport.Multiplayer.Wire;

/// <summary>
/// <c>07</c>, a command, and but for authentication a peer: <c>07 01 id</c> and <c>07 02 id</c> announce peers, <c>07 03 id</c> comes before
/// a packet that is relayed, <c>07 00</c> before data of an authentication, or alone when it is complete.
/// </summary>
/// <param name="command">See <see cref="Command"/>.</param>
/// <param name="peer">See <see cref="Peer"/>.</param>
internal readonly struct SystemPacket(SystemCommand command, int peer)
{
    /// <summary>The size of an announcement, and of what comes before a relayed packet.</summary>
    public const int Bytes = 6;

    /// <summary>The size of what comes before data of an authentication.</summary>
    public const int AuthBytes = 2;

    public SystemCommand Command { get; } = command;

    /// <summary>The peer that came or went; with a relay the target on the way to the server, and the source on the way from it.</summary>
    public int Peer { get; } = peer;

    /// <summary>Reads an announcement or the head of a relay. False for anything else.</summary>
    public static bool TryRead(ReadOnlySpan<byte> packet, out SystemPacket system)
    {
        system = default;
        if (packet.Length < Bytes || PacketType.CommandOf(packet[0]) != PacketCommand.System) return false;
        var command = (SystemCommand)packet[1];
        if (command is not (SystemCommand.AddPeer or SystemCommand.DelPeer or SystemCommand.Relay)) return false;
        // A relay carries a packet, which has at least its first byte.
        if (command == SystemCommand.Relay && packet.Length == Bytes) return false;
        system = new SystemPacket(command, BinaryPrimitives.ReadInt32LittleEndian(packet[AuthBytes..]));
        return true;
    }

    public static void Write(Span<byte> destination, SystemCommand command, int peer)
    {
        WriteStart(destination, command);
        BinaryPrimitives.WriteInt32LittleEndian(destination[AuthBytes..], peer);
    }

    public static void WriteAuth(Span<byte> destination) => WriteStart(destination, SystemCommand.Auth);

    private static void WriteStart(Span<byte> destination, SystemCommand command)
    {
        destination[0] = (byte)PacketCommand.System;
        destination[1] = (byte)command;
    }
}
