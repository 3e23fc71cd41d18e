using System.Buffers.Binary;
using System.Text;
using MessagePack;

namespace Transport.Multiplayer.Arguments;

/// <summary>Takes every form that the specification of MessagePack has for a value, not only the shortest.</summary>
/// <param name="encoding">For formatters.</param>
internal sealed class MessagePackArgumentReader(MessagePackEncoding encoding) : ArgumentReader
{
    public MessagePackSerializerOptions Options => encoding.Options;

    public override bool ReadBoolean()
    {
        switch (ReadCode())
        {
            case MessagePackCode.True:
                return true;
            case MessagePackCode.False:
                return false;
            default:
                Fail(ArgumentFault.WrongType);
                return false;
        }
    }

    public override long ReadInt64()
    {
        var value = ReadInteger(ReadCode(), out var isLarge);
        if (!isLarge) return value;
        Fail(ArgumentFault.OutOfRange);
        return 0;
    }

    public override ulong ReadUInt64()
    {
        var value = ReadInteger(ReadCode(), out var isLarge);
        if (isLarge || value >= 0) return (ulong)value;
        Fail(ArgumentFault.OutOfRange);
        return 0;
    }

    public override float ReadSingle() => (float)ReadDouble();

    public override double ReadDouble()
    {
        var code = ReadCode();
        switch (code)
        {
            case MessagePackCode.Float32:
                return BitConverter.Int32BitsToSingle((int)ReadBigEndian(sizeof(float)));
            case MessagePackCode.Float64:
                return BitConverter.Int64BitsToDouble((long)ReadBigEndian(sizeof(double)));
            default:
                var value = ReadInteger(code, out var isLarge);
                return isLarge ? (ulong)value : value;
        }
    }

    public override string ReadString()
    {
        var bytes = ReadUtf8();
        if (bytes.IsEmpty) return "";
        if (Utf8Text.IsValid(bytes)) return Encoding.UTF8.GetString(bytes);
        Fail(ArgumentFault.InvalidText);
        return "";
    }

    public override ReadOnlySpan<byte> ReadUtf8()
    {
        var code = ReadCode();
        var length = code switch
        {
            >= MessagePackCode.FixedText and < MessagePackCode.Nil => (uint)(code & MessagePackCode.MaxFixedText),
            MessagePackCode.Text8 => (uint)ReadBigEndian(1),
            MessagePackCode.Text16 => (uint)ReadBigEndian(2),
            MessagePackCode.Text32 => (uint)ReadBigEndian(4),
            _ => WrongType(),
        };
        return TryTakeLong(length, out var start) ? Buffer.AsSpan(start, (int)length) : default;
    }

    protected override ReadOnlyMemory<byte> ReadMemoryCore()
    {
        var length = ReadCode() switch
        {
            MessagePackCode.Bin8 => (uint)ReadBigEndian(1),
            MessagePackCode.Bin16 => (uint)ReadBigEndian(2),
            MessagePackCode.Bin32 => (uint)ReadBigEndian(4),
            _ => WrongType(),
        };
        return TryTakeLong(length, out var start) ? Buffer.AsMemory(start, (int)length) : default;
    }

    public override void Skip()
    {
        // Not by recursion: the nesting is the remote's.
        for (var values = 1L; values > 0 && IsOk; values--) values += SkipOne();
    }

    protected override bool TryReadNilCore()
    {
        if (Left.IsEmpty || Left[0] != MessagePackCode.Nil) return false;
        return TryTake(1, out _);
    }

    protected override uint ReadArrayHeader()
    {
        var code = ReadCode();
        return code switch
        {
            >= MessagePackCode.FixedArray and < MessagePackCode.FixedText => (uint)(code & MessagePackCode.MaxFixedCount),
            MessagePackCode.Array16 => (uint)ReadBigEndian(2),
            MessagePackCode.Array32 => (uint)ReadBigEndian(4),
            _ => WrongType(),
        };
    }

    protected override uint ReadMapHeader()
    {
        var code = ReadCode();
        return code switch
        {
            >= MessagePackCode.FixedMap and < MessagePackCode.FixedArray => (uint)(code & MessagePackCode.MaxFixedCount),
            MessagePackCode.Map16 => (uint)ReadBigEndian(2),
            MessagePackCode.Map32 => (uint)ReadBigEndian(4),
            _ => WrongType(),
        };
    }

