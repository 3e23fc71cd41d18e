using System.Buffers.Binary;

namespace Transport.Multiplayer.Arguments;

// What is written by means of the values of every encoding.
public abstract partial class ArgumentWriter
{
    internal const int GuidBytes = 16;
    internal const int DecimalBytes = 16;

    /// <summary>Writes an integer.</summary>
    public void WriteSByte(sbyte value) => WriteInt64(value);

    /// <summary>Writes an integer.</summary>
    public void WriteByte(byte value) => WriteInt64(value);

    /// <summary>Writes an integer.</summary>
    public void WriteInt16(short value) => WriteInt64(value);

    /// <summary>Writes an integer.</summary>
    public void WriteUInt16(ushort value) => WriteInt64(value);

    /// <summary>Writes an integer.</summary>
    public void WriteInt32(int value) => WriteInt64(value);

    /// <summary>Writes an integer.</summary>
    public void WriteUInt32(uint value) => WriteInt64(value);

    /// <summary>Writes a UTF-16 code unit as an integer.</summary>
    public void WriteChar(char value) => WriteInt64(value);

    /// <summary>Writes text.</summary>
    /// <exception cref="ArgumentNullException">No text. A text that may be null is written with <see cref="WriteNil"/> when it is.</exception>
    public void WriteString(string value)
    {
        if (value is null) throw new ArgumentNullException(nameof(value));
        WriteString(value.AsSpan());
    }

    /// <summary>Writes bytes.</summary>
    /// <exception cref="ArgumentNullException">No array. One that may be null is written with <see cref="WriteNil"/> when it is.</exception>
    public void WriteBytes(byte[] value)
    {
        if (value is null) throw new ArgumentNullException(nameof(value));
        WriteBytes(value.AsSpan());
    }

    /// <summary>Writes 16 bytes in the order in which they are written out. Source: RFC 9562 section 4.</summary>
    public void WriteGuid(Guid value)
    {
        Span<byte> bytes = stackalloc byte[GuidBytes];
        value.TryWriteBytes(bytes);
        SwapGuid(bytes);
        WriteBytes(bytes);
    }

    /// <summary>Writes 16 bytes: the four integers of <see cref="decimal.GetBits(decimal)"/>, little-endian.</summary>
    public void WriteDecimal(decimal value)
    {
        Span<byte> bytes = stackalloc byte[DecimalBytes];
#if NET
        Span<int> bits = stackalloc int[4];
        decimal.GetBits(value, bits);
#else
        var bits = decimal.GetBits(value);
#endif
        for (var i = 0; i < 4; i++) BinaryPrimitives.WriteInt32LittleEndian(bytes[(4 * i)..], bits[i]);
        WriteBytes(bytes);
    }

    /// <summary>
    /// Writes a moment: the ticks of its UTC time. Local time is converted, a time of no kind counts as UTC, and it is read as UTC.
    /// </summary>
    public void WriteDateTime(DateTime value) =>
        WriteInt64((value.Kind == DateTimeKind.Local ? value.ToUniversalTime() : value).Ticks);

    /// <summary>Writes a moment and where it was: a list of the UTC time's ticks and the offset in minutes.</summary>
    public void WriteDateTimeOffset(DateTimeOffset value)
    {
        BeginArray(2);
        WriteInt64(value.UtcTicks);
        WriteInt64(value.Offset.Ticks / TimeSpan.TicksPerMinute);
        EndArray();
    }

    /// <summary>Writes a duration: its ticks of 100 ns.</summary>
    public void WriteTimeSpan(TimeSpan value) => WriteInt64(value.Ticks);

    // .NET keeps the first three fields little-endian.
    internal static void SwapGuid(Span<byte> bytes)
    {
        bytes[..4].Reverse();
        bytes[4..6].Reverse();
        bytes[6..8].Reverse();
    }
}
