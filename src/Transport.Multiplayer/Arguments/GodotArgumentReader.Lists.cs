using System.Numerics;
using Transport.Godot;

namespace Transport.Multiplayer.Arguments;

// Types of their own. A packed array may come as one of the wider numbers, or as an Array.
internal sealed partial class GodotArgumentReader
{
    public override Vector2 ReadVector2()
    {
        var reader = Begin();
        return Take(ref reader, reader.TryReadVector2(out var value), nameof(VariantType.Vector2)) ? value : default;
    }

    public override Vector3 ReadVector3()
    {
        var reader = Begin();
        return Take(ref reader, reader.TryReadVector3(out var value), nameof(VariantType.Vector3)) ? value : default;
    }

    public override Vector4 ReadVector4()
    {
        var reader = Begin();
        return Take(ref reader, reader.TryReadVector4(out var value), nameof(VariantType.Vector4)) ? value : default;
    }

    public override Quaternion ReadQuaternion()
    {
        var reader = Begin();
        return Take(ref reader, reader.TryReadQuaternion(out var value), nameof(VariantType.Quaternion)) ? value : default;
    }

    public override Plane ReadPlane()
    {
        var reader = Begin();
        return Take(ref reader, reader.TryReadPlane(out var value), nameof(VariantType.Plane)) ? value : default;
    }

    public override Matrix3x2 ReadMatrix3x2()
    {
        var reader = Begin();
        return Take(ref reader, reader.TryReadTransform2D(out var value), nameof(VariantType.Transform2D)) ? value : default;
    }

    public override Matrix4x4 ReadMatrix4x4()
    {
        var reader = Begin();
        return Take(ref reader, reader.TryReadProjection(out var value), nameof(VariantType.Projection)) ? value : default;
    }

    public override int[] ReadInt32s()
    {
        if (NextType() == VariantType.PackedInt64Array) return Narrow(ReadInt64s());
        if (NextType() == VariantType.Array) return base.ReadInt32s();
        var reader = Begin();
        return Take(ref reader, reader.TryReadInt32Array(out var values), nameof(VariantType.PackedInt32Array)) ? values! : [];
    }

    public override long[] ReadInt64s()
    {
        if (NextType() == VariantType.PackedInt32Array) return Array.ConvertAll(ReadInt32s(), static value => (long)value);
        if (NextType() == VariantType.Array) return base.ReadInt64s();
        var reader = Begin();
        return Take(ref reader, reader.TryReadInt64Array(out var values), nameof(VariantType.PackedInt64Array)) ? values! : [];
    }

    public override float[] ReadSingles()
    {
        if (NextType() == VariantType.PackedFloat64Array) return Array.ConvertAll(ReadDoubles(), static value => (float)value);
        if (NextType() == VariantType.Array) return base.ReadSingles();
        var reader = Begin();
        return Take(ref reader, reader.TryReadSingleArray(out var values), nameof(VariantType.PackedFloat32Array)) ? values! : [];
    }

    public override double[] ReadDoubles()
    {
        if (NextType() == VariantType.PackedFloat32Array) return Array.ConvertAll(ReadSingles(), static value => (double)value);
        if (NextType() == VariantType.Array) return base.ReadDoubles();
        var reader = Begin();
        return Take(ref reader, reader.TryReadDoubleArray(out var values), nameof(VariantType.PackedFloat64Array)) ? values! : [];
    }

    public override string[] ReadStrings()
    {
        if (NextType() == VariantType.Array) return base.ReadStrings();
        var reader = Begin();
        return Take(ref reader, reader.TryReadStringArray(out var values), nameof(VariantType.PackedStringArray)) ? values! : [];
    }

    private VariantType NextType()
    {
        var reader = Begin();
        return reader.TryPeekType(out var type) ? type : VariantType.Nil;
    }

    private int[] Narrow(long[] wide)
    {
        var values = NewArray<int>(wide.Length);
        for (var i = 0; i < wide.Length; i++)
        {
            values[i] = (int)wide[i];
            if (values[i] == wide[i]) continue;
            Fail(ArgumentFault.OutOfRange, nameof(VariantType.PackedInt32Array));
            return [];
        }
        return values;
    }
}
