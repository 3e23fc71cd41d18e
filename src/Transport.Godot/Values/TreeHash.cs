using System.Numerics;
using System.Runtime.InteropServices;

namespace Transport.Godot.Values;

/// <summary>
/// Hash codes from type and content, seeded anew in each process, so that a remote cannot choose keys that collide. A String and a
/// StringName of the same text have the same.
/// </summary>
internal static class TreeHash
{
    /// <summary>
    /// How many levels of a container count. It bounds the recursion here, and, since a reader refuses keys that are deeper, what the keys of a
    /// dictionary can cost: each value is looked at once per level of keys in keys.
    /// </summary>
    public const int Levels = 16;

    public static int Of(in Variant value) => Of(value, 0);

    public static int Of(object container) => Of(container, 0);

    private static int Of(in Variant value, int level) => value.IsContainer ? Of(value.Reference!, level) : OfLeaf(value);

    private static int Of(object container, int level) => container switch
    {
        VariantArray array => OfArray(array, level),
        VariantDictionary dictionary => OfDictionary(dictionary, level),
        _ => OfObject((ObjectData)container, level),
    };

    private static int OfArray(VariantArray array, int level)
    {
        var hash = default(HashCode);
        hash.Add((int)VariantType.Array);
        hash.Add(array.Count);
        if (level < Levels)
        {
            foreach (var item in array) hash.Add(Of(item, level + 1));
        }
        return hash.ToHashCode();
    }

    // Whatever the order of the keys.
    private static int OfDictionary(VariantDictionary dictionary, int level)
    {
        var sum = 0;
        for (var i = 0; i < dictionary.Count && level < Levels; i++)
        {
            var entry = dictionary.At(i);
            sum = unchecked(sum + HashCode.Combine(Of(entry.Key, level + 1), Of(entry.Value, level + 1)));
        }
        return HashCode.Combine((int)VariantType.Dictionary, dictionary.Count, sum);
    }

    private static int OfObject(ObjectData data, int level)
    {
        var hash = default(HashCode);
        hash.Add(data.ClassName);
        hash.Add(data.Count);
        for (var i = 0; i < data.Count && level < Levels; i++)
        {
            hash.Add(data[i].Key);
            hash.Add(Of(data[i].Value, level + 1));
        }
        return hash.ToHashCode();
    }

    private static int OfLeaf(in Variant value)
    {
        switch (value.Type)
        {
            case VariantType.Nil or VariantType.Callable:
                return (int)value.Type;
            case VariantType.Bool or VariantType.Int or VariantType.Rid or VariantType.Object:
                // A long's own hash code is the same for many that anybody can write down.
                return HashCode.Combine((int)value.Type, (int)value.Whole, (int)(value.Whole >> 32));
            case VariantType.Float:
                return OfFloat(value.Real);
            case VariantType.String or VariantType.StringName:
                return value.TextValue.GetHashCode(StringComparison.Ordinal);
            case VariantType.Signal:
                return HashCode.Combine(value.Whole, value.TextValue);
            case VariantType.NodePath:
                return value.Reference!.GetHashCode();
        }
        var words = Words.CountOf(value.Type) > 0 ? Words.Of(value, stackalloc int[Words.Most]) : default;
        if (words.IsEmpty) return OfPacked(value.Reference!);
        return Words.AreWhole(value.Type) ? OfWhole(value.Type, words) : OfFloats(value.Type, MemoryMarshal.Cast<int, float>(words));
    }

    private static int OfPacked(object array) => array switch
    {
        byte[] bytes => OfWhole<byte>(VariantType.PackedByteArray, bytes),
        int[] numbers => OfWhole<int>(VariantType.PackedInt32Array, numbers),
        long[] numbers => OfWhole(VariantType.PackedInt64Array, MemoryMarshal.Cast<long, int>(numbers)),
        float[] numbers => OfFloats(VariantType.PackedFloat32Array, numbers),
        double[] numbers => OfDoubles(numbers),
        string[] texts => OfWhole<string>(VariantType.PackedStringArray, texts),
        Vector2[] vectors => OfFloats(VariantType.PackedVector2Array, MemoryMarshal.Cast<Vector2, float>(vectors)),
        Vector3[] vectors => OfFloats(VariantType.PackedVector3Array, MemoryMarshal.Cast<Vector3, float>(vectors)),
        Vector4[] vectors => OfFloats(VariantType.PackedVector4Array, MemoryMarshal.Cast<Vector4, float>(vectors)),
        _ => OfFloats(VariantType.PackedColorArray, MemoryMarshal.Cast<Color, float>((Color[])array)),
    };

    private static int OfWhole<T>(VariantType type, ReadOnlySpan<T> items)
    {
        var hash = default(HashCode);
        hash.Add((int)type);
        foreach (var item in items) hash.Add(item);
        return hash.ToHashCode();
    }

    private static int OfFloats(VariantType type, ReadOnlySpan<float> numbers)
    {
        var hash = default(HashCode);
        hash.Add((int)type);
        foreach (var number in numbers) hash.Add(number);
        return hash.ToHashCode();
    }

    private static int OfDoubles(ReadOnlySpan<double> numbers)
    {
        var hash = default(HashCode);
        foreach (var number in numbers) hash.Add(OfFloat(number));
        return hash.ToHashCode();
    }

    // 0 and -0 are equal, and so are all NaNs.
    private static int OfFloat(double number)
    {
        var bits = number == 0 ? 0 : double.IsNaN(number) ? -1 : BitConverter.DoubleToInt64Bits(number);
        return HashCode.Combine((int)VariantType.Float, (int)bits, (int)(bits >> 32));
    }
}
