using System.Numerics;
using Transport.Godot;
using Transport.Godot.Tests.Fixtures;
using Transport.Multiplayer.Arguments;

namespace Transport.Multiplayer.Tests.Arguments;

/// <summary>Arguments as Godot's Variants: what Godot has sent is read into C#, and written as the same bytes.</summary>
[TestFixture]
public sealed class GodotArgumentTests
{
    private static readonly long[] Integers =
    [
        0, 1, -1, 127, 128, -128, -129, 32_767, 32_768, -32_768, -32_769, int.MaxValue, int.MaxValue + 1L, int.MinValue, int.MinValue - 1L, long.MaxValue, long.MinValue,
    ];

    private static readonly double[] Numbers =
    [
        0, -0.0, 0.1, 1.5, double.NaN, double.PositiveInfinity, double.NegativeInfinity, double.Epsilon, double.MaxValue, float.MaxValue, float.Epsilon,
    ];

    private static IEnumerable<TestCaseData> Vectors => Named(RecordedVectors.All.Concat(LayoutVectors.All));

    // Those that are an argument by themselves.
    private static IEnumerable<TestCaseData> BareVectors => Named(RecordedVectors.All.Concat(LayoutVectors.All).Where(IsBare));

    [TestCaseSource(nameof(Vectors))]
    public void VectorIsReadAndWrittenAsAVariant(VariantVector vector)
    {
        var encoding = ArgumentEncoding.CreateGodot(vector.Options);
        var isBare = IsBare(vector);
        // In a list of one, what is not compressed.
        byte[] before = isBare ? [] : [0x1C, 0, 0, 0, 1, 0, 0, 0];
        var reader = Read([.. before, .. vector.Bytes], encoding);
        if (!isBare) reader.BeginArray();
        var value = GodotArguments.ReadVariant(reader);
        if (!isBare) reader.EndArray();
        Assert.That(reader.End(), Is.True, reader.DescribeFault());
        Assert.That(value, Is.EqualTo(vector.Value));
        var written = Write(writer =>
        {
            if (!isBare) writer.BeginArray(1);
            GodotArguments.Write(writer, vector.Value);
            if (!isBare) writer.EndArray();
        }, encoding);
        Assert.That(Convert.ToHexString(written), Is.EqualTo(Convert.ToHexString([.. before, .. vector.WrittenBytes])));
    }

    [TestCaseSource(nameof(BareVectors))]
    public void VectorIsPassedOver(VariantVector vector)
    {
        var reader = Read([.. vector.Bytes, 0x81], ArgumentEncoding.CreateGodot(vector.Options));
        reader.Skip();
        Assert.That(reader.ReadBoolean(), Is.True);
        Assert.That(reader.End(), Is.True);
    }

    [TestCaseSource(nameof(BareVectors))]
    public void VectorThatEndsEarlyIsAFault(VariantVector vector)
    {
        var bytes = vector.Bytes;
        for (var length = 0; length < bytes.Length; length++)
        {
            var reader = Read(bytes[..length], ArgumentEncoding.CreateGodot(vector.Options));
            Assert.That(GodotArguments.ReadVariant(reader).IsNil, Is.True);
            Assert.That(reader.End(), Is.False);
            Assert.That(reader.Fault, Is.EqualTo(ArgumentFault.Truncated), $"{length} of {bytes.Length}");
        }
    }

    [TestCaseSource(nameof(Integers))]
    public void IntegersComeBack(long value)
    {
        Assert.That(RoundTrip(writer => writer.WriteInt64(value), static reader => reader.ReadInt64()), Is.EqualTo(value));
        Assert.That(RoundTrip(writer => writer.WriteInt64s([value]), static reader => reader.ReadInt64s()), Is.EqualTo([value]));
        Assert.That(RoundTrip(writer => writer.WriteUInt64((ulong)value), static reader => reader.ReadUInt64()), Is.EqualTo((ulong)value), "by its bits");
        Assert.That(RoundTrip(InList(writer => writer.WriteInt64(value)), OfList(static reader => reader.ReadInt64())), Is.EqualTo(value));
    }

