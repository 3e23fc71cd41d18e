using Transport.Multiplayer.Arguments;
using Transport.Multiplayer.Tests.Fixtures;
using static Transport.Multiplayer.Tests.Arguments.ArgumentPair;

namespace Transport.Multiplayer.Tests.Arguments;

/// <summary>A reader never throws, whatever it is given, and takes no memory for what was only promised.</summary>
[TestFixture]
public sealed class HostileArgumentTests
{
    private static readonly Func<ArgumentReader, object?>[] Reads =
    [
        static reader => reader.ReadBoolean(), static reader => reader.ReadInt64(), static reader => reader.ReadUInt64(), static reader => reader.ReadDouble(),
        static reader => reader.ReadSingle(), static reader => reader.ReadString(), static reader => reader.ReadUtf8().ToArray(), static reader => reader.ReadBytes(),
        static reader => reader.BeginArray(), static reader => reader.BeginMap(), static reader => reader.ReadGuid(), static reader => reader.ReadDecimal(),
        static reader => reader.ReadDateTime(), static reader => reader.ReadDateTimeOffset(), static reader => reader.ReadVector3(), static reader => reader.ReadInt32s(),
        static reader => reader.ReadStrings(), static reader => reader.ReadMatrix4x4(), static reader => reader.TryReadNil(), static reader => { reader.Skip(); return null; },
    ];

    [Test]
    public void EveryByteIsReadAsEveryTypeWithoutAnException()
    {
        for (var first = 0; first < 256; first++)
        {
            foreach (var read in Reads)
            {
                var reader = Read([(byte)first]);
                Assert.That(() => read(reader), Throws.Nothing, $"{first:X2}");
                read(reader);
                reader.End();
            }
        }
    }

    [TestCase("DB FF FF FF FF", ArgumentFault.Truncated, TestName = "text of 4 GiB")]
    [TestCase("DB 80 00 00 00 41", ArgumentFault.Truncated, TestName = "text of 2 GiB")]
    [TestCase("D9 05 41", ArgumentFault.Truncated, TestName = "text that ends early")]
    [TestCase("A2 C3 28", ArgumentFault.InvalidText, TestName = "text that is no UTF-8")]
    [TestCase("A3 ED A0 80", ArgumentFault.InvalidText, TestName = "a surrogate")]
    [TestCase("A2 C0 80", ArgumentFault.InvalidText, TestName = "a longer form")]
    [TestCase("A4 F4 90 80 80", ArgumentFault.InvalidText, TestName = "above U+10FFFF")]
    [TestCase("A1 80", ArgumentFault.InvalidText, TestName = "a lone continuation")]
    [TestCase("A2 E2 82", ArgumentFault.InvalidText, TestName = "half a letter")]
    [TestCase("C4 01 41", ArgumentFault.WrongType, TestName = "bytes")]
    [TestCase("05", ArgumentFault.WrongType, TestName = "a number")]
    [TestCase("C0", ArgumentFault.WrongType, TestName = "nil")]
    [TestCase("C1", ArgumentFault.WrongType, TestName = "the code that is never used")]
    [TestCase("", ArgumentFault.Truncated, TestName = "nothing")]
    public void TextIsRefused(string bytes, ArgumentFault expected)
    {
        var reader = Read(Bytes.Of(bytes));
        Assert.That(reader.ReadString(), Is.Empty);
        Assert.That(reader.Fault, Is.EqualTo(expected));
    }

    [TestCase("DD FF FF FF FF", ArgumentFault.Truncated)]
    [TestCase("DD 77 35 94 00 01", ArgumentFault.Truncated, TestName = "2 billion")]
    [TestCase("DC 00 03 01 02", ArgumentFault.Truncated, TestName = "three, of which there are two")]
    [TestCase("93", ArgumentFault.Truncated)]
    [TestCase("80", ArgumentFault.WrongType, TestName = "a map")]
    public void ListIsRefused(string bytes, ArgumentFault expected)
    {
        var reader = Read(Bytes.Of(bytes));
        var before = GC.GetAllocatedBytesForCurrentThread();
        var list = reader.ReadInt64s();
        Assert.That(GC.GetAllocatedBytesForCurrentThread() - before, Is.LessThan(1000));
        Assert.That(list, Is.Empty);
        Assert.That(reader.Fault, Is.EqualTo(expected));
    }

    [TestCase("DF FF FF FF FF 01 01")]
    [TestCase("DF 7F FF FF FF")]
    [TestCase("DE 00 02 01 02 03")]
    [TestCase("82 01 02 03")]
    public void MapOfMoreThanTheBytesIsRefused(string bytes)
    {
        var reader = Read(Bytes.Of(bytes));
        Assert.That(reader.BeginMap(), Is.Zero);
        Assert.That(reader.Fault, Is.EqualTo(ArgumentFault.Truncated));
    }

