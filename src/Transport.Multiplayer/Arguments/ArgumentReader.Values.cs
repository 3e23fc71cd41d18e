using System.Buffers.Binary;

namespace Transport.Multiplayer.Arguments;

// What is read by means of the values of every encoding.
public abstract partial class ArgumentReader
{
    private const int MaxOffsetMinutes = 14 * 60;

    /// <summary>Reads an integer.</summary>
    public sbyte ReadSByte() => (sbyte)ReadBetween(sbyte.MinValue, sbyte.MaxValue, nameof(SByte));

    /// <summary>Reads an integer.</summary>
    public byte ReadByte() => (byte)ReadBetween(byte.MinValue, byte.MaxValue, nameof(Byte));

    /// <summary>Reads an integer.</summary>
    public short ReadInt16() => (short)ReadBetween(short.MinValue, short.MaxValue, nameof(Int16));

    /// <summary>Reads an integer.</summary>
    public ushort ReadUInt16() => (ushort)ReadBetween(ushort.MinValue, ushort.MaxValue, nameof(UInt16));

    /// <summary>Reads an integer.</summary>
    public int ReadInt32() => (int)ReadBetween(int.MinValue, int.MaxValue, nameof(Int32));

    /// <summary>Reads an integer.</summary>
    public uint ReadUInt32() => (uint)ReadBetween(uint.MinValue, uint.MaxValue, nameof(UInt32));

    /// <summary>Reads a UTF-16 code unit.</summary>
    public char ReadChar() => (char)ReadBetween(char.MinValue, char.MaxValue, nameof(Char));

    /// <summary>Reads what <see cref="ArgumentWriter.WriteGuid"/> wrote.</summary>
    public Guid ReadGuid()
    {
        Span<byte> bytes = stackalloc byte[ArgumentWriter.GuidBytes];
        if (!TryReadExactly(bytes)) return default;
        ArgumentWriter.SwapGuid(bytes);
        return new Guid(bytes);
    }

    /// <summary>Reads what <see cref="ArgumentWriter.WriteDecimal"/> wrote.</summary>
    public decimal ReadDecimal()
    {
        Span<byte> bytes = stackalloc byte[ArgumentWriter.DecimalBytes];
        if (!TryReadExactly(bytes)) return default;
        var flags = BinaryPrimitives.ReadInt32LittleEndian(bytes[12..]);
        var scale = (flags >> 16) & 0xFF;
        if ((flags & 0x7F00FFFF) != 0 || scale > 28)
        {
            Fail(ArgumentFault.OutOfRange);
            return default;
        }
        return new decimal(
            BinaryPrimitives.ReadInt32LittleEndian(bytes),
            BinaryPrimitives.ReadInt32LittleEndian(bytes[4..]),
            BinaryPrimitives.ReadInt32LittleEndian(bytes[8..]),
            flags < 0,
            (byte)scale);
    }

    /// <summary>Reads a moment, as UTC.</summary>
    public DateTime ReadDateTime() => new(ReadBetween(DateTime.MinValue.Ticks, DateTime.MaxValue.Ticks, nameof(DateTime)), DateTimeKind.Utc);

    /// <summary>Reads a moment and where it was.</summary>
    public DateTimeOffset ReadDateTimeOffset()
    {
        if (BeginArray() != 2) Fail(ArgumentFault.OutOfRange);
        var ticks = ReadBetween(DateTime.MinValue.Ticks, DateTime.MaxValue.Ticks, nameof(DateTimeOffset));
        var offset = ReadBetween(-MaxOffsetMinutes, MaxOffsetMinutes, nameof(DateTimeOffset)) * TimeSpan.TicksPerMinute;
        EndArray();
        var local = ticks + offset;
        if (local < DateTime.MinValue.Ticks || local > DateTime.MaxValue.Ticks) Fail(ArgumentFault.OutOfRange);
        return IsOk ? new DateTimeOffset(local, new TimeSpan(offset)) : default;
    }

    /// <summary>Reads a duration.</summary>
    public TimeSpan ReadTimeSpan() => new(ReadInt64());

    private long ReadBetween(long least, long most, string type)
    {
        var value = ReadInt64();
        if (value >= least && value <= most) return value;
        Fail(ArgumentFault.OutOfRange, type);
        return default;
    }

    private bool TryReadExactly(Span<byte> bytes)
    {
        var memory = ReadMemory();
        if (IsOk && memory.Length != bytes.Length) Fail(ArgumentFault.OutOfRange);
        if (!IsOk) return false;
        memory.Span.CopyTo(bytes);
        return true;
    }
}