    [TestCaseSource(nameof(Numbers))]
    public void NumbersComeBackBitByBit(double value)
    {
        Assert.That(Bits(RoundTrip(writer => writer.WriteDouble(value), static reader => reader.ReadDouble())), Is.EqualTo(Bits(value)));
        Assert.That(Bits(RoundTrip(InList(writer => writer.WriteDouble(value)), OfList(static reader => reader.ReadDouble()))), Is.EqualTo(Bits(value)));
        Assert.That(
            BitConverter.SingleToInt32Bits(RoundTrip(writer => writer.WriteSingle((float)value), static reader => reader.ReadSingle())),
            Is.EqualTo(BitConverter.SingleToInt32Bits((float)value)));
    }

    [Test]
    public void GodotsCallersMixNumbersAndTexts()
    {
        using (Assert.EnterMultipleScope())
        {
            Assert.That(RoundTrip(static writer => writer.WriteInt32(7), static reader => reader.ReadDouble()), Is.EqualTo(7));
            Assert.That(RoundTrip(static writer => writer.WriteDouble(7), static reader => reader.ReadByte()), Is.EqualTo(7));
            Assert.That(RoundTrip(static writer => GodotArguments.Write(writer, new StringName("n")), static reader => reader.ReadString()), Is.EqualTo("n"));
            Assert.That(RoundTrip(static writer => writer.WriteString("n"), GodotArguments.ReadStringName), Is.EqualTo(new StringName("n")));
            Assert.That(RoundTrip(static writer => writer.WriteInt64s([1, -1]), static reader => reader.ReadInt32s()), Is.EqualTo([1, -1]));
            Assert.That(RoundTrip(static writer => writer.WriteInt32s([1, -1]), static reader => reader.ReadInt64s()), Is.EqualTo([1L, -1]));
            Assert.That(RoundTrip(static writer => writer.WriteDoubles([0.1]), static reader => reader.ReadSingles()), Is.EqualTo([0.1f]));
            Assert.That(RoundTrip(static writer => writer.WriteSingles([0.5f]), static reader => reader.ReadDoubles()), Is.EqualTo([0.5]));
            Assert.That(RoundTrip(static writer => GodotArguments.Write(writer, new VariantArray { 1, 2.0 }), static reader => reader.ReadInt32s()), Is.EqualTo([1, 2]));
            Assert.That(RoundTrip(static writer => GodotArguments.Write(writer, new VariantArray { 1, 2.5 }), static reader => reader.ReadDoubles()), Is.EqualTo([1, 2.5]));
            Assert.That(RoundTrip(static writer => GodotArguments.Write(writer, new VariantArray { "a" }), static reader => reader.ReadStrings()), Is.EqualTo(["a"]));
        }
    }

