using System.Numerics;

namespace Transport.Godot;

// Out by a cast, which throws InvalidCastException where TryGet would say no.
public readonly partial struct Variant
{
    /// <summary>The bool. Throws where TryGet says no.</summary>
    /// <exception cref="InvalidCastException">It is of another type, or does not fit.</exception>
    public static explicit operator bool(in Variant value) => value.TryGet(out bool result) ? result : throw value.NotA("bool");

    /// <summary>The sbyte. Throws where TryGet says no.</summary>
    /// <exception cref="InvalidCastException">It is of another type, or does not fit.</exception>
    public static explicit operator sbyte(in Variant value) => value.TryGet(out sbyte result) ? result : throw value.NotA("sbyte");

    /// <summary>The byte. Throws where TryGet says no.</summary>
    /// <exception cref="InvalidCastException">It is of another type, or does not fit.</exception>
    public static explicit operator byte(in Variant value) => value.TryGet(out byte result) ? result : throw value.NotA("byte");

    /// <summary>The short. Throws where TryGet says no.</summary>
    /// <exception cref="InvalidCastException">It is of another type, or does not fit.</exception>
    public static explicit operator short(in Variant value) => value.TryGet(out short result) ? result : throw value.NotA("short");

    /// <summary>The ushort. Throws where TryGet says no.</summary>
    /// <exception cref="InvalidCastException">It is of another type, or does not fit.</exception>
    public static explicit operator ushort(in Variant value) => value.TryGet(out ushort result) ? result : throw value.NotA("ushort");

    /// <summary>The int. Throws where TryGet says no.</summary>
    /// <exception cref="InvalidCastException">It is of another type, or does not fit.</exception>
    public static explicit operator int(in Variant value) => value.TryGet(out int result) ? result : throw value.NotA("int");

    /// <summary>The uint. Throws where TryGet says no.</summary>
    /// <exception cref="InvalidCastException">It is of another type, or does not fit.</exception>
    public static explicit operator uint(in Variant value) => value.TryGet(out uint result) ? result : throw value.NotA("uint");

    /// <summary>The long. Throws where TryGet says no.</summary>
    /// <exception cref="InvalidCastException">It is of another type, or does not fit.</exception>
    public static explicit operator long(in Variant value) => value.TryGet(out long result) ? result : throw value.NotA("long");

    /// <summary>The ulong. Throws where TryGet says no.</summary>
    /// <exception cref="InvalidCastException">It is of another type, or does not fit.</exception>
    public static explicit operator ulong(in Variant value) => value.TryGet(out ulong result) ? result : throw value.NotA("ulong");

    /// <summary>The float. Throws where TryGet says no.</summary>
    /// <exception cref="InvalidCastException">It is of another type, or does not fit.</exception>
    public static explicit operator float(in Variant value) => value.TryGet(out float result) ? result : throw value.NotA("float");

    /// <summary>The double. Throws where TryGet says no.</summary>
    /// <exception cref="InvalidCastException">It is of another type, or does not fit.</exception>
    public static explicit operator double(in Variant value) => value.TryGet(out double result) ? result : throw value.NotA("double");

    /// <summary>The string. Throws where TryGet says no.</summary>
    /// <exception cref="InvalidCastException">It is of another type, or does not fit.</exception>
    public static explicit operator string(in Variant value) => value.TryGet(out string? result) ? result : throw value.NotA("string");

    /// <summary>The StringName. Throws where TryGet says no.</summary>
    /// <exception cref="InvalidCastException">It is of another type, or does not fit.</exception>
    public static explicit operator StringName(in Variant value) =>
        value.TryGet(out StringName result) ? result : throw value.NotA("StringName");

    /// <summary>The NodePath. Throws where TryGet says no.</summary>
    /// <exception cref="InvalidCastException">It is of another type, or does not fit.</exception>
    public static explicit operator NodePath(in Variant value) =>
        value.TryGet(out NodePath? result) ? result : throw value.NotA("NodePath");

    /// <summary>The Vector2. Throws where TryGet says no.</summary>
    /// <exception cref="InvalidCastException">It is of another type, or does not fit.</exception>
    public static explicit operator Vector2(in Variant value) => value.TryGet(out Vector2 result) ? result : throw value.NotA("Vector2");

    /// <summary>The Vector2I. Throws where TryGet says no.</summary>
    /// <exception cref="InvalidCastException">It is of another type, or does not fit.</exception>
    public static explicit operator Vector2I(in Variant value) => value.TryGet(out Vector2I result) ? result : throw value.NotA("Vector2I");

    /// <summary>The Rect2. Throws where TryGet says no.</summary>
    /// <exception cref="InvalidCastException">It is of another type, or does not fit.</exception>
    public static explicit operator Rect2(in Variant value) => value.TryGet(out Rect2 result) ? result : throw value.NotA("Rect2");

    /// <summary>The Rect2I. Throws where TryGet says no.</summary>
    /// <exception cref="InvalidCastException">It is of another type, or does not fit.</exception>
    public static explicit operator Rect2I(in Variant value) => value.TryGet(out Rect2I result) ? result : throw value.NotA("Rect2I");

    /// <summary>The Vector3. Throws where TryGet says no.</summary>
    /// <exception cref="InvalidCastException">It is of another type, or does not fit.</exception>
    public static explicit operator Vector3(in Variant value) => value.TryGet(out Vector3 result) ? result : throw value.NotA("Vector3");

    /// <summary>The Vector3I. Throws where TryGet says no.</summary>
    /// <exception cref="InvalidCastException">It is of another type, or does not fit.</exception>
    public static explicit operator Vector3I(in Variant value) => value.TryGet(out Vector3I result) ? result : throw value.NotA("Vector3I");

    /// <summary>The Matrix3x2. Throws where TryGet says no.</summary>
    /// <exception cref="InvalidCastException">It is of another type, or does not fit.</exception>
    public static explicit operator Matrix3x2(in Variant value) =>
        value.TryGet(out Matrix3x2 result) ? result : throw value.NotA("Matrix3x2");

    /// <summary>The Vector4. Throws where TryGet says no.</summary>
    /// <exception cref="InvalidCastException">It is of another type, or does not fit.</exception>
    public static explicit operator Vector4(in Variant value) => value.TryGet(out Vector4 result) ? result : throw value.NotA("Vector4");

    /// <summary>The Vector4I. Throws where TryGet says no.</summary>
    /// <exception cref="InvalidCastException">It is of another type, or does not fit.</exception>
    public static explicit operator Vector4I(in Variant value) => value.TryGet(out Vector4I result) ? result : throw value.NotA("Vector4I");

    /// <summary>The Plane. Throws where TryGet says no.</summary>
    /// <exception cref="InvalidCastException">It is of another type, or does not fit.</exception>
    public static explicit operator Plane(in Variant value) => value.TryGet(out Plane result) ? result : throw value.NotA("Plane");

    /// <summary>The Quaternion. Throws where TryGet says no.</summary>
    /// <exception cref="InvalidCastException">It is of another type, or does not fit.</exception>
    public static explicit operator Quaternion(in Variant value) =>
        value.TryGet(out Quaternion result) ? result : throw value.NotA("Quaternion");

    /// <summary>The Aabb. Throws where TryGet says no.</summary>
    /// <exception cref="InvalidCastException">It is of another type, or does not fit.</exception>
    public static explicit operator Aabb(in Variant value) => value.TryGet(out Aabb result) ? result : throw value.NotA("Aabb");

    /// <summary>The Basis. Throws where TryGet says no.</summary>
    /// <exception cref="InvalidCastException">It is of another type, or does not fit.</exception>
    public static explicit operator Basis(in Variant value) => value.TryGet(out Basis result) ? result : throw value.NotA("Basis");

    /// <summary>The Transform3D. Throws where TryGet says no.</summary>
    /// <exception cref="InvalidCastException">It is of another type, or does not fit.</exception>
    public static explicit operator Transform3D(in Variant value) =>
        value.TryGet(out Transform3D result) ? result : throw value.NotA("Transform3D");

    /// <summary>The Matrix4x4. Throws where TryGet says no.</summary>
    /// <exception cref="InvalidCastException">It is of another type, or does not fit.</exception>
    public static explicit operator Matrix4x4(in Variant value) =>
        value.TryGet(out Matrix4x4 result) ? result : throw value.NotA("Matrix4x4");

    /// <summary>The Color. Throws where TryGet says no.</summary>
    /// <exception cref="InvalidCastException">It is of another type, or does not fit.</exception>
    public static explicit operator Color(in Variant value) => value.TryGet(out Color result) ? result : throw value.NotA("Color");

    /// <summary>The Rid. Throws where TryGet says no.</summary>
    /// <exception cref="InvalidCastException">It is of another type, or does not fit.</exception>
    public static explicit operator Rid(in Variant value) => value.TryGet(out Rid result) ? result : throw value.NotA("Rid");

    /// <summary>The ObjectId. Throws where TryGet says no.</summary>
    /// <exception cref="InvalidCastException">It is of another type, or does not fit.</exception>
    public static explicit operator ObjectId(in Variant value) => value.TryGet(out ObjectId result) ? result : throw value.NotA("ObjectId");

    /// <summary>The ObjectData. Throws where TryGet says no.</summary>
    /// <exception cref="InvalidCastException">It is of another type, or does not fit.</exception>
    public static explicit operator ObjectData(in Variant value) =>
        value.TryGet(out ObjectData? result) ? result : throw value.NotA("ObjectData");

    /// <summary>The Callable. Throws where TryGet says no.</summary>
    /// <exception cref="InvalidCastException">It is of another type, or does not fit.</exception>
    public static explicit operator Callable(in Variant value) => value.TryGet(out Callable result) ? result : throw value.NotA("Callable");

    /// <summary>The Signal. Throws where TryGet says no.</summary>
    /// <exception cref="InvalidCastException">It is of another type, or does not fit.</exception>
    public static explicit operator Signal(in Variant value) => value.TryGet(out Signal result) ? result : throw value.NotA("Signal");

    /// <summary>The VariantDictionary. Throws where TryGet says no.</summary>
    /// <exception cref="InvalidCastException">It is of another type, or does not fit.</exception>
    public static explicit operator VariantDictionary(in Variant value) =>
        value.TryGet(out VariantDictionary? result) ? result : throw value.NotA("VariantDictionary");

    /// <summary>The VariantArray. Throws where TryGet says no.</summary>
    /// <exception cref="InvalidCastException">It is of another type, or does not fit.</exception>
    public static explicit operator VariantArray(in Variant value) =>
        value.TryGet(out VariantArray? result) ? result : throw value.NotA("VariantArray");

    /// <summary>The byte array. Throws where TryGet says no.</summary>
    /// <exception cref="InvalidCastException">It is of another type, or does not fit.</exception>
    public static explicit operator byte[](in Variant value) => value.TryGet(out byte[]? result) ? result : throw value.NotA("byte[]");

    /// <summary>The int array. Throws where TryGet says no.</summary>
    /// <exception cref="InvalidCastException">It is of another type, or does not fit.</exception>
    public static explicit operator int[](in Variant value) => value.TryGet(out int[]? result) ? result : throw value.NotA("int[]");

    /// <summary>The long array. Throws where TryGet says no.</summary>
    /// <exception cref="InvalidCastException">It is of another type, or does not fit.</exception>
    public static explicit operator long[](in Variant value) => value.TryGet(out long[]? result) ? result : throw value.NotA("long[]");

    /// <summary>The float array. Throws where TryGet says no.</summary>
    /// <exception cref="InvalidCastException">It is of another type, or does not fit.</exception>
    public static explicit operator float[](in Variant value) => value.TryGet(out float[]? result) ? result : throw value.NotA("float[]");

    /// <summary>The double array. Throws where TryGet says no.</summary>
    /// <exception cref="InvalidCastException">It is of another type, or does not fit.</exception>
    public static explicit operator double[](in Variant value) =>
        value.TryGet(out double[]? result) ? result : throw value.NotA("double[]");

    /// <summary>The string array. Throws where TryGet says no.</summary>
    /// <exception cref="InvalidCastException">It is of another type, or does not fit.</exception>
    public static explicit operator string[](in Variant value) =>
        value.TryGet(out string[]? result) ? result : throw value.NotA("string[]");

    /// <summary>The Vector2 array. Throws where TryGet says no.</summary>
    /// <exception cref="InvalidCastException">It is of another type, or does not fit.</exception>
    public static explicit operator Vector2[](in Variant value) =>
        value.TryGet(out Vector2[]? result) ? result : throw value.NotA("Vector2[]");

    /// <summary>The Vector3 array. Throws where TryGet says no.</summary>
    /// <exception cref="InvalidCastException">It is of another type, or does not fit.</exception>
    public static explicit operator Vector3[](in Variant value) =>
        value.TryGet(out Vector3[]? result) ? result : throw value.NotA("Vector3[]");

    /// <summary>The Color array. Throws where TryGet says no.</summary>
    /// <exception cref="InvalidCastException">It is of another type, or does not fit.</exception>
    public static explicit operator Color[](in Variant value) => value.TryGet(out Color[]? result) ? result : throw value.NotA("Color[]");

    /// <summary>The Vector4 array. Throws where TryGet says no.</summary>
    /// <exception cref="InvalidCastException">It is of another type, or does not fit.</exception>
    public static explicit operator Vector4[](in Variant value) =>
        value.TryGet(out Vector4[]? result) ? result : throw value.NotA("Vector4[]");

    private InvalidCastException NotA(string type) => new(Type switch
    {
        VariantType.Int or VariantType.Float => $"The Variant is the {Type} {this}, which is no {type}.",
        _ => $"The Variant is a {Type}, and no {type}.",
    });
}
