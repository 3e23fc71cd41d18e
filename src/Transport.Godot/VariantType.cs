namespace Transport.Godot;

/// <summary>The types that a <see cref="Variant"/> can have, under Godot 4's own numbers. Source: Godot <c>Variant.Type</c>.</summary>
#pragma warning disable CA1720 // Godot's names.
public enum VariantType : byte
{
    /// <summary>Nothing. Source: Godot <c>TYPE_NIL</c>.</summary>
    Nil = 0,

    /// <summary>True or false; <see cref="bool"/>. Source: Godot <c>TYPE_BOOL</c>.</summary>
    Bool = 1,

    /// <summary>A signed number of 64 bits; <see cref="long"/>. Source: Godot <c>TYPE_INT</c>.</summary>
    Int = 2,

    /// <summary>A floating-point number of 64 bits; <see cref="double"/>. Source: Godot <c>TYPE_FLOAT</c>.</summary>
    Float = 3,

    /// <summary>Text; <see cref="string"/>. Source: Godot <c>TYPE_STRING</c>.</summary>
    String = 4,

    /// <summary><see cref="System.Numerics.Vector2"/>. Source: Godot <c>TYPE_VECTOR2</c>.</summary>
    Vector2 = 5,

    /// <summary><see cref="Godot.Vector2I"/>. Source: Godot <c>TYPE_VECTOR2I</c>.</summary>
    Vector2I = 6,

    /// <summary><see cref="Godot.Rect2"/>. Source: Godot <c>TYPE_RECT2</c>.</summary>
    Rect2 = 7,

    /// <summary><see cref="Godot.Rect2I"/>. Source: Godot <c>TYPE_RECT2I</c>.</summary>
    Rect2I = 8,

    /// <summary><see cref="System.Numerics.Vector3"/>. Source: Godot <c>TYPE_VECTOR3</c>.</summary>
    Vector3 = 9,

    /// <summary><see cref="Godot.Vector3I"/>. Source: Godot <c>TYPE_VECTOR3I</c>.</summary>
    Vector3I = 10,

    /// <summary><see cref="System.Numerics.Matrix3x2"/>. Source: Godot <c>TYPE_TRANSFORM2D</c>.</summary>
    Transform2D = 11,

    /// <summary><see cref="System.Numerics.Vector4"/>. Source: Godot <c>TYPE_VECTOR4</c>.</summary>
    Vector4 = 12,

    /// <summary><see cref="Godot.Vector4I"/>. Source: Godot <c>TYPE_VECTOR4I</c>.</summary>
    Vector4I = 13,

    /// <summary><see cref="System.Numerics.Plane"/>, whose D has the other sign. Source: Godot <c>TYPE_PLANE</c>.</summary>
    Plane = 14,

    /// <summary><see cref="System.Numerics.Quaternion"/>. Source: Godot <c>TYPE_QUATERNION</c>.</summary>
    Quaternion = 15,

    /// <summary><see cref="Godot.Aabb"/>. Source: Godot <c>TYPE_AABB</c>.</summary>
    Aabb = 16,

    /// <summary><see cref="Godot.Basis"/>. Source: Godot <c>TYPE_BASIS</c>.</summary>
    Basis = 17,

    /// <summary><see cref="Godot.Transform3D"/>. Source: Godot <c>TYPE_TRANSFORM3D</c>.</summary>
    Transform3D = 18,

    /// <summary><see cref="System.Numerics.Matrix4x4"/>. Source: Godot <c>TYPE_PROJECTION</c>.</summary>
    Projection = 19,

    /// <summary><see cref="Godot.Color"/>. Source: Godot <c>TYPE_COLOR</c>.</summary>
    Color = 20,

    /// <summary><see cref="Godot.StringName"/>. Source: Godot <c>TYPE_STRING_NAME</c>.</summary>
    StringName = 21,

    /// <summary><see cref="Godot.NodePath"/>. Source: Godot <c>TYPE_NODE_PATH</c>.</summary>
    NodePath = 22,

    /// <summary><see cref="Godot.Rid"/>. Source: Godot <c>TYPE_RID</c>.</summary>
    Rid = 23,

    /// <summary><see cref="ObjectId"/> or <see cref="ObjectData"/>. Source: Godot <c>TYPE_OBJECT</c>.</summary>
    Object = 24,

    /// <summary><see cref="Godot.Callable"/>, always an empty one. Source: Godot <c>TYPE_CALLABLE</c>.</summary>
    Callable = 25,

    /// <summary><see cref="Godot.Signal"/>. Source: Godot <c>TYPE_SIGNAL</c>.</summary>
    Signal = 26,

    /// <summary><see cref="VariantDictionary"/>. Source: Godot <c>TYPE_DICTIONARY</c>.</summary>
    Dictionary = 27,

    /// <summary><see cref="VariantArray"/>. Source: Godot <c>TYPE_ARRAY</c>.</summary>
    Array = 28,

    /// <summary>An array of <see cref="byte"/>. Source: Godot <c>TYPE_PACKED_BYTE_ARRAY</c>.</summary>
    PackedByteArray = 29,

    /// <summary>An array of <see cref="int"/>. Source: Godot <c>TYPE_PACKED_INT32_ARRAY</c>.</summary>
    PackedInt32Array = 30,

    /// <summary>An array of <see cref="long"/>. Source: Godot <c>TYPE_PACKED_INT64_ARRAY</c>.</summary>
    PackedInt64Array = 31,

    /// <summary>An array of <see cref="float"/>. Source: Godot <c>TYPE_PACKED_FLOAT32_ARRAY</c>.</summary>
    PackedFloat32Array = 32,

    /// <summary>An array of <see cref="double"/>. Source: Godot <c>TYPE_PACKED_FLOAT64_ARRAY</c>.</summary>
    PackedFloat64Array = 33,

    /// <summary>An array of <see cref="string"/>. Source: Godot <c>TYPE_PACKED_STRING_ARRAY</c>.</summary>
    PackedStringArray = 34,

    /// <summary>An array of <see cref="System.Numerics.Vector2"/>. Source: Godot <c>TYPE_PACKED_VECTOR2_ARRAY</c>.</summary>
    PackedVector2Array = 35,

    /// <summary>An array of <see cref="System.Numerics.Vector3"/>. Source: Godot <c>TYPE_PACKED_VECTOR3_ARRAY</c>.</summary>
    PackedVector3Array = 36,

    /// <summary>An array of <see cref="Godot.Color"/>. Source: Godot <c>TYPE_PACKED_COLOR_ARRAY</c>.</summary>
    PackedColorArray = 37,

    /// <summary>An array of <see cref="System.Numerics.Vector4"/>. Source: Godot <c>TYPE_PACKED_VECTOR4_ARRAY</c>, since 4.3.</summary>
    PackedVector4Array = 38,
}
#pragma warning restore CA1720
