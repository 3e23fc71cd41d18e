using System.Numerics;
using Transport.Multiplayer.Arguments;
using static Transport.Multiplayer.Tests.Arguments.ArgumentPair;

namespace Transport.Multiplayer.Tests.Arguments;

[TestFixture]
public sealed class ArgumentRoundTripTests
{
    private static readonly long[] Integers =
    [
        0, 1, 127, 128, 255, 256, 32_767, 32_768, 65_535, 65_536, int.MaxValue, int.MaxValue + 1L, uint.MaxValue, uint.MaxValue + 1L, long.MaxValue,
        -1, -32, -33, -128, -129, -32_768, -32_769, int.MinValue, int.MinValue - 1L, long.MinValue,
    ];

    [TestCaseSource(nameof(Integers))]
    public void IntegersComeBack(long value) => Assert.That(RoundTrip(writer => writer.WriteInt64(value), reader => reader.ReadInt64()), Is.EqualTo(value));

    [TestCase(0ul)]
    [TestCase(127ul)]
    [TestCase(ulong.MaxValue)]
    [TestCase(1ul << 63)]
    public void UnsignedIntegersComeBack(ulong value) => Assert.That(RoundTrip(writer => writer.WriteUInt64(value), reader => reader.ReadUInt64()), Is.EqualTo(value));

    [Test]
    public void SmallIntegersComeBack()
    {
        using (Assert.EnterMultipleScope())
        {
            Assert.That(RoundTrip(static writer => writer.WriteSByte(sbyte.MinValue), static reader => reader.ReadSByte()), Is.EqualTo(sbyte.MinValue));
            Assert.That(RoundTrip(static writer => writer.WriteByte(byte.MaxValue), static reader => reader.ReadByte()), Is.EqualTo(byte.MaxValue));
            Assert.That(RoundTrip(static writer => writer.WriteInt16(short.MinValue), static reader => reader.ReadInt16()), Is.EqualTo(short.MinValue));
            Assert.That(RoundTrip(static writer => writer.WriteUInt16(ushort.MaxValue), static reader => reader.ReadUInt16()), Is.EqualTo(ushort.MaxValue));
            Assert.That(RoundTrip(static writer => writer.WriteInt32(int.MinValue), static reader => reader.ReadInt32()), Is.EqualTo(int.MinValue));
            Assert.That(RoundTrip(static writer => writer.WriteUInt32(uint.MaxValue), static reader => reader.ReadUInt32()), Is.EqualTo(uint.MaxValue));
            Assert.That(RoundTrip(static writer => writer.WriteChar('€'), static reader => reader.ReadChar()), Is.EqualTo('€'));
        }
    }

    [TestCase(0.0)]
    [TestCase(-0.0)]
    [TestCase(0.1)]
    [TestCase(double.NaN)]
    [TestCase(double.PositiveInfinity)]
    [TestCase(double.Epsilon)]
    [TestCase(double.MaxValue)]
    public void NumbersComeBackBitByBit(double value)
    {
        Assert.That(
            BitConverter.DoubleToInt64Bits(RoundTrip(writer => writer.WriteDouble(value), reader => reader.ReadDouble())),
            Is.EqualTo(BitConverter.DoubleToInt64Bits(value)));
        Assert.That(
            BitConverter.SingleToInt32Bits(RoundTrip(writer => writer.WriteSingle((float)value), reader => reader.ReadSingle())),
            Is.EqualTo(BitConverter.SingleToInt32Bits((float)value)));
    }

    [Test]
    public void NumberMayBeAnIntegerOrOfAnotherPrecision()
    {
        using (Assert.EnterMultipleScope())
        {
            Assert.That(RoundTrip(static writer => writer.WriteInt32(-7), static reader => reader.ReadDouble()), Is.EqualTo(-7));
            Assert.That(RoundTrip(static writer => writer.WriteUInt64(ulong.MaxValue), static reader => reader.ReadDouble()), Is.EqualTo((double)ulong.MaxValue));
            Assert.That(RoundTrip(static writer => writer.WriteDouble(1.5), static reader => reader.ReadSingle()), Is.EqualTo(1.5f));
            Assert.That(RoundTrip(static writer => writer.WriteSingle(1.5f), static reader => reader.ReadDouble()), Is.EqualTo(1.5));
        }
    }

