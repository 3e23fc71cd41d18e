using System.Buffers.Binary;

namespace Transport.WebSockets.Framing;

/// <summary>Writes messages and control frames as one unfragmented frame each, in the shortest form. Source: RFC 6455 section 5.2.</summary>
internal static class FrameWriter
{
    /// <summary>How many bytes <see cref="Write(Span{byte}, Opcode, ReadOnlySpan{byte}, bool)"/> takes for a payload.</summary>
    public static int MeasureFrame(int payloadBytes, bool masked)
    {
        if ((uint)payloadBytes > int.MaxValue - FrameHeader.MaxBytes) throw new ArgumentOutOfRangeException(nameof(payloadBytes));
        return MeasureHeader(payloadBytes, masked) + payloadBytes;
    }

    /// <summary>Writes one frame, with a key of its own when masked.</summary>
    /// <returns>The bytes written, <see cref="MeasureFrame"/> of them.</returns>
    public static int Write(Span<byte> destination, Opcode opcode, ReadOnlySpan<byte> payload, bool masked)
    {
        if (masked) return WriteMasked(destination, opcode, payload, MaskKeys.Next());
        var header = WriteHeader(destination, opcode, payload.Length, masked: false);
        payload.CopyTo(destination[header..]);
        return header + payload.Length;
    }

    internal static int WriteMasked(Span<byte> destination, Opcode opcode, ReadOnlySpan<byte> payload, uint key)
    {
        var header = WriteHeader(destination, opcode, payload.Length, masked: true);
        BinaryPrimitives.WriteUInt32LittleEndian(destination[(header - sizeof(uint))..], key);
        Masking.CopyMasked(payload, destination[header..], key);
        return header + payload.Length;
    }

    private static int MeasureHeader(int payloadBytes, bool masked)
    {
        var bytes = payloadBytes < FrameHeader.Length16 ? 2 : payloadBytes <= ushort.MaxValue ? 4 : 10;
        return masked ? bytes + sizeof(uint) : bytes;
    }

    // All but the key. Nothing is written when the frame does not fit.
    private static int WriteHeader(Span<byte> destination, Opcode opcode, int payloadBytes, bool masked)
    {
        if (opcode >= Opcode.Close && payloadBytes > FrameHeader.MaxControlPayloadBytes)
            throw new ArgumentException("The payload of a control frame is at most 125 bytes.", nameof(payloadBytes));
        var header = MeasureHeader(payloadBytes, masked);
        if (destination.Length - header < payloadBytes)
            throw new ArgumentException("Too short for the frame.", nameof(destination));
        var maskBit = masked ? FrameHeader.MaskBit : 0;
        destination[0] = (byte)(FrameHeader.FinalBit | (int)opcode);
        if (payloadBytes < FrameHeader.Length16)
        {
            destination[1] = (byte)(maskBit | payloadBytes);
        }
        else if (payloadBytes <= ushort.MaxValue)
        {
            destination[1] = (byte)(maskBit | FrameHeader.Length16);
            BinaryPrimitives.WriteUInt16BigEndian(destination[2..], (ushort)payloadBytes);
        }
        else
        {
            destination[1] = (byte)(maskBit | FrameHeader.Length64);
            BinaryPrimitives.WriteInt64BigEndian(destination[2..], payloadBytes);
        }
        return header;
    }
}
