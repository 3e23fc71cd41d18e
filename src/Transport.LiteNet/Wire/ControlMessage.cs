using System.Buffers.Binary;

namespace Transport.LiteNet.Wire;

/// <summary>
/// What the two ends tell each other beside the packets, on a lane of its own that is reliable and ordered.
/// Source: docs/wire-format.md, UDP section 5.
/// </summary>
internal static class ControlMessage
{
    /// <summary>The server gives the client its id and says how much it can hold.</summary>
    public const byte Welcome = 1;

    /// <summary>The client has its id.</summary>
    public const byte Confirm = 2;

    /// <summary>How much was taken so far of what the other end has sent.</summary>
    public const byte Credit = 3;

    /// <summary>This end has more to send than the other's credit allows.</summary>
    public const byte Blocked = 4;

    /// <summary>Nothing more comes, and why; and how many reliable packets were sent in all.</summary>
    public const byte Close = 5;

    public const int WelcomeBytes = 1 + sizeof(int) + 2 * sizeof(uint);

    public const int CreditBytes = 1 + 2 * sizeof(ulong);

    public const int MaxBytes = CloseFarewellOffset + Farewell.MaxBytes;

    private const int CloseFarewellOffset = 1 + sizeof(ulong);

    public static void WriteWelcome(Span<byte> message, int id, uint windowBytes, uint windowPackets)
    {
        message[0] = Welcome;
        BinaryPrimitives.WriteInt32LittleEndian(message[1..], id);
        BinaryPrimitives.WriteUInt32LittleEndian(message[5..], windowBytes);
        BinaryPrimitives.WriteUInt32LittleEndian(message[9..], windowPackets);
    }

    public static bool TryReadWelcome(ReadOnlySpan<byte> message, out int id, out uint windowBytes, out uint windowPackets)
    {
        (id, windowBytes, windowPackets) = (0, 0, 0);
        if (message.Length != WelcomeBytes || message[0] != Welcome) return false;
        id = BinaryPrimitives.ReadInt32LittleEndian(message[1..]);
        windowBytes = BinaryPrimitives.ReadUInt32LittleEndian(message[5..]);
        windowPackets = BinaryPrimitives.ReadUInt32LittleEndian(message[9..]);
        return id > MultiplayerPeer.TargetPeerServer && windowBytes > 0 && windowPackets > 0;
    }

    public static void WriteCredit(Span<byte> message, long takenBytes, long takenPackets)
    {
        message[0] = Credit;
        BinaryPrimitives.WriteInt64LittleEndian(message[1..], takenBytes);
        BinaryPrimitives.WriteInt64LittleEndian(message[9..], takenPackets);
    }

    public static bool TryReadCredit(ReadOnlySpan<byte> message, out long takenBytes, out long takenPackets)
    {
        (takenBytes, takenPackets) = (0, 0);
        if (message.Length != CreditBytes || message[0] != Credit) return false;
        takenBytes = BinaryPrimitives.ReadInt64LittleEndian(message[1..]);
        takenPackets = BinaryPrimitives.ReadInt64LittleEndian(message[9..]);
        return takenBytes >= 0 && takenPackets >= 0;
    }

    /// <returns>How many bytes were written.</returns>
    public static int WriteClose(Span<byte> message, long reliablePackets, int code, string text)
    {
        message[0] = Close;
        BinaryPrimitives.WriteInt64LittleEndian(message[1..], reliablePackets);
        return CloseFarewellOffset + Farewell.Write(message[CloseFarewellOffset..], code, text);
    }

    public static bool TryReadClose(ReadOnlySpan<byte> message, out long reliablePackets, out int code, out string text)
    {
        (reliablePackets, code, text) = (0, CloseCode.None, "");
        if (message.Length < CloseFarewellOffset || message[0] != Close) return false;
        reliablePackets = BinaryPrimitives.ReadInt64LittleEndian(message[1..]);
        return reliablePackets >= 0
            && Farewell.TryRead(message[CloseFarewellOffset..], out code, out text)
            && CloseCode.CanBeSent(code);
    }
}
