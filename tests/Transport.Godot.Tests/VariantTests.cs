using System.Numerics;
using Transport.Godot.Tests.Fixtures;

namespace Transport.Godot.Tests;

/// <summary>In and out of a Variant, and when two are equal.</summary>
public sealed class VariantTests
{
    [Test]
    public void TheDefaultIsNil()
    {
        using (Assert.EnterMultipleScope())
        {
            Assert.That(default(Variant).IsNil, Is.True);
            Assert.That(default(Variant).Type, Is.EqualTo(VariantType.Nil));
        }
    }

    [Test]
    public void NullBecomesNil()
    {
        Variant[] nothing =
        [
            (string?)null, (NodePath?)null, (ObjectData?)null, (VariantArray?)null, (VariantDictionary?)null, (byte[]?)null, (int[]?)null, (long[]?)null,
            (float[]?)null, (double[]?)null, (string[]?)null, (Vector2[]?)null, (Vector3[]?)null, (Color[]?)null, (Vector4[]?)null, new ObjectId(0),
        ];
        Assert.That(nothing.Select(value => value.Type), Is.All.EqualTo(VariantType.Nil));
    }

    [Test]
    public void EveryTypeComesOutAsItWentIn()
    {
        using (Assert.EnterMultipleScope())
        {
            Assert.That((bool)(Variant)true, Is.True);
            Assert.That((sbyte)(Variant)sbyte.MinValue, Is.EqualTo(sbyte.MinValue));
            Assert.That((byte)(Variant)byte.MaxValue, Is.EqualTo(byte.MaxValue));
            Assert.That((short)(Variant)short.MinValue, Is.EqualTo(short.MinValue));
            Assert.That((ushort)(Variant)ushort.MaxValue, Is.EqualTo(ushort.MaxValue));
            Assert.That((int)(Variant)int.MinValue, Is.EqualTo(int.MinValue));
            Assert.That((uint)(Variant)uint.MaxValue, Is.EqualTo(uint.MaxValue));
            Assert.That((long)(Variant)long.MinValue, Is.EqualTo(long.MinValue));
            Assert.That((ulong)(Variant)ulong.MaxValue, Is.EqualTo(ulong.MaxValue));
            Assert.That((float)(Variant)0.1f, Is.EqualTo(0.1f));
            Assert.That((double)(Variant)0.1, Is.EqualTo(0.1));
            Assert.That((string)(Variant)"text", Is.EqualTo("text"));
            Assert.That(((StringName)(Variant)new StringName("name")).Value, Is.EqualTo("name"));
            Assert.That((NodePath)(Variant)new NodePath("/a:b"), Is.EqualTo(new NodePath("/a:b")));
            Assert.That((Vector2)(Variant)new Vector2(1, 2), Is.EqualTo(new Vector2(1, 2)));
            Assert.That((Vector2I)(Variant)new Vector2I(1, 2), Is.EqualTo(new Vector2I(1, 2)));
            Assert.That((Rect2)(Variant)new Rect2(new(1, 2), new(3, 4)), Is.EqualTo(new Rect2(new(1, 2), new(3, 4))));
            Assert.That((Rect2I)(Variant)new Rect2I(new(1, 2), new(3, 4)), Is.EqualTo(new Rect2I(new(1, 2), new(3, 4))));
            Assert.That((Vector3)(Variant)new Vector3(1, 2, 3), Is.EqualTo(new Vector3(1, 2, 3)));
            Assert.That((Vector3I)(Variant)new Vector3I(1, 2, 3), Is.EqualTo(new Vector3I(1, 2, 3)));
            Assert.That((Matrix3x2)(Variant)new Matrix3x2(1, 2, 3, 4, 5, 6), Is.EqualTo(new Matrix3x2(1, 2, 3, 4, 5, 6)));
            Assert.That((Vector4)(Variant)new Vector4(1, 2, 3, 4), Is.EqualTo(new Vector4(1, 2, 3, 4)));
            Assert.That((Vector4I)(Variant)new Vector4I(1, 2, 3, 4), Is.EqualTo(new Vector4I(1, 2, 3, 4)));
            Assert.That((Plane)(Variant)new Plane(1, 2, 3, 4), Is.EqualTo(new Plane(1, 2, 3, 4)));
            Assert.That((Quaternion)(Variant)new Quaternion(1, 2, 3, 4), Is.EqualTo(new Quaternion(1, 2, 3, 4)));
            Assert.That((Aabb)(Variant)new Aabb(new(1, 2, 3), new(4, 5, 6)), Is.EqualTo(new Aabb(new(1, 2, 3), new(4, 5, 6))));
            Assert.That((Basis)(Variant)Basis.Identity, Is.EqualTo(Basis.Identity));
            Assert.That((Transform3D)(Variant)Transform3D.Identity, Is.EqualTo(Transform3D.Identity));
            Assert.That((Matrix4x4)(Variant)Matrix4x4.Identity, Is.EqualTo(Matrix4x4.Identity));
            Assert.That((Color)(Variant)new Color(1, 2, 3, 4), Is.EqualTo(new Color(1, 2, 3, 4)));
            Assert.That((Rid)(Variant)new Rid(5), Is.EqualTo(new Rid(5)));
            Assert.That((ObjectId)(Variant)new ObjectId(5), Is.EqualTo(new ObjectId(5)));
            Assert.That((Callable)(Variant)default(Callable), Is.EqualTo(default(Callable)));
            Assert.That((Signal)(Variant)new Signal(new(5), "ready"), Is.EqualTo(new Signal(new(5), "ready")));
        }
    }

