using System.Buffers.Binary;
using System.Text;
using Transport.Multiplayer.Arguments;

namespace Transport.Multiplayer.Tests.Fixtures;

internal sealed class GodotArgumentWriter : ArgumentWriter
{
    public override void WriteNil() => WriteHeader(GodotType.Nil);

    public override void WriteBoolean(bool value)
    {
        if (Depth == 0) Put([(byte)(GodotType.Bool | (value ? 0x80 : 0))]);
        else
        {
            WriteHeader(GodotType.Bool);
            WriteInt(value ? 1 : 0);
        }
    }

    public override void WriteInt64(long value)
    {
        if (Depth == 0) WriteCompressed(value);
        else if (value == (int)value)
        {
            WriteHeader(GodotType.Int);
            WriteInt((int)value);
        }
        else
        {
            WriteHeader(GodotType.Int | GodotType.Flag64);
            WriteLong(value);
        }
    }

    public override void WriteUInt64(ulong value) => WriteInt64(checked((long)value));

    public override void WriteSingle(float value) => WriteDouble(value);

    public override void WriteDouble(double value)
    {
        if ((float)value == value)
        {
            WriteHeader(GodotType.Float);
            WriteInt(BitConverter.SingleToInt32Bits((float)value));
        }
        else
        {
            WriteHeader(GodotType.Float | GodotType.Flag64);
            WriteLong(BitConverter.DoubleToInt64Bits(value));
        }
    }

    public override void WriteString(ReadOnlySpan<char> value) => WriteUtf8(Encoding.UTF8.GetBytes(value.ToArray()));

    public override void WriteUtf8(ReadOnlySpan<byte> value) => WritePadded(GodotType.Text, value);

    public override void WriteBytes(ReadOnlySpan<byte> value) => WritePadded(GodotType.Bytes, value);

    protected override void WriteArrayHeader(int count)
    {
        WriteHeader(GodotType.List);
        WriteInt(count);
    }

    protected override void WriteMapHeader(int count)
    {
        WriteHeader(GodotType.Map);
        WriteInt(count);
    }

    private void WriteCompressed(long value)
    {
        if (value == (sbyte)value) Put([GodotType.Int, (byte)value]);
        else if (value == (short)value)
        {
            Put([GodotType.Int | 0x40, (byte)value, (byte)(value >> 8)]);
        }
        else if (value == (int)value)
        {
            Put([GodotType.Int | 0x80]);
            WriteInt((int)value);
        }
        else
        {
            Put([GodotType.Int | 0xC0]);
            WriteLong(value);
        }
    }

    private void WritePadded(byte type, ReadOnlySpan<byte> value)
    {
        WriteHeader(type);
        WriteInt(value.Length);
        Put(value);
        Put(new byte[-value.Length & 3]);
    }

    private void WriteHeader(int header) => WriteInt(header);

    private void WriteInt(int value)
    {
        BinaryPrimitives.WriteInt32LittleEndian(GetSpan(sizeof(int)), value);
        Advance(sizeof(int));
    }

    private void WriteLong(long value)
    {
        BinaryPrimitives.WriteInt64LittleEndian(GetSpan(sizeof(long)), value);
        Advance(sizeof(long));
    }

    private void Put(ReadOnlySpan<byte> bytes)
    {
        bytes.CopyTo(GetSpan(bytes.Length));
        Advance(bytes.Length);
    }
}
