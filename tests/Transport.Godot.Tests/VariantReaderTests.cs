using System.Buffers;
using System.Numerics;
using System.Text;
using Transport.Godot.Tests.Fixtures;

namespace Transport.Godot.Tests;

/// <summary>Values whose type is known are read without a Variant, one behind the other, and a no takes nothing.</summary>
public sealed class VariantReaderTests
{
    private delegate bool Reading(ref VariantReader reader, out Variant value);

    private static IEnumerable<(VariantType Type, Variant Value, Reading Read)> Values =>
    [
        (VariantType.Bool, true, (ref r, out v) => Give(r.TryReadBool(out var x), x, out v)),
        (VariantType.Int, 5, (ref r, out v) => Give(r.TryReadInt64(out var x), x, out v)),
        (VariantType.Int, 5, (ref r, out v) => Give(r.TryReadInt32(out var x), x, out v)),
        (VariantType.Float, 0.1, (ref r, out v) => Give(r.TryReadDouble(out var x), x, out v)),
        (VariantType.Float, 0.5, (ref r, out v) => Give(r.TryReadSingle(out var x), x, out v)),
        (VariantType.String, "text", (ref r, out v) => Give(r.TryReadString(out var x), x, out v)),
        (VariantType.StringName, new StringName("name"), (ref r, out v) => Give(r.TryReadStringName(out var x), x, out v)),
        (VariantType.NodePath, new NodePath("/a/b:c"), (ref r, out v) => Give(r.TryReadNodePath(out var x), x, out v)),
        (VariantType.Vector2, new Vector2(1, 2), (ref r, out v) => Give(r.TryReadVector2(out var x), x, out v)),
        (VariantType.Vector2I, new Vector2I(1, 2), (ref r, out v) => Give(r.TryReadVector2I(out var x), x, out v)),
        (VariantType.Rect2, new Rect2(new(1, 2), new(3, 4)), (ref r, out v) => Give(r.TryReadRect2(out var x), x, out v)),
        (VariantType.Rect2I, new Rect2I(new(1, 2), new(3, 4)), (ref r, out v) => Give(r.TryReadRect2I(out var x), x, out v)),
        (VariantType.Vector3, new Vector3(1, 2, 3), (ref r, out v) => Give(r.TryReadVector3(out var x), x, out v)),
        (VariantType.Vector3I, new Vector3I(1, 2, 3), (ref r, out v) => Give(r.TryReadVector3I(out var x), x, out v)),
        (VariantType.Transform2D, new Matrix3x2(1, 2, 3, 4, 5, 6), (ref r, out v) => Give(r.TryReadTransform2D(out var x), x, out v)),
        (VariantType.Vector4, new Vector4(1, 2, 3, 4), (ref r, out v) => Give(r.TryReadVector4(out var x), x, out v)),
        (VariantType.Vector4I, new Vector4I(1, 2, 3, 4), (ref r, out v) => Give(r.TryReadVector4I(out var x), x, out v)),
        (VariantType.Plane, new Plane(1, 2, 3, 4), (ref r, out v) => Give(r.TryReadPlane(out var x), x, out v)),
        (VariantType.Quaternion, new Quaternion(1, 2, 3, 4), (ref r, out v) => Give(r.TryReadQuaternion(out var x), x, out v)),
        (VariantType.Aabb, new Aabb(new(1, 2, 3), new(4, 5, 6)), (ref r, out v) => Give(r.TryReadAabb(out var x), x, out v)),
        (VariantType.Basis, Basis.FromRows(new(1, 2, 3), new(4, 5, 6), new(7, 8, 9)), (ref r, out v) => Give(r.TryReadBasis(out var x), x, out v)),
        (VariantType.Transform3D, new Transform3D(Basis.Identity, new(1, 2, 3)), (ref r, out v) => Give(r.TryReadTransform3D(out var x), x, out v)),
        (VariantType.Projection, Matrix4x4.CreateTranslation(1, 2, 3), (ref r, out v) => Give(r.TryReadProjection(out var x), x, out v)),
        (VariantType.Color, new Color(1, 2, 3, 4), (ref r, out v) => Give(r.TryReadColor(out var x), x, out v)),
        (VariantType.Rid, new Rid(5), (ref r, out v) => Give(r.TryReadRid(out var x), x, out v)),
        (VariantType.Object, new ObjectId(5), (ref r, out v) => Give(r.TryReadObjectId(out var x), x, out v)),
        (VariantType.Callable, default(Callable), (ref r, out v) => Give(r.TryReadCallable(out var x), x, out v)),
        (VariantType.Signal, new Signal(new(5), "ready"), (ref r, out v) => Give(r.TryReadSignal(out var x), x, out v)),
        (VariantType.Dictionary, new VariantDictionary { [1] = 2 }, (ref r, out v) => Give(r.TryReadDictionary(out var x), x, out v)),
        (VariantType.Array, new VariantArray { 1, 2 }, (ref r, out v) => Give(r.TryReadArray(out var x), x, out v)),
        (VariantType.PackedByteArray, new byte[] { 1, 2, 3 }, (ref r, out v) => Give(r.TryReadByteArray(out var x), x, out v)),
        (VariantType.PackedByteArray, new byte[] { 1, 2, 3 }, (ref r, out v) => Give(r.TryReadPackedBytes(out var x), x.ToArray(), out v)),
        (VariantType.PackedInt32Array, new[] { 1, 2 }, (ref r, out v) => Give(r.TryReadInt32Array(out var x), x, out v)),
        (VariantType.PackedInt64Array, new[] { 1L, 2 }, (ref r, out v) => Give(r.TryReadInt64Array(out var x), x, out v)),
        (VariantType.PackedFloat32Array, new[] { 1f, 2 }, (ref r, out v) => Give(r.TryReadSingleArray(out var x), x, out v)),
        (VariantType.PackedFloat64Array, new[] { 1.0, 2 }, (ref r, out v) => Give(r.TryReadDoubleArray(out var x), x, out v)),
        (VariantType.PackedStringArray, new[] { "a", "bc" }, (ref r, out v) => Give(r.TryReadStringArray(out var x), x, out v)),
        (VariantType.PackedVector2Array, new[] { new Vector2(1, 2) }, (ref r, out v) => Give(r.TryReadVector2Array(out var x), x, out v)),
        (VariantType.PackedVector3Array, new[] { new Vector3(1, 2, 3) }, (ref r, out v) => Give(r.TryReadVector3Array(out var x), x, out v)),
        (VariantType.PackedColorArray, new[] { new Color(1, 2, 3, 4) }, (ref r, out v) => Give(r.TryReadColorArray(out var x), x, out v)),
        (VariantType.PackedVector4Array, new[] { new Vector4(1, 2, 3, 4) }, (ref r, out v) => Give(r.TryReadVector4Array(out var x), x, out v)),
    ];