    [Test]
    public void TextComesBack([Values(0, 1, 31, 32, 255, 256, 65_535, 65_536)] int length)
    {
        var value = new string('x', length);
        Assert.That(RoundTrip(writer => writer.WriteString(value), reader => reader.ReadString()), Is.EqualTo(value));
    }

    [Test]
    public void TextOfEveryScriptComesBack()
    {
        const string value = "grün € \U0001F600 \0 日本語";
        Assert.That(RoundTrip(static writer => writer.WriteString(value), static reader => reader.ReadString()), Is.EqualTo(value));
        Assert.That(RoundTrip(static writer => writer.WriteUtf8("grün"u8), static reader => reader.ReadString()), Is.EqualTo("grün"));
        Assert.That(RoundTrip(static writer => writer.WriteString("ab"), static reader => reader.ReadUtf8().ToArray()), Is.EqualTo("ab"u8.ToArray()));
        Assert.That(RoundTrip(static writer => writer.WriteString("\uD800"), static reader => reader.ReadString()), Is.EqualTo("\uFFFD"), "half a letter");
    }

    [Test]
    public void BytesComeBack([Values(0, 1, 255, 256, 65_535, 65_536)] int length)
    {
        var value = new byte[length];
        Array.Fill(value, (byte)0xC1);
        Assert.That(RoundTrip(writer => writer.WriteBytes(value), reader => reader.ReadBytes()), Is.EqualTo(value));
        Assert.That(RoundTrip(writer => writer.WriteBytes(value), reader => reader.ReadMemory().Length), Is.EqualTo(length));
    }

    [Test]
    public void ListsAndMapsComeBack([Values(0, 1, 15, 16, 65_535, 65_536)] int count)
    {
        var list = Enumerable.Range(0, count).ToArray();
        Assert.That(RoundTrip(writer => writer.WriteInt32s(list), reader => reader.ReadInt32s()), Is.EqualTo(list));
        var pairs = RoundTrip(
            writer =>
            {
                writer.BeginMap(count);
                foreach (var value in list)
                {
                    writer.WriteInt32(value);
                    writer.WriteBoolean(value % 2 == 0);
                }
                writer.EndMap();
            },
            static reader =>
            {
                var read = new List<(int, bool)>();
                for (var left = reader.BeginMap(); left > 0; left--) read.Add((reader.ReadInt32(), reader.ReadBoolean()));
                reader.EndMap();
                return read;
            });
        Assert.That(pairs, Is.EqualTo(list.Select(value => (value, value % 2 == 0))));
    }

    [Test]
    public void TypedListsComeBack()
    {
        using (Assert.EnterMultipleScope())
        {
            Assert.That(RoundTrip(static writer => writer.WriteInt64s([1, long.MinValue]), static reader => reader.ReadInt64s()), Is.EqualTo([1, long.MinValue]));
            Assert.That(RoundTrip(static writer => writer.WriteSingles([1.5f]), static reader => reader.ReadSingles()), Is.EqualTo([1.5f]));
            Assert.That(RoundTrip(static writer => writer.WriteDoubles([0.1, 2]), static reader => reader.ReadDoubles()), Is.EqualTo([0.1, 2]));
            Assert.That(RoundTrip(static writer => writer.WriteStrings(["a", ""]), static reader => reader.ReadStrings()), Is.EqualTo(["a", ""]));
        }
    }

    [Test]
    public void NilIsToldFromValues()
    {
        using (Assert.EnterMultipleScope())
        {
            Assert.That(RoundTrip(static writer => writer.WriteNil(), static reader => reader.TryReadNil()), Is.True);
            Assert.That(RoundTrip(static writer => writer.WriteInt32(0), static reader => (reader.TryReadNil(), reader.ReadInt32())), Is.EqualTo((false, 0)));
            Assert.That(RoundTrip(static _ => { }, static reader => reader.TryReadNil()), Is.False);
        }
    }

