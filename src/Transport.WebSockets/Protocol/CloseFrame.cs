using System.Buffers.Binary;
using System.Text;

namespace Transport.WebSockets.Protocol;

/// <summary>The payload of a close frame: nothing, or a code and a reason. Source: RFC 6455 sections 5.5.1 and 7.4.</summary>
internal static class CloseFrame
{
    public const int MaxPayloadBytes = CodeBytes + CloseCode.MaxReasonBytes;

    private const int CodeBytes = sizeof(ushort);

    /// <summary>
    /// Whether a code may come in a close frame. More than this end sends of its own accord (<see cref="CloseCode.CanBeSent"/>): 1012
    /// to 1014 were registered later.
    /// </summary>
    public static bool CanBeReceived(int code) => code is >= 1000 and <= 1003 or >= 1007 and <= 1014 or >= 3000 and <= 4999;

    /// <summary>Writes a payload of at most <see cref="MaxPayloadBytes"/>; none for <see cref="CloseCode.NoStatus"/>.</summary>
    /// <returns>The bytes written.</returns>
    public static int Write(Span<byte> destination, int code, string reason)
    {
        if (code == CloseCode.NoStatus) return 0;
        if (!CanBeReceived(code)) throw new ArgumentOutOfRangeException(nameof(code), code, "Not a code that may be sent.");
        if (Encoding.UTF8.GetByteCount(reason) > CloseCode.MaxReasonBytes)
            throw new ArgumentException("A close reason is at most 123 bytes of UTF-8.", nameof(reason));
        BinaryPrimitives.WriteUInt16BigEndian(destination, (ushort)code);
        return CodeBytes + Encoding.UTF8.GetBytes(reason, destination[CodeBytes..]);
    }

    /// <summary>Reads what a remote sent; false when it breaks a rule.</summary>
    public static bool TryRead(ReadOnlySpan<byte> payload, out int code, out string reason, out ProtocolFailure failure)
    {
        code = CloseCode.NoStatus;
        reason = "";
        failure = default;
        if (payload.IsEmpty) return true;
        if (payload.Length < CodeBytes)
        {
            failure = ProtocolFailure.CloseTooShort;
            return false;
        }
        var received = BinaryPrimitives.ReadUInt16BigEndian(payload);
        if (!CanBeReceived(received))
        {
            failure = ProtocolFailure.InvalidCloseCode;
            return false;
        }
        var utf8 = default(Utf8Validator);
        if (!utf8.TryAppend(payload[CodeBytes..]) || !utf8.IsComplete)
        {
            failure = ProtocolFailure.InvalidCloseReason;
            return false;
        }
        code = received;
        reason = Encoding.UTF8.GetString(payload[CodeBytes..]);
        return true;
    }
}
