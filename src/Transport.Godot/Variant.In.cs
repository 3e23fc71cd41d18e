using System.Numerics;
using Transport.Godot.Values;

namespace Transport.Godot;

// In: values become Variants by themselves.
public readonly partial struct Variant
{
    /// <summary>A Bool.</summary>
    public static implicit operator Variant(bool value) => new(VariantType.Bool, new VariantPayload { Int = value ? 1 : 0 });

    /// <summary>An Int.</summary>
    public static implicit operator Variant(sbyte value) => new(VariantType.Int, new VariantPayload { Int = value });

    /// <summary>An Int.</summary>
    public static implicit operator Variant(byte value) => new(VariantType.Int, new VariantPayload { Int = value });

    /// <summary>An Int.</summary>
    public static implicit operator Variant(short value) => new(VariantType.Int, new VariantPayload { Int = value });

    /// <summary>An Int.</summary>
    public static implicit operator Variant(ushort value) => new(VariantType.Int, new VariantPayload { Int = value });

    /// <summary>An Int.</summary>
    public static implicit operator Variant(int value) => new(VariantType.Int, new VariantPayload { Int = value });

    /// <summary>An Int.</summary>
    public static implicit operator Variant(uint value) => new(VariantType.Int, new VariantPayload { Int = value });

    /// <summary>An Int.</summary>
    public static implicit operator Variant(long value) => new(VariantType.Int, new VariantPayload { Int = value });

    /// <summary>An Int of the same 64 bits: above 9,223,372,036,854,775,807 it is negative, as in Godot.</summary>
    public static implicit operator Variant(ulong value) => new(VariantType.Int, new VariantPayload { Int = unchecked((long)value) });

    /// <summary>A Float.</summary>
    public static implicit operator Variant(float value) => new(VariantType.Float, new VariantPayload { Float = value });

    /// <summary>A Float.</summary>
    public static implicit operator Variant(double value) => new(VariantType.Float, new VariantPayload { Float = value });

    /// <summary>A String; Nil for null.</summary>
    public static implicit operator Variant(string? value) => new(VariantType.String, value);

    /// <summary>A StringName.</summary>
    public static implicit operator Variant(StringName value) => new(VariantType.StringName, value.Value);

    /// <summary>A NodePath; Nil for null.</summary>
    public static implicit operator Variant(NodePath? value) => new(VariantType.NodePath, value);

    /// <summary>A Vector2.</summary>
    public static implicit operator Variant(Vector2 value) => new(VariantType.Vector2, new VariantPayload { Vector2 = value });

    /// <summary>A Vector2i.</summary>
    public static implicit operator Variant(Vector2I value) => new(VariantType.Vector2I, new VariantPayload { Vector2I = value });

    /// <summary>A Rect2.</summary>
    public static implicit operator Variant(Rect2 value) => new(VariantType.Rect2, new VariantPayload { Rect2 = value });

    /// <summary>A Rect2i.</summary>
    public static implicit operator Variant(Rect2I value) => new(VariantType.Rect2I, new VariantPayload { Rect2I = value });

    /// <summary>A Vector3.</summary>
    public static implicit operator Variant(Vector3 value) => new(VariantType.Vector3, new VariantPayload { Vector3 = value });

    /// <summary>A Vector3i.</summary>
    public static implicit operator Variant(Vector3I value) => new(VariantType.Vector3I, new VariantPayload { Vector3I = value });

    /// <summary>A Transform2D: M11 and M12 are its X axis, M21 and M22 its Y axis, M31 and M32 its origin.</summary>
    public static implicit operator Variant(Matrix3x2 value) => new(VariantType.Transform2D, value);

    /// <summary>A Vector4.</summary>
    public static implicit operator Variant(Vector4 value) => new(VariantType.Vector4, new VariantPayload { Vector4 = value });

    /// <summary>A Vector4i.</summary>
    public static implicit operator Variant(Vector4I value) => new(VariantType.Vector4I, new VariantPayload { Vector4I = value });

    /// <summary>The same plane in Godot's form, which has D with the other sign.</summary>
    public static implicit operator Variant(Plane value) => new(VariantType.Plane, new VariantPayload { Plane = value });

    /// <summary>A Quaternion.</summary>
    public static implicit operator Variant(Quaternion value) => new(VariantType.Quaternion, new VariantPayload { Quaternion = value });

    /// <summary>An AABB.</summary>
    public static implicit operator Variant(Aabb value) => new(VariantType.Aabb, value);

    /// <summary>A Basis.</summary>
    public static implicit operator Variant(Basis value) => new(VariantType.Basis, value);

    /// <summary>A Transform3D.</summary>
    public static implicit operator Variant(Transform3D value) => new(VariantType.Transform3D, value);

    /// <summary>A Projection: each row of the matrix is one of its columns, so that both map a vector alike.</summary>
    public static implicit operator Variant(Matrix4x4 value) => new(VariantType.Projection, value);

    /// <summary>A Color.</summary>
    public static implicit operator Variant(Color value) => new(VariantType.Color, new VariantPayload { Color = value });

    /// <summary>An RID.</summary>
    public static implicit operator Variant(Rid value) => new(VariantType.Rid, new VariantPayload { Id = value.Id });

    /// <summary>An Object as its id; Nil for 0.</summary>
    public static implicit operator Variant(ObjectId value) => value.Value == 0 ? default : new(VariantType.Object, new VariantPayload { Id = value.Value });

    /// <summary>An Object as data; Nil for null.</summary>
    public static implicit operator Variant(ObjectData? value) => new(VariantType.Object, value);

    /// <summary>An empty Callable.</summary>
    public static implicit operator Variant(Callable value) => new(VariantType.Callable, default(VariantPayload));

    /// <summary>A Signal.</summary>
    public static implicit operator Variant(Signal value) => new(VariantType.Signal, new VariantPayload { Id = value.ObjectId.Value }, value.Name.Value);

    /// <summary>A Dictionary, not copied; Nil for null.</summary>
    public static implicit operator Variant(VariantDictionary? value) => new(VariantType.Dictionary, value);

    /// <summary>An Array, not copied; Nil for null.</summary>
    public static implicit operator Variant(VariantArray? value) => new(VariantType.Array, value);

    /// <summary>A PackedByteArray, not copied; Nil for null.</summary>
    public static implicit operator Variant(byte[]? value) => new(VariantType.PackedByteArray, value);

    /// <summary>A PackedInt32Array, not copied; Nil for null.</summary>
    public static implicit operator Variant(int[]? value) => new(VariantType.PackedInt32Array, value);

    /// <summary>A PackedInt64Array, not copied; Nil for null.</summary>
    public static implicit operator Variant(long[]? value) => new(VariantType.PackedInt64Array, value);

    /// <summary>A PackedFloat32Array, not copied; Nil for null.</summary>
    public static implicit operator Variant(float[]? value) => new(VariantType.PackedFloat32Array, value);

    /// <summary>A PackedFloat64Array, not copied; Nil for null.</summary>
    public static implicit operator Variant(double[]? value) => new(VariantType.PackedFloat64Array, value);

    /// <summary>A PackedStringArray, not copied; Nil for null.</summary>
    public static implicit operator Variant(string[]? value) => new(VariantType.PackedStringArray, value);

    /// <summary>A PackedVector2Array, not copied; Nil for null.</summary>
    public static implicit operator Variant(Vector2[]? value) => new(VariantType.PackedVector2Array, value);

    /// <summary>A PackedVector3Array, not copied; Nil for null.</summary>
    public static implicit operator Variant(Vector3[]? value) => new(VariantType.PackedVector3Array, value);

    /// <summary>A PackedColorArray, not copied; Nil for null.</summary>
    public static implicit operator Variant(Color[]? value) => new(VariantType.PackedColorArray, value);

    /// <summary>A PackedVector4Array, not copied; Nil for null.</summary>
    public static implicit operator Variant(Vector4[]? value) => new(VariantType.PackedVector4Array, value);
}
