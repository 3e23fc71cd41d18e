using System.Buffers.Binary;
using System.Text;
using Transport.Multiplayer.Arguments;

namespace Transport.Multiplayer.Tests.Fixtures;

internal sealed class GodotArgumentReader : ArgumentReader
{
    protected override int MinimumValueBytes => Depth > 0 ? GodotType.HeaderBytes : 1;

    public override bool ReadBoolean()
    {
        if (Depth > 0) return Expect(GodotType.Bool) && ReadInt() != 0;
        if (!TryTake(1, out var start) || (Buffer[start] & 0x3F) != GodotType.Bool) Fail(ArgumentFault.WrongType);
        return IsOk && (Buffer[start] & 0x80) != 0;
    }

    public override long ReadInt64()
    {
        if (Depth > 0)
        {
            var header = ReadInt();
            if ((header & 0xFF) != GodotType.Int) Fail(ArgumentFault.WrongType);
            return (header & GodotType.Flag64) != 0 ? ReadLong() : ReadInt();
        }
        if (!TryTake(1, out var start)) return 0;
        if ((Buffer[start] & 0x3F) != GodotType.Int) Fail(ArgumentFault.WrongType);
        return (Buffer[start] >> 6) switch
        {
            0 => TryTake(1, out var at) ? (sbyte)Buffer[at] : 0,
            1 => TryTake(2, out var at) ? BinaryPrimitives.ReadInt16LittleEndian(Buffer.AsSpan(at)) : 0,
            2 => ReadInt(),
            _ => ReadLong(),
        };
    }

    public override ulong ReadUInt64() => (ulong)ReadInt64();

    public override float ReadSingle() => (float)ReadDouble();

    public override double ReadDouble()
    {
        var header = ReadInt();
        if ((header & 0xFF) != GodotType.Float) Fail(ArgumentFault.WrongType);
        return (header & GodotType.Flag64) != 0
            ? BitConverter.Int64BitsToDouble(ReadLong())
            : BitConverter.Int32BitsToSingle(ReadInt());
    }

    public override string ReadString() => Encoding.UTF8.GetString(ReadUtf8());

    public override ReadOnlySpan<byte> ReadUtf8() => ReadPadded(GodotType.Text).Span;

    public override void Skip() => throw new NotSupportedException();

    protected override bool TryReadNilCore() => Left.Length >= GodotType.HeaderBytes && Left[0] == GodotType.Nil && TryTake(GodotType.HeaderBytes, out _);

    protected override ReadOnlyMemory<byte> ReadMemoryCore() => ReadPadded(GodotType.Bytes);

    protected override uint ReadArrayHeader() => Expect(GodotType.List) ? (uint)ReadInt() & 0x7FFFFFFF : 0;

    protected override uint ReadMapHeader() => Expect(GodotType.Map) ? (uint)ReadInt() & 0x7FFFFFFF : 0;

    private ReadOnlyMemory<byte> ReadPadded(byte type)
    {
        if (!Expect(type)) return default;
        var length = ReadInt();
        return TryTake(length, out var start) && TryTake(-length & 3, out _) ? Buffer.AsMemory(start, length) : default;
    }

    private bool Expect(byte type)
    {
        if ((ReadInt() & 0xFF) == type) return IsOk;
        Fail(ArgumentFault.WrongType);
        return false;
    }

    private int ReadInt() => TryTake(sizeof(int), out var start) ? BinaryPrimitives.ReadInt32LittleEndian(Buffer.AsSpan(start)) : 0;

    private long ReadLong() => TryTake(sizeof(long), out var start) ? BinaryPrimitives.ReadInt64LittleEndian(Buffer.AsSpan(start)) : 0;
}
