using System.Runtime.InteropServices;
using Transport.Godot.Values;
using Transport.Godot.Wire;

namespace Transport.Godot;

// A value of any type in which there are no others. What is common comes first, and in methods with small frames.
public ref partial struct VariantReader
{
    internal bool TryReadLeaf(Header header, out Variant value)
    {
        switch (header.Type)
        {
            case VariantType.Int:
                value = TryReadInt64(out var number) ? number : default(Variant);
                return !value.IsNil;
            case VariantType.Float:
                value = TryReadDouble(out var real) ? real : default(Variant);
                return !value.IsNil;
            case VariantType.String:
                value = TryReadString(out var text) ? text : default(Variant);
                return !value.IsNil;
            case VariantType.Bool:
                value = TryReadBool(out var flag) ? flag : default(Variant);
                return !value.IsNil;
            case VariantType.Nil or VariantType.Callable:
                value = Variant.FromPayload(header.Type, default);
                return TryTake(0, out _);
        }
        return Words.CountOf(header.Type) switch
        {
            > 0 and <= VariantPayload.Words => TryReadInPlace(header, out value),
            > 0 => TryReadStructure(header.Type, out value),
            _ => TryReadReference(header.Type, out value),
        };
    }

    // A structure that a Variant holds in place.
    private bool TryReadInPlace(Header header, out Variant value)
    {
        var payload = default(VariantPayload);
        var words = MemoryMarshal.Cast<VariantPayload, int>(MemoryMarshal.CreateSpan(ref payload, 1))[..Words.CountOf(header.Type)];
        value = default;
        if (!TryReadBody(header, words)) return false;
        if (header.Type == VariantType.Plane) Words.TurnPlane(words);
        value = Variant.FromPayload(header.Type, payload);
        return true;
    }

    // A structure that has to be boxed.
    private bool TryReadStructure(VariantType type, out Variant value)
    {
        value = default;
        return type switch
        {
            VariantType.Transform2D => TryReadTransform2D(out var transform) && Set(ref value, transform),
            VariantType.Aabb => TryReadAabb(out var aabb) && Set(ref value, aabb),
            VariantType.Basis => TryReadBasis(out var basis) && Set(ref value, basis),
            VariantType.Transform3D => TryReadTransform3D(out var transform) && Set(ref value, transform),
            _ => TryReadProjection(out var projection) && Set(ref value, projection),
        };
    }

    private bool TryReadReference(VariantType type, out Variant value)
    {
        value = default;
        return type switch
        {
            VariantType.StringName => TryReadStringName(out var name) && Set(ref value, name),
            VariantType.NodePath => TryReadNodePath(out var path) && Set(ref value, path),
            VariantType.Rid => TryReadRid(out var rid) && Set(ref value, rid),
            VariantType.Object => TryReadObjectId(out var objectId) && Set(ref value, objectId),
            VariantType.Signal => TryReadSignal(out var signal) && Set(ref value, signal),
            VariantType.PackedByteArray => TryReadByteArray(out var bytes) && Set(ref value, bytes),
            VariantType.PackedInt32Array => TryReadInt32Array(out var numbers) && Set(ref value, numbers),
            VariantType.PackedInt64Array => TryReadInt64Array(out var numbers) && Set(ref value, numbers),
            VariantType.PackedFloat32Array => TryReadSingleArray(out var numbers) && Set(ref value, numbers),
            VariantType.PackedFloat64Array => TryReadDoubleArray(out var numbers) && Set(ref value, numbers),
            VariantType.PackedStringArray => TryReadStringArray(out var texts) && Set(ref value, texts),
            VariantType.PackedVector2Array => TryReadVector2Array(out var vectors) && Set(ref value, vectors),
            VariantType.PackedVector3Array => TryReadVector3Array(out var vectors) && Set(ref value, vectors),
            VariantType.PackedColorArray => TryReadColorArray(out var colors) && Set(ref value, colors),
            VariantType.PackedVector4Array => TryReadVector4Array(out var vectors) && Set(ref value, vectors),
            _ => Fail(VariantError.UnknownType),
        };
    }

    private static bool Set(ref Variant value, Variant read)
    {
        value = read;
        return true;
    }
}
