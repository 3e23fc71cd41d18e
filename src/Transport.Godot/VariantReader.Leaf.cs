using Transport.Godot.Wire;

namespace Transport.Godot;

// A value of any type in which there are no others.
public ref partial struct VariantReader
{
    internal bool TryReadLeaf(Header header, out Variant value)
    {
        value = default;
        return header.Type switch
        {
            VariantType.Nil => TryTake(0, out _),
            VariantType.Bool => TryReadBool(out var flag) && Set(ref value, flag),
            VariantType.Int => TryReadInt64(out var int64) && Set(ref value, int64),
            VariantType.Float => TryReadDouble(out var real) && Set(ref value, real),
            VariantType.String => TryReadString(out var text) && Set(ref value, text),
            VariantType.Vector2 => TryReadVector2(out var vector2) && Set(ref value, vector2),
            VariantType.Vector2I => TryReadVector2I(out var vector2I) && Set(ref value, vector2I),
            VariantType.Rect2 => TryReadRect2(out var rect2) && Set(ref value, rect2),
            VariantType.Rect2I => TryReadRect2I(out var rect2I) && Set(ref value, rect2I),
            VariantType.Vector3 => TryReadVector3(out var vector3) && Set(ref value, vector3),
            VariantType.Vector3I => TryReadVector3I(out var vector3I) && Set(ref value, vector3I),
            VariantType.Transform2D => TryReadTransform2D(out var transform2D) && Set(ref value, transform2D),
            VariantType.Vector4 => TryReadVector4(out var vector4) && Set(ref value, vector4),
            VariantType.Vector4I => TryReadVector4I(out var vector4I) && Set(ref value, vector4I),
            VariantType.Plane => TryReadPlane(out var plane) && Set(ref value, plane),
            VariantType.Quaternion => TryReadQuaternion(out var quaternion) && Set(ref value, quaternion),
            VariantType.Aabb => TryReadAabb(out var aabb) && Set(ref value, aabb),
            VariantType.Basis => TryReadBasis(out var basis) && Set(ref value, basis),
            VariantType.Transform3D => TryReadTransform3D(out var transform3D) && Set(ref value, transform3D),
            VariantType.Projection => TryReadProjection(out var projection) && Set(ref value, projection),
            VariantType.Color => TryReadColor(out var color) && Set(ref value, color),
            VariantType.StringName => TryReadStringName(out var stringName) && Set(ref value, stringName),
            VariantType.NodePath => TryReadNodePath(out var nodePath) && Set(ref value, nodePath),
            VariantType.Rid => TryReadRid(out var rid) && Set(ref value, rid),
            VariantType.Object => TryReadObjectId(out var objectId) && Set(ref value, objectId),
            VariantType.Callable => TryReadCallable(out var callable) && Set(ref value, callable),
            VariantType.Signal => TryReadSignal(out var signal) && Set(ref value, signal),
            VariantType.PackedByteArray => TryReadByteArray(out var byteArray) && Set(ref value, byteArray),
            VariantType.PackedInt32Array => TryReadInt32Array(out var int32Array) && Set(ref value, int32Array),
            VariantType.PackedInt64Array => TryReadInt64Array(out var int64Array) && Set(ref value, int64Array),
            VariantType.PackedFloat32Array => TryReadSingleArray(out var singleArray) && Set(ref value, singleArray),
            VariantType.PackedFloat64Array => TryReadDoubleArray(out var doubleArray) && Set(ref value, doubleArray),
            VariantType.PackedStringArray => TryReadStringArray(out var stringArray) && Set(ref value, stringArray),
            VariantType.PackedVector2Array => TryReadVector2Array(out var vector2Array) && Set(ref value, vector2Array),
            VariantType.PackedVector3Array => TryReadVector3Array(out var vector3Array) && Set(ref value, vector3Array),
            VariantType.PackedColorArray => TryReadColorArray(out var colorArray) && Set(ref value, colorArray),
            VariantType.PackedVector4Array => TryReadVector4Array(out var vector4Array) && Set(ref value, vector4Array),
            _ => Fail(VariantError.UnknownType),
        };
    }

    private static bool Set(ref Variant value, Variant read)
    {
        value = read;
        return true;
    }
}
