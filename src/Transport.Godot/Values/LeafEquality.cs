using System.Numerics;
using System.Runtime.InteropServices;

namespace Transport.Godot.Values;

/// <summary>Whether two Variants of the same type, in which no others are, have the same content.</summary>
internal static class LeafEquality
{
    public static bool AreEqual(in Variant left, in Variant right) => left.Type switch
    {
        VariantType.Nil or VariantType.Callable => true,
        VariantType.Bool or VariantType.Int or VariantType.Rid or VariantType.Object => left.Whole == right.Whole,
        VariantType.Float => left.Real.Equals(right.Real),
        VariantType.String or VariantType.StringName => left.TextValue == right.TextValue,
        VariantType.Signal => left.Whole == right.Whole && left.TextValue == right.TextValue,
        VariantType.NodePath => ((NodePath)left.Reference!).Equals((NodePath)right.Reference!),
        _ => Words.CountOf(left.Type) > 0 ? AreWordsEqual(left, right) : ArePackedEqual(left.Reference!, right.Reference!),
    };

    private static bool AreWordsEqual(in Variant left, in Variant right)
    {
        var leftWords = Words.Of(left, stackalloc int[Words.Most]);
        var rightWords = Words.Of(right, stackalloc int[Words.Most]);
        return leftWords.SequenceEqual(rightWords)
            || (!Words.AreWhole(left.Type) && AreEqual(MemoryMarshal.Cast<int, float>(leftWords), MemoryMarshal.Cast<int, float>(rightWords)));
    }

    private static bool ArePackedEqual(object left, object right) => (left, right) switch
    {
        (byte[] a, byte[] b) => a.AsSpan().SequenceEqual(b),
        (int[] a, int[] b) => a.AsSpan().SequenceEqual(b),
        (long[] a, long[] b) => a.AsSpan().SequenceEqual(b),
        (float[] a, float[] b) => AreEqual(a, b),
        (double[] a, double[] b) => AreEqual<double>(a, b),
        (string[] a, string[] b) => AreEqual<string>(a, b),
        (Vector2[] a, Vector2[] b) => AreEqual(MemoryMarshal.Cast<Vector2, float>(a), MemoryMarshal.Cast<Vector2, float>(b)),
        (Vector3[] a, Vector3[] b) => AreEqual(MemoryMarshal.Cast<Vector3, float>(a), MemoryMarshal.Cast<Vector3, float>(b)),
        (Vector4[] a, Vector4[] b) => AreEqual(MemoryMarshal.Cast<Vector4, float>(a), MemoryMarshal.Cast<Vector4, float>(b)),
        (Color[] a, Color[] b) => AreEqual(MemoryMarshal.Cast<Color, float>(a), MemoryMarshal.Cast<Color, float>(b)),
        _ => false,
    };

    private static bool AreEqual(ReadOnlySpan<float> left, ReadOnlySpan<float> right) => AreEqual<float>(left, right);

    // By Equals, for which NaN is NaN.
    private static bool AreEqual<T>(ReadOnlySpan<T> left, ReadOnlySpan<T> right)
    {
        if (left.Length != right.Length) return false;
        for (var i = 0; i < left.Length; i++)
        {
            if (!EqualityComparer<T>.Default.Equals(left[i], right[i])) return false;
        }
        return true;
    }
}