    [Test]
    public void TypesThatCSharpHasComeBack()
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
            Assert.That(RoundTrip(static writer => writer.WriteStrings(["a", ""]), static reader => reader.ReadStrings()), Is.EqualTo(["a", ""]));
            Assert.That(RoundTrip(static writer => writer.WriteUtf8("grün"u8), static reader => reader.ReadString()), Is.EqualTo("grün"));
            Assert.That(RoundTrip(static writer => writer.WriteString("\uD800"), static reader => reader.ReadString()), Is.EqualTo("\uFFFD"), "half a letter");
            Assert.That(RoundTrip(static writer => writer.WriteString("ab"), static reader => reader.ReadUtf8().ToArray()), Is.EqualTo("ab"u8.ToArray()));
            Assert.That(RoundTrip(static writer => writer.WriteChar('€'), static reader => reader.ReadChar()), Is.EqualTo('€'));
        }
    }

    [Test]
    public void TypesThatOnlyGodotHasComeBack()
    {
        using (Assert.EnterMultipleScope())
        {
            Check(new Vector2I(1, -2), static (writer, value) => GodotArguments.Write(writer, value), GodotArguments.ReadVector2I);
            Check(new Vector3I(1, -2, 3), static (writer, value) => GodotArguments.Write(writer, value), GodotArguments.ReadVector3I);
            Check(new Vector4I(1, -2, 3, 4), static (writer, value) => GodotArguments.Write(writer, value), GodotArguments.ReadVector4I);
            Check(new Rect2(new(1, 2), new(3, 4)), static (writer, value) => GodotArguments.Write(writer, value), GodotArguments.ReadRect2);
            Check(new Rect2I(new(1, 2), new(3, 4)), static (writer, value) => GodotArguments.Write(writer, value), GodotArguments.ReadRect2I);
            Check(new Color(1, 0.5f, 0, 1), static (writer, value) => GodotArguments.Write(writer, value), GodotArguments.ReadColor);
            Check(new Aabb(new(1, 2, 3), new(4, 5, 6)), static (writer, value) => GodotArguments.Write(writer, value), GodotArguments.ReadAabb);
            Check(Basis.FromAxes(new(1, 4, 7), new(2, 5, 8), new(3, 6, 9)), static (writer, value) => GodotArguments.Write(writer, value), GodotArguments.ReadBasis);
            Check(new Transform3D(Basis.FromAxes(new(1, 4, 7), new(2, 5, 8), new(3, 6, 9)), new(1, 2, 3)), static (writer, value) => GodotArguments.Write(writer, value), GodotArguments.ReadTransform3D);
            Check(new StringName("n"), static (writer, value) => GodotArguments.Write(writer, value), GodotArguments.ReadStringName);
            Check(new NodePath("/root/a:b"), static (writer, value) => GodotArguments.Write(writer, value), GodotArguments.ReadNodePath);
            Check(new Rid(7), static (writer, value) => GodotArguments.Write(writer, value), GodotArguments.ReadRid);
            Check(new ObjectId(7), static (writer, value) => GodotArguments.Write(writer, value), GodotArguments.ReadObjectId);
            Check(new Signal(new ObjectId(7), "s"), static (writer, value) => GodotArguments.Write(writer, value), GodotArguments.ReadSignal);
            Check(new VariantArray { 1, "two" }, static (writer, value) => GodotArguments.Write(writer, value), GodotArguments.ReadArray);
            Check(new VariantDictionary { ["k"] = 1 }, static (writer, value) => GodotArguments.Write(writer, value), GodotArguments.ReadDictionary);
            Check<Vector2[]>([new(1, 2)], static (writer, value) => GodotArguments.Write(writer, value.AsSpan()), GodotArguments.ReadVector2s);
            Check<Vector3[]>([new(1, 2, 3)], static (writer, value) => GodotArguments.Write(writer, value.AsSpan()), GodotArguments.ReadVector3s);
            Check<Vector4[]>([new(1, 2, 3, 4)], static (writer, value) => GodotArguments.Write(writer, value.AsSpan()), GodotArguments.ReadVector4s);
            Check<Color[]>([new(1, 2, 3, 4)], static (writer, value) => GodotArguments.Write(writer, value.AsSpan()), GodotArguments.ReadColors);
        }

        static void Check<T>(T value, Action<ArgumentWriter, T> write, Func<ArgumentReader, T> read)
        {
            Assert.That(RoundTrip(writer => write(writer, value), read), Is.EqualTo(value));
            Assert.That(RoundTrip(InList(writer => write(writer, value)), OfList(read)), Is.EqualTo(value), "in a list");
        }
    }

    [Test]
    public void NilIsToldFromValues()
    {
        using (Assert.EnterMultipleScope())
        {
            Assert.That(RoundTrip(static writer => writer.WriteNil(), static reader => reader.TryReadNil()), Is.True);
            Assert.That(RoundTrip(InList(static writer => writer.WriteNil()), OfList(static reader => reader.TryReadNil())), Is.True);
            Assert.That(RoundTrip(static writer => writer.WriteInt32(0), static reader => (reader.TryReadNil(), reader.ReadInt32())), Is.EqualTo((false, 0)));
            Assert.That(RoundTrip(static writer => writer.WriteBoolean(false), static reader => (reader.TryReadNil(), reader.ReadBoolean())), Is.EqualTo((false, false)));
            Assert.That(RoundTrip(static _ => { }, static reader => reader.TryReadNil()), Is.False);
        }
    }

    private static IEnumerable<TestCaseData> Faults =>
    [
        Fault("text for a number", "04 00 00 00 01 00 00 00 61 00 00 00", static reader => reader.ReadInt32(), "WrongType at byte 0 of the arguments, where Int was asked for and String came."),
        Fault("a number for text", "02 07", static reader => reader.ReadString(), "WrongType at byte 0 of the arguments, where String was asked for and Int came."),
        Fault("two bytes of a number for text", "42 2c 01 00 00", static reader => reader.ReadString(), "WrongType at byte 0 of the arguments, where String was asked for and Int came."),
        Fault("half a number", "42 2c", static reader => reader.ReadDouble(), "Truncated at byte 0 of the arguments, where Float was asked for."),
        Fault("a Vector2 for a Vector3", "05 00 00 00 00 00 80 3f 00 00 00 c0", static reader => reader.ReadVector3(), "where Vector3 was asked for and Vector2 came."),
        Fault("nil for a Color", "00 00 00 00", static reader => GodotArguments.ReadColor(reader), "where Color was asked for and Nil came."),
        Fault("an array for a dictionary", "1c 00 00 00 00 00 00 00", static reader => GodotArguments.ReadDictionary(reader), "where Dictionary was asked for and Array came."),
        Fault("a dictionary for an array", "1b 00 00 00 00 00 00 00", static reader => reader.BeginArray(), "where Array was asked for and Dictionary came."),
        Fault("300 for a byte", "42 2c 01", static reader => reader.ReadByte(), "OutOfRange at byte 3 of the arguments, where Byte was asked for."),
        Fault("-1 for a uint", "02 ff", static reader => reader.ReadUInt32(), "OutOfRange at byte 2 of the arguments, where UInt32 was asked for."),
        Fault("2^32 for an int", "c2 00 00 00 00 01 00 00 00", static reader => reader.ReadInt32(), "OutOfRange at byte 9 of the arguments, where Int32 was asked for."),
        Fault("a fraction for a short", "03 00 00 00 00 00 c0 3f", static reader => reader.ReadInt16(), "OutOfRange at byte 0 of the arguments, where Int was asked for."),
        Fault("wide numbers for narrow ones", "1f 00 00 00 01 00 00 00 00 00 00 00 01 00 00 00", static reader => reader.ReadInt32s(), "where PackedInt32Array was asked for."),
        Fault("no such type", "27 00 00 00", static reader => GodotArguments.ReadVariant(reader), "InvalidEncoding at byte 0 of the arguments, where Variant was asked for."),
        Fault("an object in full", "18 00 00 00 00 00 00 00", static reader => GodotArguments.ReadVariant(reader), "Rejected at byte 0 of the arguments, where Variant was asked for."),
        Fault("a count beyond the bytes", "1c 00 00 00 ff ff ff 7f", static reader => reader.BeginArray(), "Truncated at byte 0 of the arguments, where Array was asked for."),
        Fault("text that is no UTF-8", "04 00 00 00 02 00 00 00 c3 28 00 00", static reader => reader.ReadString(), "InvalidText at byte 0 of the arguments, where String was asked for."),
        Fault("bytes behind the last one", "02 07 00", static reader => reader.ReadInt32(), "TrailingBytes at byte 2 of the arguments."),
        Fault("a fault inside", "1c 00 00 00 01 00 00 00 27 00 00 00", static reader => GodotArguments.ReadVariant(reader), "InvalidEncoding at byte 8 of the arguments, where Variant was asked for."),
    ];

    [TestCaseSource(nameof(Faults))]
    public void FaultNamesTheType(string hex, Func<ArgumentReader, object?> read, string text)
    {
        var reader = Read(Fixtures.Bytes.Of(hex), ArgumentEncoding.Godot);
        read(reader);
        Assert.That(reader.End(), Is.False);
        Assert.That(reader.DescribeFault(), Does.Contain(text));
        var first = reader.Fault;
        Assert.That(read(reader) is null or 0 or "" or Variant { IsNil: true } or System.Collections.ICollection { Count: 0 } or VariantDictionary { Count: 0 } or ValueType, Is.True, "A default.");
        Assert.That(reader.Fault, Is.EqualTo(first), "The first fault counts.");
    }

    [Test]
    public void NestingHasALimitInBothDirections([Values(1, 5, 64)] int limit)
    {
        Assert.That(() => Write(writer => Nest(writer, limit), maxDepth: limit), Throws.Nothing);
        Assert.That(() => Write(writer => Nest(writer, limit + 1), maxDepth: limit), Throws.InvalidOperationException);
        Assert.That(() => Write(writer => GodotArguments.Write(writer, Nested(limit + 1)), maxDepth: limit), Throws.ArgumentException);
        var inside = Write(writer => GodotArguments.Write(writer, Nested(limit)), maxDepth: limit);
        var outside = Write(writer => GodotArguments.Write(writer, Nested(limit + 1)), maxDepth: limit + 1);
        Assert.That(FaultOf(inside, static reader => GodotArguments.ReadVariant(reader)), Is.EqualTo(ArgumentFault.None));
        Assert.That(FaultOf(outside, static reader => GodotArguments.ReadVariant(reader)), Is.EqualTo(ArgumentFault.TooDeep));
        Assert.That(FaultOf(outside, static reader => reader.Skip()), Is.EqualTo(ArgumentFault.TooDeep));
        Assert.That(FaultOf(outside, reader => Unnest(reader, limit + 1)), Is.EqualTo(ArgumentFault.TooDeep));
        Assert.That(FaultOf(inside, reader => Unnest(reader, limit)), Is.EqualTo(ArgumentFault.None));

        ArgumentFault FaultOf(byte[] bytes, Action<ArgumentReader> read)
        {
            var reader = Read(bytes, ArgumentEncoding.Godot, limit);
            read(reader);
            reader.End();
            return reader.Fault;
        }

        static void Nest(ArgumentWriter writer, int levels)
        {
            for (var i = 0; i < levels; i++) writer.BeginArray(1);
            writer.WriteInt32(1);
            for (var i = 0; i < levels; i++) writer.EndArray();
        }

        static void Unnest(ArgumentReader reader, int levels)
        {
            for (var i = 0; i < levels; i++) reader.BeginArray();
            reader.ReadInt32();
            for (var i = 0; i < levels; i++) reader.EndArray();
        }

        static Variant Nested(int levels)
        {
            Variant value = 1;
            for (var i = 0; i < levels; i++) value = new VariantArray { value };
            return value;
        }
    }

    [Test]
    public void RawBytesAreAVariantToo()
    {
        var reader = ArgumentEncoding.Godot.CreateReader();
        reader.Begin(new byte[] { 1, 2, 255 }, 0, 3, 1, isRaw: true);
        Assert.That(GodotArguments.ReadVariant(reader).TryGet(out byte[]? bytes) ? bytes : null, Is.EqualTo(new byte[] { 1, 2, 255 }));
        Assert.That(reader.End(), Is.True);
    }

    [Test]
    public void CallersMistakesThrow()
    {
        using (Assert.EnterMultipleScope())
        {
            Assert.That(static () => Write(static writer => writer.WriteString(null!)), Throws.ArgumentNullException);
            Assert.That(static () => Write(static writer => writer.WriteStrings([null!])), Throws.ArgumentNullException);
            Assert.That(static () => Write(static writer => writer.WriteString("a\0b")), Throws.ArgumentException);
            Assert.That(static () => Write(static writer => writer.WriteUtf8("a\0b"u8)), Throws.ArgumentException);
            Assert.That(static () => Write(static writer => GodotArguments.Write(writer, new ObjectData("Node"))), Throws.ArgumentException);
            Assert.That(static () => GodotArguments.Write(ArgumentEncoding.MessagePack.CreateWriter(), 1), Throws.TypeOf<NotSupportedException>());
            Assert.That(static () => GodotArguments.ReadVariant(ArgumentEncoding.MessagePack.CreateReader()), Throws.TypeOf<NotSupportedException>());
            Assert.That(static () => ArgumentEncoding.CreateGodot(null!), Throws.ArgumentNullException);
        }
    }

    [Test]
    public void ObjectsInFullAreAnOption()
    {
        var encoding = ArgumentEncoding.CreateGodot(new VariantOptions { AllowObjects = true });
        var bytes = Write(static writer => GodotArguments.Write(writer, new ObjectData("Node") { { "name", "n" } }), encoding);
        var reader = Read(bytes, encoding);
        Assert.That(GodotArguments.ReadVariant(reader).TryGet(out ObjectData? data) ? data.ClassName : null, Is.EqualTo("Node"));
        Assert.That(reader.End(), Is.True);
    }

    private static IEnumerable<TestCaseData> Named(IEnumerable<VariantVector> vectors) =>
        vectors.Select(static vector => new TestCaseData(vector).SetArgDisplayNames(vector.Name));

    // As an argument, a number or a bool is always compressed; in a list it need not be.
    private static bool IsBare(VariantVector vector) => vector.IsCompressed || vector.Value.Type is not (VariantType.Bool or VariantType.Int);

    private static TestCaseData Fault(string name, string hex, Func<ArgumentReader, object?> read, string text) =>
        new TestCaseData(hex, read, text).SetArgDisplayNames(name);

    private static long Bits(double value) => BitConverter.DoubleToInt64Bits(value);

    private static Action<ArgumentWriter> InList(Action<ArgumentWriter> write) => writer =>
    {
        writer.BeginArray(1);
        write(writer);
        writer.EndArray();
    };

    private static Func<ArgumentReader, T> OfList<T>(Func<ArgumentReader, T> read) => reader =>
    {
        Assert.That(reader.BeginArray(), Is.EqualTo(1));
        var value = read(reader);
        reader.EndArray();
        return value;
    };

    private static byte[] Write(Action<ArgumentWriter> write, ArgumentEncoding? encoding = null, int maxDepth = ArgumentWriter.DefaultMaxDepth)
    {
        var writer = (encoding ?? ArgumentEncoding.Godot).CreateWriter();
        writer.MaxDepth = maxDepth;
        writer.Reset(0);
        write(writer);
        return writer.Written.ToArray();
    }

    private static ArgumentReader Read(byte[] bytes, ArgumentEncoding encoding, int maxDepth = ArgumentWriter.DefaultMaxDepth)
    {
        var reader = encoding.CreateReader();
        reader.MaxDepth = maxDepth;
        reader.Begin(bytes, 0, bytes.Length, 1, isRaw: false);
        return reader;
    }

    private static T RoundTrip<T>(Action<ArgumentWriter> write, Func<ArgumentReader, T> read)
    {
        var reader = Read(Write(write), ArgumentEncoding.Godot);
        var value = read(reader);
        Assert.That(reader.End(), Is.True, reader.DescribeFault());
        return value;
    }
}