    [Test]
    public void CountIsCheckedAgainstWhatAnElementTakes()
    {
        byte[] bytes = [0x94, 1, 2, 3, 4, 5, 6, 7];
        Assert.That(Read(bytes).BeginArray(), Is.EqualTo(4));
        Assert.That(Read(bytes).BeginArray(valuesPerElement: 1), Is.EqualTo(4));
        Assert.That(Read(bytes).BeginArray(valuesPerElement: 2), Is.Zero, "Four of two each take eight bytes.");
        Assert.That(Read([0x83, 1, 2, 3, 4, 5, 6, 7]).BeginMap(), Is.EqualTo(3));
        Assert.That(Read([0x83, 1, 2, 3, 4, 5, 6, 7]).BeginMap(valuesPerPair: 3), Is.Zero);
    }

    [Test]
    public void NestingHasALimit([Values(3, 64)] int depth)
    {
        static int Descend(ArgumentReader reader)
        {
            var levels = 0;
            while (reader.BeginArray() == 1) levels++;
            return levels;
        }

        byte[] Nested(int levels) => [.. Enumerable.Repeat((byte)0x91, levels), 0xC0];
        Assert.That(Descend(Read(Nested(depth), depth)), Is.EqualTo(depth));
        var reader = Read(Nested(10_000), depth);
        Assert.That(Descend(reader), Is.EqualTo(depth));
        Assert.That(reader.Fault, Is.EqualTo(ArgumentFault.TooDeep));
    }

    [Test]
    public void WriterHasTheSameLimit()
    {
        static void Nest(ArgumentWriter writer, int levels)
        {
            for (var i = 0; i < levels; i++) writer.BeginMap(1);
            for (var i = 0; i < levels; i++) writer.EndMap();
            for (var i = 0; i < levels; i++) writer.BeginArray(1);
        }

        Assert.That(() => Write(static writer => Nest(writer, 64)), Throws.Nothing);
        Assert.That(() => Write(static writer => Nest(writer, 65)), Throws.InvalidOperationException);
        Assert.That(() => Write(static writer => Nest(writer, 5), maxDepth: 4), Throws.InvalidOperationException);
    }

    [Test]
    public void TenThousandNestedListsArePassedOver()
    {
        byte[] bytes = [.. Enumerable.Repeat((byte)0x91, 10_000), 0xC0, 5];
        var reader = Read(bytes);
        reader.Skip();
        Assert.That(reader.ReadInt32(), Is.EqualTo(5));
        Assert.That(reader.End(), Is.True);
    }

    [TestCase("93 01 A1 41 C0", TestName = "a list")]
    [TestCase("82 01 02 03 91 04", TestName = "a map")]
    [TestCase("CB 00 00 00 00 00 00 00 00", TestName = "a number")]
    [TestCase("D6 FF 00 00 00 00", TestName = "a time stamp")]
    [TestCase("C7 03 05 01 02 03", TestName = "an extension")]
    [TestCase("D8 05 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00", TestName = "an extension of 16 bytes")]
    [TestCase("C5 00 02 01 02", TestName = "bytes")]
    [TestCase("DA 00 02 41 41", TestName = "text")]
    [TestCase("DF 00 00 00 01 01 01", TestName = "a map with a wide count")]
    [TestCase("E0", TestName = "a negative number")]
    public void ValueIsPassedOverAsAWhole(string bytes)
    {
        var reader = Read(Bytes.Of(bytes + " 2A"));
        reader.Skip();
        Assert.That(reader.ReadInt32(), Is.EqualTo(42));
        for (var length = 0; length < Bytes.Of(bytes).Length; length++)
        {
            var cut = Read(Bytes.Of(bytes)[..length]);
            cut.Skip();
            Assert.That(cut.Fault, Is.EqualTo(ArgumentFault.Truncated), $"{length} bytes");
        }
    }

    [TestCase("DD FF FF FF FF")]
    [TestCase("C9 FF FF FF FF 01")]
    [TestCase("C6 FF FF FF FF")]
    [TestCase("C1")]
    public void ValueThatEndsEarlyIsNotPassedOver(string bytes)
    {
        var reader = Read(Bytes.Of(bytes));
        reader.Skip();
        Assert.That(reader.IsOk, Is.False);
    }

