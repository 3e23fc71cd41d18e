using System.Numerics;

namespace Transport.Godot.Tests.Fixtures;

/// <summary>Variants of every type, extremes among them, nested a few levels deep.</summary>
internal sealed class RandomVariants(Random random)
{
    private static readonly VariantType[] Types = Enum.GetValues<VariantType>();

    private static readonly double[] Doubles =
        [0, -0.0, 1, -1, 0.1, double.NaN, double.PositiveInfinity, double.NegativeInfinity, double.MaxValue, double.Epsilon, float.MaxValue, float.Epsilon, 16_777_217, 1e39];

    private static readonly long[] Longs =
        [0, 1, -1, sbyte.MaxValue, sbyte.MinValue, 128, -129, short.MaxValue, short.MinValue, 32_768, -32_769, int.MaxValue, int.MinValue, int.MaxValue + 1L, int.MinValue - 1L, long.MaxValue, long.MinValue];

    private static readonly string[] Texts = ["", "a", "ab", "abc", "abcd", "grün €", "🎲", "/root", "\u007f\uffff", new('x', 300)];

    public Variant Next(int level = 0) => Next(Types[random.Next(Types.Length)], level);

    public Variant Next(VariantType type, int level) => type switch
    {
        VariantType.Nil => default,
        VariantType.Bool => random.Next(2) == 0,
        VariantType.Int => Long(),
        VariantType.Float => Double(),
        VariantType.String => Text(),
        VariantType.Vector2 => Vector2(),
        VariantType.Vector2I => new Vector2I(Int(), Int()),
        VariantType.Rect2 => new Rect2(Vector2(), Vector2()),
        VariantType.Rect2I => new Rect2I(new(Int(), Int()), new(Int(), Int())),
        VariantType.Vector3 => Vector3(),
        VariantType.Vector3I => new Vector3I(Int(), Int(), Int()),
        VariantType.Transform2D => new Matrix3x2(Float(), Float(), Float(), Float(), Float(), Float()),
        VariantType.Vector4 => Vector4(),
        VariantType.Vector4I => new Vector4I(Int(), Int(), Int(), Int()),
        VariantType.Plane => new Plane(Vector3(), Float()),
        VariantType.Quaternion => new Quaternion(Vector3(), Float()),
        VariantType.Aabb => new Aabb(Vector3(), Vector3()),
        VariantType.Basis => Basis(),
        VariantType.Transform3D => new Transform3D(Basis(), Vector3()),
        VariantType.Projection => new Matrix4x4(
            Float(), Float(), Float(), Float(), Float(), Float(), Float(), Float(),
            Float(), Float(), Float(), Float(), Float(), Float(), Float(), Float()),
        VariantType.Color => Color(),
        VariantType.StringName => new StringName(Text()),
        VariantType.NodePath => new NodePath(Array(Text), Array(Text), random.Next(2) == 0),
        VariantType.Rid => new Rid((ulong)Long()),
        VariantType.Object => random.Next(2) == 0 ? new ObjectId((ulong)Long()) : ObjectData(level),
        VariantType.Callable => default(Callable),
        VariantType.Signal => new Signal(new ObjectId((ulong)Long()), Text()),
        VariantType.Dictionary => Dictionary(level),
        VariantType.Array => List(level),
        VariantType.PackedByteArray => Bytes(),
        VariantType.PackedInt32Array => Array(Int),
        VariantType.PackedInt64Array => Array(Long),
        VariantType.PackedFloat32Array => Array(Float),
        VariantType.PackedFloat64Array => Array(Double),
        VariantType.PackedStringArray => Array(Text),
        VariantType.PackedVector2Array => Array(Vector2),
        VariantType.PackedVector3Array => Array(Vector3),
        VariantType.PackedColorArray => Array(Color),
        VariantType.PackedVector4Array => Array(Vector4),
        _ => throw new NotSupportedException($"{type} is not made yet."),
    };

    private ElementType Element(int level) => level > 3 ? default : random.Next(6) switch
    {
        0 => Types[random.Next(Types.Length)],
        1 => ElementType.OfClass("Node"),
        2 => ElementType.OfScript("res://a.gd"),
        _ => default,
    };

    private Variant Fitting(ElementType type, int level) => type.Kind switch
    {
        ElementKind.Any => level > 3 ? Long() : Next(level + 1),
        ElementKind.BuiltIn => Next(type.Type, level + 1),
        _ => random.Next(2) == 0 ? default(Variant) : Next(VariantType.Object, level + 1),
    };

    private VariantArray List(int level)
    {
        var list = new VariantArray(Element(level));
        for (var i = Count(level); i > 0; i--) list.Add(Fitting(list.ElementType, level));
        return list;
    }

    private VariantDictionary Dictionary(int level)
    {
        var dictionary = new VariantDictionary(Element(level), Element(level));
        for (var i = Count(level); i > 0; i--) dictionary[Fitting(dictionary.KeyType, level)] = Fitting(dictionary.ValueType, level);
        return dictionary;
    }

    private ObjectData ObjectData(int level)
    {
        var data = new ObjectData("Node2D");
        for (var i = Count(level); i > 0; i--) data.Add(Text(), Fitting(default, level));
        return data;
    }

    private int Count(int level) => level > 3 ? 0 : random.Next(5);

    private double Double() => random.Next(2) == 0 ? Doubles[random.Next(Doubles.Length)] : random.NextDouble();

    private float Float() => (float)Double();

    private long Long() => random.Next(2) == 0 ? Longs[random.Next(Longs.Length)] : random.NextInt64(long.MinValue, long.MaxValue);

    private int Int() => (int)Long();

    private string Text() => Texts[random.Next(Texts.Length)];

    private Vector2 Vector2() => new(Float(), Float());

    private Vector3 Vector3() => new(Float(), Float(), Float());

    private Vector4 Vector4() => new(Float(), Float(), Float(), Float());

    private Color Color() => new(Float(), Float(), Float(), Float());

    private Basis Basis() => Godot.Basis.FromRows(Vector3(), Vector3(), Vector3());

    private byte[] Bytes()
    {
        var bytes = new byte[random.Next(9)];
        random.NextBytes(bytes);
        return bytes;
    }

    private T[] Array<T>(Func<T> next) => [.. Enumerable.Range(0, random.Next(5)).Select(_ => next())];
}
