using System.Buffers;
using System.Buffers.Binary;
using System.Text;
using MessagePack;

namespace Transport.Multiplayer.Arguments;

/// <summary>
/// Each value in its shortest form. Source: the MessagePack specification. Own code on spans: it needs neither a buffer writer nor a flush
/// between two values.
/// </summary>
/// <param name="encoding">For formatters.</param>
internal sealed class MessagePackArgumentWriter(MessagePackEncoding encoding) : ArgumentWriter, IBufferWriter<byte>
{
    private const int LongestHeader = 5;

    public MessagePackSerializerOptions Options => encoding.Options;

    public override void WriteNil() => Put(MessagePackCode.Nil);

    public override void WriteBoolean(bool value) => Put(value ? MessagePackCode.True : MessagePackCode.False);

    public override void WriteInt64(long value)
    {
        if (value >= 0)
        {
            WriteUInt64((ulong)value);
            return;
        }
        switch (value)
        {
            case >= MessagePackCode.MinFixedInteger:
                Put((byte)value);
                break;
            case >= sbyte.MinValue:
                Put(MessagePackCode.Int8, (byte)value);
                break;
            case >= short.MinValue:
                BinaryPrimitives.WriteInt16BigEndian(Begin(MessagePackCode.Int16, sizeof(short)), (short)value);
                break;
            case >= int.MinValue:
                BinaryPrimitives.WriteInt32BigEndian(Begin(MessagePackCode.Int32, sizeof(int)), (int)value);
                break;
            default:
                BinaryPrimitives.WriteInt64BigEndian(Begin(MessagePackCode.Int64, sizeof(long)), value);
                break;
        }
    }

    public override void WriteUInt64(ulong value)
    {
        switch (value)
        {
            case <= MessagePackCode.MaxFixedInteger:
                Put((byte)value);
                break;
            case <= byte.MaxValue:
                Put(MessagePackCode.UInt8, (byte)value);
                break;
            case <= ushort.MaxValue:
                BinaryPrimitives.WriteUInt16BigEndian(Begin(MessagePackCode.UInt16, sizeof(ushort)), (ushort)value);
                break;
            case <= uint.MaxValue:
                BinaryPrimitives.WriteUInt32BigEndian(Begin(MessagePackCode.UInt32, sizeof(uint)), (uint)value);
                break;
            default:
                BinaryPrimitives.WriteUInt64BigEndian(Begin(MessagePackCode.UInt64, sizeof(ulong)), value);
                break;
        }
    }

    public override void WriteSingle(float value) =>
        BinaryPrimitives.WriteInt32BigEndian(Begin(MessagePackCode.Float32, sizeof(float)), BitConverter.SingleToInt32Bits(value));

    public override void WriteDouble(double value) =>
        BinaryPrimitives.WriteInt64BigEndian(Begin(MessagePackCode.Float64, sizeof(double)), BitConverter.DoubleToInt64Bits(value));

    public override void WriteString(ReadOnlySpan<char> value)
    {
        var bytes = Encoding.UTF8.GetByteCount(value);
        WriteTextHeader(bytes);
        Advance(Encoding.UTF8.GetBytes(value, GetSpan(bytes)));
    }

    public override void WriteUtf8(ReadOnlySpan<byte> value)
    {
        WriteTextHeader(value.Length);
        WriteRaw(value);
    }

    public override void WriteBytes(ReadOnlySpan<byte> value)
    {
        WriteHeader(MessagePackCode.Bin8, MessagePackCode.Bin16, MessagePackCode.Bin32, value.Length);
        WriteRaw(value);
    }

    void IBufferWriter<byte>.Advance(int count) => Advance(count);

    Memory<byte> IBufferWriter<byte>.GetMemory(int sizeHint) => GetMemory(Math.Max(sizeHint, 1));

    Span<byte> IBufferWriter<byte>.GetSpan(int sizeHint) => GetSpan(Math.Max(sizeHint, 1));

    protected override void WriteArrayHeader(int count)
    {
        if (count <= MessagePackCode.MaxFixedCount) Put((byte)(MessagePackCode.FixedArray | count));
        else WriteHeader(null, MessagePackCode.Array16, MessagePackCode.Array32, count);
    }

    protected override void WriteMapHeader(int count)
    {
        if (count <= MessagePackCode.MaxFixedCount) Put((byte)(MessagePackCode.FixedMap | count));
        else WriteHeader(null, MessagePackCode.Map16, MessagePackCode.Map32, count);
    }

    private void WriteTextHeader(int bytes)
    {
        if (bytes <= MessagePackCode.MaxFixedText) Put((byte)(MessagePackCode.FixedText | bytes));
        else WriteHeader(MessagePackCode.Text8, MessagePackCode.Text16, MessagePackCode.Text32, bytes);
    }

    private void WriteHeader(byte? in8, byte in16, byte in32, int length)
    {
        if (length <= byte.MaxValue && in8 is { } code) Put(code, (byte)length);
        else if (length <= ushort.MaxValue) BinaryPrimitives.WriteUInt16BigEndian(Begin(in16, sizeof(ushort)), (ushort)length);
        else BinaryPrimitives.WriteInt32BigEndian(Begin(in32, sizeof(int)), length);
    }

    private void Put(byte first)
    {
        GetSpan(LongestHeader)[0] = first;
        Advance(1);
    }

    private void Put(byte first, byte second)
    {
        var span = GetSpan(LongestHeader);
        span[0] = first;
        span[1] = second;
        Advance(2);
    }

    private Span<byte> Begin(byte code, int bytes)
    {
        var span = GetSpan(1 + bytes);
        span[0] = code;
        Advance(1 + bytes);
        return span[1..];
    }
}
