using System.Buffers.Binary;

namespace Transport.WebSockets.Framing;

/// <summary>The bytes before a frame's payload. Source: RFC 6455 section 5.2.</summary>
internal readonly struct FrameHeader
{
    /// <summary>The longest header: two bytes, a 64-bit length and a mask key.</summary>
    public const int MaxBytes = 14;

    /// <summary>The longest payload of a control frame. Source: RFC 6455 section 5.5.</summary>
    public const int MaxControlPayloadBytes = 125;

    internal const byte FinalBit = 0x80;
    internal const byte MaskBit = 0x80;
    internal const byte Length16 = 126;
    internal const byte Length64 = 127;

    private const byte ReservedBits = 0x70;
    private const byte OpcodeBits = 0x0F;

    private readonly byte _first;
    private readonly byte _headerBytes;
    private readonly bool _isMasked;

    private FrameHeader(byte first, int headerBytes, long payloadBytes, bool isMasked, uint maskKey)
    {
        _first = first;
        _headerBytes = (byte)headerBytes;
        _isMasked = isMasked;
        MaskKey = maskKey;
        PayloadBytes = payloadBytes;
    }

    public Opcode Opcode => (Opcode)(_first & OpcodeBits);

    public bool IsFinal => (_first & FinalBit) != 0;

    public bool IsControl => Opcode >= Opcode.Close;

    public bool IsMasked => _isMasked;

    /// <summary>The key as <see cref="Masking"/> wants it; 0, which changes nothing, when the frame is not masked.</summary>
    public uint MaskKey { get; }

    /// <summary>The declared length; nothing is known yet of the bytes behind it.</summary>
    public long PayloadBytes { get; }

    public int HeaderBytes => _headerBytes;

    /// <summary>
    /// Reads a header from the start of what has arrived. The rules are tested in the order of the bytes, so the outcome does not
    /// depend on how many of them have arrived, and a broken one is told as soon as it can be seen.
    /// </summary>
    public static FrameHeaderOutcome TryRead(ReadOnlySpan<byte> source, out FrameHeader header)
    {
        header = default;
        if (source.IsEmpty) return FrameHeaderOutcome.Incomplete;
        var first = source[0];
        var outcome = CheckFirst(first);
        if (outcome != FrameHeaderOutcome.Complete) return outcome;

        if (source.Length < 2) return FrameHeaderOutcome.Incomplete;
        var second = source[1];
        long length = second & ~MaskBit;
        var position = 2;
        if (length >= Length16)
        {
            if (((Opcode)(first & OpcodeBits)) >= Opcode.Close) return FrameHeaderOutcome.ControlTooLong;
            outcome = ReadLongLength(source, ref position, ref length);
            if (outcome != FrameHeaderOutcome.Complete) return outcome;
        }

        var isMasked = (second & MaskBit) != 0;
        uint maskKey = 0;
        if (isMasked)
        {
            if (source.Length < position + sizeof(uint)) return FrameHeaderOutcome.Incomplete;
            maskKey = BinaryPrimitives.ReadUInt32LittleEndian(source[position..]);
            position += sizeof(uint);
        }
        header = new FrameHeader(first, position, length, isMasked, maskKey);
        return FrameHeaderOutcome.Complete;
    }

    private static FrameHeaderOutcome CheckFirst(byte first)
    {
        if ((first & ReservedBits) != 0) return FrameHeaderOutcome.ReservedBits;
        var opcode = (Opcode)(first & OpcodeBits);
        if (opcode <= Opcode.Binary) return FrameHeaderOutcome.Complete;
        if (opcode is < Opcode.Close or > Opcode.Pong) return FrameHeaderOutcome.UnknownOpcode;
        return (first & FinalBit) != 0 ? FrameHeaderOutcome.Complete : FrameHeaderOutcome.FragmentedControl;
    }

    // The shortest form must be used, and the topmost of 64 bits must be 0: RFC 6455 section 5.2.
    private static FrameHeaderOutcome ReadLongLength(ReadOnlySpan<byte> source, ref int position, ref long length)
    {
        if (length == Length16)
        {
            if (source.Length < 4) return FrameHeaderOutcome.Incomplete;
            length = BinaryPrimitives.ReadUInt16BigEndian(source[2..]);
            position = 4;
            return length < Length16 ? FrameHeaderOutcome.LengthNotMinimal : FrameHeaderOutcome.Complete;
        }
        if (source.Length < 10) return FrameHeaderOutcome.Incomplete;
        length = BinaryPrimitives.ReadInt64BigEndian(source[2..]);
        position = 10;
        if (length < 0) return FrameHeaderOutcome.LengthTooLong;
        return length <= ushort.MaxValue ? FrameHeaderOutcome.LengthNotMinimal : FrameHeaderOutcome.Complete;
    }
}