    // The value as it is; above long.MaxValue with its bits, and said to be large.
    private long ReadInteger(byte code, out bool isLarge)
    {
        isLarge = false;
        switch (code)
        {
            case <= MessagePackCode.MaxFixedInteger:
                return code;
            case >= MessagePackCode.MinFixedNegative:
                return (sbyte)code;
            case MessagePackCode.UInt8:
                return (byte)ReadBigEndian(1);
            case MessagePackCode.UInt16:
                return (ushort)ReadBigEndian(2);
            case MessagePackCode.UInt32:
                return (uint)ReadBigEndian(4);
            case MessagePackCode.UInt64:
                var bits = (long)ReadBigEndian(8);
                isLarge = bits < 0;
                return bits;
            case MessagePackCode.Int8:
                return (sbyte)ReadBigEndian(1);
            case MessagePackCode.Int16:
                return (short)ReadBigEndian(2);
            case MessagePackCode.Int32:
                return (int)ReadBigEndian(4);
            case MessagePackCode.Int64:
                return (long)ReadBigEndian(8);
            default:
                return WrongType();
        }
    }

    // Passes over a value without those inside it, and says how many those are.
    private long SkipOne()
    {
        var code = ReadCode();
        switch (code)
        {
            case <= MessagePackCode.MaxFixedInteger or >= MessagePackCode.MinFixedNegative:
            case MessagePackCode.Nil or MessagePackCode.False or MessagePackCode.True:
                return 0;
            case < MessagePackCode.FixedArray:
                return 2 * (code & MessagePackCode.MaxFixedCount);
            case < MessagePackCode.FixedText:
                return code & MessagePackCode.MaxFixedCount;
            case < MessagePackCode.Nil:
                return Pass((uint)(code & MessagePackCode.MaxFixedText));
            case MessagePackCode.NeverUsed:
                Fail(ArgumentFault.InvalidEncoding);
                return 0;
            case MessagePackCode.Bin8 or MessagePackCode.Text8:
                return Pass((uint)ReadBigEndian(1));
            case MessagePackCode.Bin16 or MessagePackCode.Text16:
                return Pass((uint)ReadBigEndian(2));
            case MessagePackCode.Bin32 or MessagePackCode.Text32:
                return Pass((uint)ReadBigEndian(4));
            case MessagePackCode.Ext8:
                return Pass(1 + (long)ReadBigEndian(1));
            case MessagePackCode.Ext16:
                return Pass(1 + (long)ReadBigEndian(2));
            case MessagePackCode.Ext32:
                return Pass(1 + (long)ReadBigEndian(4));
            case MessagePackCode.UInt8 or MessagePackCode.Int8:
                return Pass(1);
            case MessagePackCode.UInt16 or MessagePackCode.Int16 or MessagePackCode.FixedExt1:
                return Pass(2);
            case MessagePackCode.FixedExt2:
                return Pass(3);
            case MessagePackCode.UInt32 or MessagePackCode.Int32 or MessagePackCode.Float32:
                return Pass(4);
            case MessagePackCode.FixedExt4:
                return Pass(5);
            case MessagePackCode.UInt64 or MessagePackCode.Int64 or MessagePackCode.Float64:
                return Pass(8);
            case MessagePackCode.FixedExt8:
                return Pass(9);
            case MessagePackCode.FixedExt16:
                return Pass(17);
            case MessagePackCode.Array16:
                return (long)ReadBigEndian(2);
            case MessagePackCode.Array32:
                return (long)ReadBigEndian(4);
            case MessagePackCode.Map16:
                return 2 * (long)ReadBigEndian(2);
            default:
                return 2 * (long)ReadBigEndian(4);
        }
    }

    private long Pass(long bytes)
    {
        TryTakeLong(bytes, out _);
        return 0;
    }

    // After a fault, the code of nothing at all.
    private byte ReadCode() => TryTake(1, out var start) ? Buffer[start] : MessagePackCode.NeverUsed;

    private ulong ReadBigEndian(int bytes)
    {
        if (!TryTake(bytes, out var start)) return 0;
        var span = Buffer.AsSpan(start, bytes);
        return bytes switch
        {
            1 => span[0],
            2 => BinaryPrimitives.ReadUInt16BigEndian(span),
            4 => BinaryPrimitives.ReadUInt32BigEndian(span),
            _ => BinaryPrimitives.ReadUInt64BigEndian(span),
        };
    }

    private uint WrongType()
    {
        Fail(ArgumentFault.WrongType);
        return 0;
    }

    private bool TryTakeLong(long bytes, out int start)
    {
        if (bytes <= BytesLeft) return TryTake((int)bytes, out start);
        Fail(ArgumentFault.Truncated);
        start = Position;
        return false;
    }
}