    [Test]
    public void ListsAndArraysAreNotCopied()
    {
        object[] held =
        [
            new VariantArray(), new VariantDictionary(), new ObjectData("Node"), new byte[1], new int[1], new long[1], new float[1], new double[1],
            new string[1], new Vector2[1], new Vector3[1], new Color[1], new Vector4[1],
        ];
        Variant[] variants =
        [
            (VariantArray)held[0], (VariantDictionary)held[1], (ObjectData)held[2], (byte[])held[3], (int[])held[4], (long[])held[5], (float[])held[6],
            (double[])held[7], (string[])held[8], (Vector2[])held[9], (Vector3[])held[10], (Color[])held[11], (Vector4[])held[12],
        ];
        object[] taken =
        [
            (VariantArray)variants[0], (VariantDictionary)variants[1], (ObjectData)variants[2], (byte[])variants[3], (int[])variants[4],
            (long[])variants[5], (float[])variants[6], (double[])variants[7], (string[])variants[8], (Vector2[])variants[9], (Vector3[])variants[10],
            (Color[])variants[11], (Vector4[])variants[12],
        ];
        for (var i = 0; i < held.Length; i++) Assert.That(taken[i], Is.SameAs(held[i]));
    }

    [Test]
    public void AnotherTypeSaysNoAndACastThrows()
    {
        Variant text = "12";
        using (Assert.EnterMultipleScope())
        {
            Assert.That(text.TryGet(out long number), Is.False);
            Assert.That(number, Is.Zero);
            Assert.That(text.TryGet(out Vector3 vector), Is.False);
            Assert.That(vector, Is.EqualTo(default(Vector3)));
            Assert.That(text.TryGet(out byte[]? bytes), Is.False);
            Assert.That(bytes, Is.Null);
            Assert.That(text.TryGet(out Basis _), Is.False);
            Assert.That(() => (int)text, Throws.TypeOf<InvalidCastException>().With.Message.EqualTo("The Variant is a String, and no int."));
            Assert.That(() => (byte)(Variant)300, Throws.TypeOf<InvalidCastException>().With.Message.EqualTo("The Variant is the Int 300, which is no byte."));
        }
    }

    [Test]
    public void NumbersAreTakenForEachOtherWhereNothingIsLost()
    {
        using (Assert.EnterMultipleScope())
        {
            Assert.That((double)(Variant)7, Is.EqualTo(7.0));
            Assert.That((float)(Variant)7, Is.EqualTo(7f));
            Assert.That((long)(Variant)7.0, Is.EqualTo(7));
            Assert.That((int)(Variant)(-0.0), Is.Zero);
            Assert.That(((Variant)7.5).TryGet(out long _), Is.False);
            Assert.That(((Variant)double.NaN).TryGet(out long _), Is.False);
            Assert.That(((Variant)9.3e18).TryGet(out long _), Is.False);
            Assert.That((long)(Variant)(-9_223_372_036_854_775_808.0), Is.EqualTo(long.MinValue));
            Assert.That(((Variant)true).TryGet(out long _), Is.False);
            Assert.That(((Variant)1).TryGet(out bool _), Is.False);
        }
    }