    [TestCase("CC 80", -128, 127, ArgumentFault.OutOfRange)]
    [TestCase("D1 FF 7F", -128, 127, ArgumentFault.OutOfRange)]
    [TestCase("CF FF FF FF FF FF FF FF FF", -128, 127, ArgumentFault.OutOfRange)]
    [TestCase("CA 00 00 00 00", -128, 127, ArgumentFault.WrongType)]
    [TestCase("A1 31", -128, 127, ArgumentFault.WrongType)]
    public void SmallIntegerIsRefused(string bytes, int least, int most, ArgumentFault expected)
    {
        var reader = Read(Bytes.Of(bytes));
        Assert.That((int)reader.ReadSByte(), Is.Zero.And.InRange(least, most));
        Assert.That(reader.Fault, Is.EqualTo(expected));
    }

    [Test]
    public void NegativeIsNotUnsigned()
    {
        var reader = Read([0xFF]);
        reader.ReadUInt64();
        Assert.That(reader.Fault, Is.EqualTo(ArgumentFault.OutOfRange));
    }

    [TestCase("C4 0F 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00", TestName = "15 bytes for a Guid")]
    [TestCase("C4 10 00 00 00 00 00 00 00 00 00 00 00 00 00 00 1D 00", TestName = "a decimal of 29 places")]
    [TestCase("C4 10 00 00 00 00 00 00 00 00 00 00 00 00 01 00 00 00", TestName = "a decimal with an unknown flag")]
    public void FixedBytesAreChecked(string bytes)
    {
        var reader = Read(Bytes.Of(bytes));
        if (bytes.StartsWith("C4 0F", StringComparison.Ordinal)) reader.ReadGuid();
        else reader.ReadDecimal();
        Assert.That(reader.Fault, Is.EqualTo(ArgumentFault.OutOfRange));
    }

    [Test]
    public void TimesThatAreNoneAreRefused()
    {
        var late = Write(static writer => writer.WriteInt64(DateTime.MaxValue.Ticks + 1));
        var reader = Read(late);
        reader.ReadDateTime();
        Assert.That(reader.Fault, Is.EqualTo(ArgumentFault.OutOfRange));
        foreach (var (ticks, minutes) in new[] { (0L, 841L), (0L, -1L), (DateTime.MaxValue.Ticks, 1L), (0L, long.MaxValue), (-1L, 0L) })
        {
            reader = Read(Write(writer => writer.WriteInt64s([ticks, minutes])));
            reader.ReadDateTimeOffset();
            Assert.That(reader.Fault, Is.EqualTo(ArgumentFault.OutOfRange), $"{ticks} {minutes}");
        }
    }

    [Test]
    public void VectorOfAnotherLengthIsRefused([Values(0, 2, 4)] int length)
    {
        var reader = Read(Write(writer => writer.WriteSingles(new float[length])));
        reader.ReadVector3();
        Assert.That(reader.Fault, Is.EqualTo(ArgumentFault.OutOfRange));
    }

    [Test]
    public void TrailingBytesAreRefused()
    {
        var reader = Read([5, 6]);
        Assert.That(reader.ReadInt32(), Is.EqualTo(5));
        Assert.That(reader.End(), Is.False);
        Assert.That((reader.Fault, reader.FaultPosition), Is.EqualTo((ArgumentFault.TrailingBytes, 1)));
    }

    [Test]
    public void FirstFaultStays()
    {
        var reader = Read([5, 6, 7]);
        reader.ReadString();
        reader.Fail(ArgumentFault.Rejected);
        Assert.That((reader.ReadInt32(), reader.BeginArray(), reader.ReadBytes().Length, reader.TryReadNil(), reader.End()), Is.EqualTo((0, 0, 0, false, false)));
        Assert.That(reader.Fault, Is.EqualTo(ArgumentFault.WrongType));
    }

    [Test]
    public void BytesOfAnyMemoryAreRead()
    {
        using var owner = new ForeignMemory([5, 0xA1, 0x41]);
        var reader = ArgumentEncoding.MessagePack.CreateReader();
        reader.Begin(owner.Memory, 1, 3, 1, isRaw: false);
        Assert.That(reader.ReadString(), Is.EqualTo("A"));
        Assert.That(reader.End(), Is.True);
    }

    [Test]
    public void AnyBytesAreSkippedOrRefused()
    {
        var random = new Random(ContractTests.ContractSeed.Value);
        for (var i = 0; i < 20_000; i++)
        {
            var bytes = new byte[random.Next(40)];
            random.NextBytes(bytes);
            var reader = Read(bytes);
            while (reader.IsOk && reader.BytesLeft > 0)
            {
                var left = reader.BytesLeft;
                if (random.Next(2) == 0) reader.Skip();
                else Reads[random.Next(Reads.Length)](reader);
                Assert.That(reader.BytesLeft, Is.LessThanOrEqualTo(left), ContractTests.ContractSeed.Message);
                if (reader.BytesLeft == left) break;
            }
        }
    }
}