    [Test]
    public void GuidsAndTimesComeBack()
    {
        var guid = Guid.Parse("00112233-4455-6677-8899-aabbccddeeff");
        var moment = new DateTime(2026, 7, 19, 12, 30, 0, DateTimeKind.Utc).AddTicks(7);
        var place = new DateTimeOffset(2026, 7, 19, 12, 30, 0, TimeSpan.FromMinutes(-570));
        using (Assert.EnterMultipleScope())
        {
            Assert.That(RoundTrip(writer => writer.WriteGuid(guid), reader => reader.ReadGuid()), Is.EqualTo(guid));
            Assert.That(Write(writer => writer.WriteGuid(guid)), Is.EqualTo(Fixtures.Bytes.Of("C4 10 00 11 22 33 44 55 66 77 88 99 AA BB CC DD EE FF")));
            Assert.That(RoundTrip(writer => writer.WriteDateTime(moment), reader => reader.ReadDateTime()), Is.EqualTo(moment));
            Assert.That(RoundTrip(writer => writer.WriteDateTime(moment), reader => reader.ReadDateTime()).Kind, Is.EqualTo(DateTimeKind.Utc));
            Assert.That(RoundTrip(writer => writer.WriteDateTime(moment.ToLocalTime()), reader => reader.ReadDateTime()), Is.EqualTo(moment));
            Assert.That(RoundTrip(writer => writer.WriteDateTimeOffset(place), reader => reader.ReadDateTimeOffset()).EqualsExact(place), Is.True);
            Assert.That(RoundTrip(static writer => writer.WriteDateTimeOffset(DateTimeOffset.MaxValue), static reader => reader.ReadDateTimeOffset()), Is.EqualTo(DateTimeOffset.MaxValue));
            Assert.That(RoundTrip(static writer => writer.WriteTimeSpan(TimeSpan.MinValue), static reader => reader.ReadTimeSpan()), Is.EqualTo(TimeSpan.MinValue));
        }
    }

    [Test]
    public void DecimalsComeBack()
    {
        foreach (var value in new[] { 0m, 1.10m, -0.0m, decimal.MaxValue, decimal.MinValue, 0.0000000000000000000000000001m })
        {
            var read = RoundTrip(writer => writer.WriteDecimal(value), reader => reader.ReadDecimal());
            Assert.That(decimal.GetBits(read), Is.EqualTo(decimal.GetBits(value)));
        }
    }

    [Test]
    public void GeometryComesBack()
    {
        var matrix = new Matrix4x4(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16);
        var flat = new Matrix3x2(1, 2, 3, 4, 5, 6);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(RoundTrip(static writer => writer.WriteVector2(new(1, 2)), static reader => reader.ReadVector2()), Is.EqualTo(new Vector2(1, 2)));
            Assert.That(RoundTrip(static writer => writer.WriteVector3(new(1, 2, 3)), static reader => reader.ReadVector3()), Is.EqualTo(new Vector3(1, 2, 3)));
            Assert.That(RoundTrip(static writer => writer.WriteVector4(new(1, 2, 3, 4)), static reader => reader.ReadVector4()), Is.EqualTo(new Vector4(1, 2, 3, 4)));
            Assert.That(RoundTrip(static writer => writer.WriteQuaternion(new(1, 2, 3, 4)), static reader => reader.ReadQuaternion()), Is.EqualTo(new Quaternion(1, 2, 3, 4)));
            Assert.That(RoundTrip(static writer => writer.WritePlane(new(1, 2, 3, 4)), static reader => reader.ReadPlane()), Is.EqualTo(new Plane(1, 2, 3, 4)));
            Assert.That(RoundTrip(writer => writer.WriteMatrix3x2(flat), static reader => reader.ReadMatrix3x2()), Is.EqualTo(flat));
            Assert.That(RoundTrip(writer => writer.WriteMatrix4x4(matrix), static reader => reader.ReadMatrix4x4()), Is.EqualTo(matrix));
        }
    }

    [Test]
    public void WriterIsUsedAgainAndKeepsItsRoom()
    {
        var writer = ArgumentEncoding.MessagePack.CreateWriter();
        for (var i = 0; i < 3; i++)
        {
            writer.Reset(5);
            writer.WriteString("x");
            Assert.That(writer.Position, Is.EqualTo(7));
        }
        writer.Reset(0);
        writer.WriteBytes(new byte[1_000_000]);
        Assert.That(writer.Position, Is.EqualTo(1_000_005));
        writer.Reset(0);
        Assert.That(writer.Position, Is.Zero);
    }

    [Test]
    public void NullsThrow()
    {
        using (Assert.EnterMultipleScope())
        {
            Assert.That(() => Write(static writer => writer.WriteString(null!)), Throws.ArgumentNullException);
            Assert.That(() => Write(static writer => writer.WriteBytes(null!)), Throws.ArgumentNullException);
            Assert.That(() => Write(static writer => writer.WriteStrings([null!])), Throws.ArgumentNullException);
        }
    }
}