    private static IEnumerable<TestCaseData> Cases =>
        Values.Select((item, index) => new TestCaseData(item.Type, item.Value, item.Read).SetArgDisplayNames($"{index} {item.Type}"));

    [TestCaseSource(nameof(Cases))]
    public void AValueIsReadAsItsVariantIs(VariantType type, Variant value, object reading)
    {
        var reader = new VariantReader([.. value.ToBytes(), 1, 2, 3]);
        Assert.That(reader.TryPeekType(out var peeked), Is.True);
        Assert.That(peeked, Is.EqualTo(type));
        Assert.That(((Reading)reading)(ref reader, out var read), Is.True);
        Assert.That(read, Is.EqualTo(value));
        Assert.That(reader.Remaining, Is.EqualTo(3));
    }

    [TestCaseSource(nameof(Cases))]
    public void AnotherTypeIsRefusedAndNothingIsTaken(VariantType type, Variant value, object reading)
    {
        foreach (var (otherType, other, _) in Values)
        {
            if (IsTakenFor(otherType, type)) continue;
            var reader = new VariantReader(other.ToBytes());
            Assert.That(((Reading)reading)(ref reader, out _), Is.False, $"{otherType} as {type}");
            Assert.That(reader.Fault, Is.EqualTo(new VariantFault(VariantError.WrongType, 0, otherType)));
            Assert.That(reader.Consumed, Is.Zero);
            Assert.That(reader.TryRead(out var untouched), Is.True);
            Assert.That(untouched, Is.EqualTo(other));
        }
        Assert.That(value.Type, Is.EqualTo(type));
    }

    [TestCaseSource(nameof(Cases))]
    public void CutAnywhereItIsTruncated(VariantType type, Variant value, object reading)
    {
        var bytes = value.ToBytes();
        for (var length = 0; length < bytes.Length; length++)
        {
            var reader = new VariantReader(bytes.AsSpan(0, length));
            Assert.That(((Reading)reading)(ref reader, out _), Is.False, $"{type}, {length} bytes");
            Assert.That(reader.Fault.Error, Is.EqualTo(VariantError.Truncated));
            Assert.That(reader.Consumed, Is.Zero);
        }
    }

    [Test]
    public void EveryTypeCanBeReadOnItsOwn() =>
        Assert.That(Enum.GetValues<VariantType>().Except(Values.Select(item => item.Type)), Is.EquivalentTo([VariantType.Nil]));