    [TestCase(128L, false)]
    [TestCase(127L, true)]
    [TestCase(-128L, true)]
    [TestCase(-129L, false)]
    public void ANumberHasToFit(long number, bool fits) => Assert.That(((Variant)number).TryGet(out sbyte _), Is.EqualTo(fits));

    [Test]
    public void TextAndNamesAreTakenForEachOther()
    {
        using (Assert.EnterMultipleScope())
        {
            Assert.That((string)(Variant)new StringName("a"), Is.EqualTo("a"));
            Assert.That((StringName)(Variant)"a", Is.EqualTo(new StringName("a")));
            Assert.That(((Variant)new NodePath("a")).TryGet(out string? _), Is.False);
        }
    }

    [Test]
    public void NilIsTheObjectNull()
    {
        Assert.That(default(Variant).TryGet(out ObjectId id), Is.True);
        Assert.That(id.Value, Is.Zero);
        Assert.That(((Variant)new ObjectData("Node")).TryGet(out ObjectId _), Is.False);
    }

    [Test]
    public void EqualityIsByTypeAndContent()
    {
        using (Assert.EnterMultipleScope())
        {
            Assert.That((Variant)1 == 1L, Is.True);
            Assert.That((Variant)1 == 1.0, Is.False);
            Assert.That((Variant)"a" == new StringName("a"), Is.False);
            Assert.That((Variant)true == 1, Is.False);
            Assert.That((Variant)double.NaN == float.NaN, Is.True);
            Assert.That((Variant)0.0 == -0.0, Is.True);
            Assert.That((Variant)new Vector2(float.NaN, 0) == new Vector2(float.NaN, -0f), Is.True);
            Assert.That((Variant)new Vector2(1, 0) != new Vector2(0, 1), Is.True);
            Assert.That((Variant)new Matrix3x2(1, 2, 3, 4, 5, float.NaN) == new Matrix3x2(1, 2, 3, 4, 5, float.NaN), Is.True);
            Assert.That((Variant)new Vector2I(0, 1) == new Rect2I(new(0, 1), default), Is.False);
            Assert.That((Variant)new byte[] { 1 } == new byte[] { 1 }, Is.True);
            Assert.That((Variant)new byte[] { 1 } == new byte[] { 1, 2 }, Is.False);
            Assert.That((Variant)new[] { float.NaN } == new[] { float.NaN }, Is.True);
            Assert.That((Variant)new[] { new Vector2(float.NaN, 1) } == new[] { new Vector2(float.NaN, 1) }, Is.True);
            Assert.That((Variant)new int[1] == new float[1], Is.False);
            Assert.That((Variant)new ObjectId(5) == new ObjectData("Node"), Is.False);
            Assert.That((Variant)new Signal(new(1), "a") == new Signal(new(2), "a"), Is.False);
            Assert.That(default(Variant).Equals((object?)null), Is.False);
            Assert.That(((Variant)1).Equals((object)(Variant)1), Is.True);
        }
    }

    [Test]
    public void EqualVariantsHaveEqualHashCodes()
    {
        var random = TestSeed.NewRandom();
        var options = new VariantOptions { AllowObjects = true };
        var variants = new RandomVariants(random);
        var codes = new HashSet<int>();
        for (var i = 0; i < 20_000; i++)
        {
            var value = variants.Next();
            Variant.TryFromBytes(value.ToBytes(options), out var twin, out _, options);
            if (twin.GetHashCode() != value.GetHashCode()) Assert.Fail($"{value} and {twin}");
            codes.Add(value.GetHashCode());
        }
        Assert.That(codes, Has.Count.GreaterThan(10_000));
        Assert.That(((Variant)0.0).GetHashCode(), Is.EqualTo(((Variant)(-0.0)).GetHashCode()));
        Assert.That(((Variant)new Vector2(0, 1)).GetHashCode(), Is.EqualTo(((Variant)new Vector2(-0f, 1)).GetHashCode()));
    }
}
