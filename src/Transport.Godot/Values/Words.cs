using System.Numerics;
using System.Runtime.InteropServices;

namespace Transport.Godot.Values;

/// <summary>
/// The types that are a fixed number of 32-bit words: vectors, matrices, colours. The words are in the order in which they are sent, which is
/// also the order in which they lie in memory, for each of these types.
/// </summary>
internal static class Words
{
    /// <summary>The most that a type has: the 16 of a Projection.</summary>
    public const int Most = 16;

    // The place of a plane's D, which has the other sign in System.Numerics: there normal · point + D is 0, in Godot normal · point is d.
    private const int PlaneD = 3;

    /// <summary>How many words a type has; 0 when it is of another kind.</summary>
    public static int CountOf(VariantType type) => type switch
    {
        VariantType.Vector2 or VariantType.Vector2I => 2,
        VariantType.Vector3 or VariantType.Vector3I => 3,
        VariantType.Vector4 or VariantType.Vector4I or VariantType.Rect2 or VariantType.Rect2I => 4,
        VariantType.Plane or VariantType.Quaternion or VariantType.Color => 4,
        VariantType.Transform2D or VariantType.Aabb => 6,
        VariantType.Basis => 9,
        VariantType.Transform3D => 12,
        VariantType.Projection => 16,
        _ => 0,
    };

    /// <summary>Whether the words are whole numbers, not floating-point ones.</summary>
    public static bool AreWhole(VariantType type) =>
        type is VariantType.Vector2I or VariantType.Rect2I or VariantType.Vector3I or VariantType.Vector4I;

    /// <summary>Whether a double-precision build of Godot has 64 bits for each: for all floating-point ones but colours.</summary>
    public static bool MayBeDouble(VariantType type) => type switch
    {
        VariantType.Color => false,
        VariantType.PackedVector2Array or VariantType.PackedVector3Array or VariantType.PackedVector4Array => true,
        _ => CountOf(type) > 0 && !AreWhole(type),
    };

    /// <summary>The words of a Variant of such a type.</summary>
    public static ReadOnlySpan<int> Of(scoped in Variant value, Span<int> buffer)
    {
        switch (value.Reference)
        {
            case Matrix3x2 matrix: Put(buffer, matrix); break;
            case Aabb box: Put(buffer, box); break;
            case Basis basis: Put(buffer, basis); break;
            case Transform3D transform: Put(buffer, transform); break;
            case Matrix4x4 matrix: Put(buffer, matrix); break;
            default: Put(buffer, value.Payload); break;
        }
        if (value.Type == VariantType.Plane) TurnPlane(buffer);
        return buffer[..CountOf(value.Type)];
    }

    /// <summary>Turns the words of a plane of the one kind into those of the other.</summary>
    public static void TurnPlane(Span<int> words) => words[PlaneD] ^= int.MinValue;

    private static void Put<T>(Span<int> words, in T value) where T : struct => MemoryMarshal.Cast<int, T>(words)[0] = value;
}