    [Test]
    public void NumbersAreTakenForEachOtherWhereNothingIsLost()
    {
        var reader = new VariantReader([.. Bytes(7), .. Bytes(7.0), .. Bytes(7.5)]);
        Assert.That(reader.TryReadDouble(out var real), Is.True);
        Assert.That(real, Is.EqualTo(7.0));
        Assert.That(reader.TryReadInt64(out var whole), Is.True);
        Assert.That(whole, Is.EqualTo(7));
        Assert.That(reader.TryReadInt64(out _), Is.False);
        Assert.That(reader.Fault, Is.EqualTo(new VariantFault(VariantError.OutOfRange, 16, VariantType.Float)));
        Assert.That(reader.TryReadDouble(out real), Is.True);
        Assert.That(real, Is.EqualTo(7.5));
    }

    [TestCase(int.MaxValue, true)]
    [TestCase(int.MinValue, true)]
    [TestCase(int.MaxValue + 1L, false)]
    [TestCase(int.MinValue - 1L, false)]
    public void AnIntHasToFit(long number, bool fits)
    {
        var reader = new VariantReader(Bytes(number));
        Assert.That(reader.TryReadInt32(out _), Is.EqualTo(fits));
        Assert.That(reader.Fault.Error, Is.EqualTo(fits ? VariantError.None : VariantError.OutOfRange));
        Assert.That(reader.Remaining == 0, Is.EqualTo(fits));

        var compressed = new VariantReader(Compressed(number));
        Assert.That(compressed.TryReadCompressedInt32(out _), Is.EqualTo(fits));
        Assert.That(compressed.Remaining == 0, Is.EqualTo(fits));
    }

    [Test]
    public void TextAndNamesAreTakenForEachOther()
    {
        var reader = new VariantReader([.. Bytes(new StringName("a")), .. Bytes("b"), .. Bytes("grün")]);
        Assert.That(reader.TryReadString(out var text), Is.True);
        Assert.That(reader.TryReadStringName(out var name), Is.True);
        Assert.That(reader.TryReadUtf8(out var utf8), Is.True);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(text, Is.EqualTo("a"));
            Assert.That(name.Value, Is.EqualTo("b"));
            Assert.That(Encoding.UTF8.GetString(utf8), Is.EqualTo("grün"));
        }
    }

    [Test]
    public void ArgumentsAreReadOneBehindTheOther()
    {
        var reader = new VariantReader(Hex.Bytes("02 07 04 00 00 00 04 00 00 00 74 65 78 74 81 03 00 00 00 00 00 c0 3f 42 2c 01 01"));
        Assert.That(reader.TryReadCompressedInt32(out var number), Is.True);
        Assert.That(reader.TryReadCompressedBool(out _), Is.False);
        Assert.That(reader.Fault, Is.EqualTo(new VariantFault(VariantError.WrongType, 2, VariantType.String)));
        Assert.That(reader.TryReadString(out var text), Is.True);
        Assert.That(reader.TryReadCompressedInt64(out _), Is.False);
        Assert.That(reader.TryReadCompressedBool(out var flag), Is.True);
        Assert.That(reader.TryReadCompressedDouble(out var real), Is.True);
        Assert.That(reader.TryReadCompressedSingle(out var whole), Is.True);
        Assert.That(reader.TryReadCompressedBool(out var last), Is.True);
        Assert.That(reader.TryReadCompressedBool(out _), Is.False);
        using (Assert.EnterMultipleScope())
        {
            Assert.That((number, text, flag, real, whole, last), Is.EqualTo((7, "text", true, 1.5, 300f, false)));
            Assert.That(reader.Remaining, Is.Zero);
            Assert.That(reader.Fault, Is.EqualTo(new VariantFault(VariantError.Truncated, 27, VariantType.Nil)));
        }
    }

    [Test]
    public void AFloatWithoutAFractionIsAnIntOfAnArgument()
    {
        var reader = new VariantReader(Bytes(7.0));
        Assert.That(reader.TryReadCompressedInt64(out var number), Is.True);
        Assert.That(number, Is.EqualTo(7));
    }

    [Test]
    public void AListIsReadPieceByPiece()
    {
        var reader = new VariantReader(((Variant)new VariantArray(VariantType.Int) { 1, 2 }).ToBytes());
        Assert.That(reader.TryReadArrayHeader(out var count, out var type), Is.True);
        Assert.That((count, type), Is.EqualTo((2, ElementType.Of(VariantType.Int))));
        Assert.That(reader.TryReadInt32(out var first), Is.True);
        Assert.That(reader.TryReadInt32(out var second), Is.True);
        Assert.That((first, second, reader.Remaining), Is.EqualTo((1, 2, 0)));
    }

    [Test]
    public void ADictionaryIsReadPieceByPiece()
    {
        var reader = new VariantReader(((Variant)new VariantDictionary(VariantType.String, VariantType.Float) { ["a"] = 1.5 }).ToBytes());
        Assert.That(reader.TryReadDictionaryHeader(out var count, out var keys, out var values), Is.True);
        Assert.That((count, keys, values), Is.EqualTo((1, ElementType.Of(VariantType.String), ElementType.Of(VariantType.Float))));
        Assert.That(reader.TryReadString(out var key), Is.True);
        Assert.That(reader.TryReadDouble(out var value), Is.True);
        Assert.That((key, value, reader.Remaining), Is.EqualTo(("a", 1.5, 0)));
    }

    [Test]
    public void ACountOfAHeadHasBytesBehindIt()
    {
        var list = new VariantReader(Hex.Bytes("1c 00 00 00 02 00 00 00 00 00 00 00"));
        Assert.That(list.TryReadArrayHeader(out _, out _), Is.False);
        Assert.That(list.Fault.Error, Is.EqualTo(VariantError.Truncated));
        var dictionary = new VariantReader(Hex.Bytes("1b 00 00 00 01 00 00 00 00 00 00 00"));
        Assert.That(dictionary.TryReadDictionaryHeader(out _, out _, out _), Is.False);
        Assert.That(dictionary.Fault.Error, Is.EqualTo(VariantError.Truncated));
    }

    [Test]
    public void ObjectsInFullNeedPermission()
    {
        var options = new VariantOptions { AllowObjects = true };
        var data = new ObjectData("Node") { { "name", "a" } };
        var bytes = ((Variant)data).ToBytes(options);

        var allowed = new VariantReader(bytes, options);
        Assert.That(allowed.TryReadObjectId(out _), Is.False);
        Assert.That(allowed.Fault.Error, Is.EqualTo(VariantError.WrongType));
        Assert.That(allowed.TryReadObjectData(out var read), Is.True);
        Assert.That(read, Is.EqualTo(data));

        var refused = new VariantReader(bytes);
        Assert.That(refused.TryReadObjectData(out _), Is.False);
        Assert.That(refused.Fault.Error, Is.EqualTo(VariantError.ObjectsNotAllowed));
        Assert.That(refused.TryReadObjectId(out _), Is.False);
        Assert.That(refused.Fault.Error, Is.EqualTo(VariantError.ObjectsNotAllowed));

        var asId = new VariantReader([.. Bytes(new ObjectId(7)), .. Bytes(default)], options);
        Assert.That(asId.TryReadObjectData(out _), Is.False);
        Assert.That(asId.Fault.Error, Is.EqualTo(VariantError.WrongType));
        Assert.That(asId.TryReadObjectId(out var id), Is.True);
        Assert.That(asId.TryReadObjectId(out var none), Is.True);
        Assert.That((id.Value, none.Value, asId.Remaining), Is.EqualTo((7UL, 0UL, 0)));

        var noObject = new VariantReader(Hex.Bytes("18 00 00 00 00 00 00 00"), options);
        Assert.That(noObject.TryReadObjectData(out _), Is.False);
        Assert.That((noObject.Fault.Error, noObject.Consumed), Is.EqualTo((VariantError.WrongType, 0)));
    }

    [Test]
    public void AReaderOfNothingIsAtTheEnd()
    {
        var reader = default(VariantReader);
        Assert.That(reader.TryRead(out _), Is.False);
        Assert.That(reader.TryReadCompressed(out _), Is.False);
        Assert.That(reader.TryPeekType(out _), Is.False);
        Assert.That(reader.TryPeekCompressedType(out _), Is.False);
        Assert.That(reader.TrySkip(), Is.False);
        Assert.That(reader.TrySkipCompressed(), Is.False);
        Assert.That((reader.Remaining, reader.Fault.Error), Is.EqualTo((0, VariantError.Truncated)));
    }

    [Test]
    public void ANewReaderHasNoFault()
    {
        var reader = new VariantReader(Bytes(5));
        Assert.That(reader.TryRead(out _), Is.True);
        Assert.That(reader.Fault, Is.EqualTo(default(VariantFault)));
        Assert.That(reader.Fault.ToString(), Is.EqualTo("There is no fault."));
    }

    private static bool IsTakenFor(VariantType type, VariantType wanted) => type == wanted || (type, wanted) is
        (VariantType.Int, VariantType.Float) or (VariantType.Float, VariantType.Int)
        or (VariantType.String, VariantType.StringName) or (VariantType.StringName, VariantType.String);

    private static bool Give(bool isRead, Variant value, out Variant given)
    {
        given = value;
        return isRead;
    }

    private static byte[] Bytes(Variant value) => value.ToBytes();

    private static byte[] Compressed(long value)
    {
        var buffer = new ArrayBufferWriter<byte>();
        new VariantWriter(buffer).WriteCompressed(value);
        return buffer.WrittenSpan.ToArray();
    }
}
