using System.Diagnostics.CodeAnalysis;
using System.Numerics;
using Transport.Godot.Values;

namespace Transport.Godot;

// Out, where the type is not known.
public readonly partial struct Variant
{
    /// <summary>A Bool.</summary>
    public bool TryGet(out bool value) => TryTake(VariantType.Bool, _payload.Int != 0, out value);

    /// <summary>An Int, or a Float without a fraction, that is in the range of a sbyte.</summary>
    public bool TryGet(out sbyte value)
    {
        var fits = TryGet(out long number) && number is >= sbyte.MinValue and <= sbyte.MaxValue;
        value = fits ? (sbyte)number : default;
        return fits;
    }

    /// <summary>An Int, or a Float without a fraction, that is in the range of a byte.</summary>
    public bool TryGet(out byte value)
    {
        var fits = TryGet(out long number) && number is >= byte.MinValue and <= byte.MaxValue;
        value = fits ? (byte)number : default;
        return fits;
    }

    /// <summary>An Int, or a Float without a fraction, that is in the range of a short.</summary>
    public bool TryGet(out short value)
    {
        var fits = TryGet(out long number) && number is >= short.MinValue and <= short.MaxValue;
        value = fits ? (short)number : default;
        return fits;
    }

    /// <summary>An Int, or a Float without a fraction, that is in the range of a ushort.</summary>
    public bool TryGet(out ushort value)
    {
        var fits = TryGet(out long number) && number is >= ushort.MinValue and <= ushort.MaxValue;
        value = fits ? (ushort)number : default;
        return fits;
    }

    /// <summary>An Int, or a Float without a fraction, that is in the range of a int.</summary>
    public bool TryGet(out int value)
    {
        var fits = TryGet(out long number) && number is >= int.MinValue and <= int.MaxValue;
        value = fits ? (int)number : default;
        return fits;
    }

    /// <summary>An Int, or a Float without a fraction, that is in the range of a uint.</summary>
    public bool TryGet(out uint value)
    {
        var fits = TryGet(out long number) && number is >= uint.MinValue and <= uint.MaxValue;
        value = fits ? (uint)number : default;
        return fits;
    }

    /// <summary>An Int, or a Float without a fraction: Godot's callers mix them.</summary>
    public bool TryGet(out long value)
    {
        if (Type == VariantType.Float) return Numbers.TryGetWhole(_payload.Float, out value);
        value = Type == VariantType.Int ? _payload.Int : 0;
        return Type == VariantType.Int;
    }

    /// <summary>The 64 bits of an Int.</summary>
    public bool TryGet(out ulong value) => TryTake(VariantType.Int, _payload.Id, out value);

    /// <summary>A Float or an Int, rounded to 32 bits.</summary>
    public bool TryGet(out float value)
    {
        var isNumber = TryGet(out double number);
        value = (float)number;
        return isNumber;
    }

    /// <summary>A Float or an Int.</summary>
    public bool TryGet(out double value)
    {
        value = Type switch
        {
            VariantType.Float => _payload.Float,
            VariantType.Int => _payload.Int,
            _ => 0,
        };
        return Type is VariantType.Float or VariantType.Int;
    }

    /// <summary>A String or a StringName.</summary>
    public bool TryGet([NotNullWhen(true)] out string? value)
    {
        value = IsText ? TextValue : null;
        return value is not null;
    }

    /// <summary>A StringName or a String.</summary>
    public bool TryGet(out StringName value)
    {
        value = new StringName(IsText ? TextValue : null);
        return IsText;
    }

    /// <summary>A NodePath.</summary>
    public bool TryGet([NotNullWhen(true)] out NodePath? value) => (value = _reference as NodePath) is not null;

    /// <summary>A Vector2.</summary>
    public bool TryGet(out Vector2 value) => TryTake(VariantType.Vector2, _payload.Vector2, out value);

    /// <summary>A Vector2i.</summary>
    public bool TryGet(out Vector2I value) => TryTake(VariantType.Vector2I, _payload.Vector2I, out value);

    /// <summary>A Rect2.</summary>
    public bool TryGet(out Rect2 value) => TryTake(VariantType.Rect2, _payload.Rect2, out value);

    /// <summary>A Rect2i.</summary>
    public bool TryGet(out Rect2I value) => TryTake(VariantType.Rect2I, _payload.Rect2I, out value);

    /// <summary>A Vector3.</summary>
    public bool TryGet(out Vector3 value) => TryTake(VariantType.Vector3, _payload.Vector3, out value);

    /// <summary>A Vector3i.</summary>
    public bool TryGet(out Vector3I value) => TryTake(VariantType.Vector3I, _payload.Vector3I, out value);

    /// <summary>A Transform2D: M11 and M12 are its X axis, M21 and M22 its Y axis, M31 and M32 its origin.</summary>
    public bool TryGet(out Matrix3x2 value) => TryUnbox(out value);

    /// <summary>A Vector4.</summary>
    public bool TryGet(out Vector4 value) => TryTake(VariantType.Vector4, _payload.Vector4, out value);

    /// <summary>A Vector4i.</summary>
    public bool TryGet(out Vector4I value) => TryTake(VariantType.Vector4I, _payload.Vector4I, out value);

    /// <summary>The same plane in Godot's form, which has D with the other sign.</summary>
    public bool TryGet(out Plane value) => TryTake(VariantType.Plane, _payload.Plane, out value);

    /// <summary>A Quaternion.</summary>
    public bool TryGet(out Quaternion value) => TryTake(VariantType.Quaternion, _payload.Quaternion, out value);

    /// <summary>An AABB.</summary>
    public bool TryGet(out Aabb value) => TryUnbox(out value);

    /// <summary>A Basis.</summary>
    public bool TryGet(out Basis value) => TryUnbox(out value);

    /// <summary>A Transform3D.</summary>
    public bool TryGet(out Transform3D value) => TryUnbox(out value);

    /// <summary>A Projection: each row of the matrix is one of its columns, so that both map a vector alike.</summary>
    public bool TryGet(out Matrix4x4 value) => TryUnbox(out value);

    /// <summary>A Color.</summary>
    public bool TryGet(out Color value) => TryTake(VariantType.Color, _payload.Color, out value);

    /// <summary>An RID.</summary>
    public bool TryGet(out Rid value) => TryTake(VariantType.Rid, new Rid(_payload.Id), out value);

    /// <summary>An Object that was sent as its id; Nil is the object 0, as null is in Godot.</summary>
    public bool TryGet(out ObjectId value)
    {
        value = new ObjectId(Type == VariantType.Object ? _payload.Id : 0);
        return Type == VariantType.Nil || (Type == VariantType.Object && _reference is null);
    }

    /// <summary>An Object as data.</summary>
    public bool TryGet([NotNullWhen(true)] out ObjectData? value) => (value = _reference as ObjectData) is not null;

    /// <summary>A Callable, always an empty one.</summary>
    public bool TryGet(out Callable value) => TryTake(VariantType.Callable, default, out value);

    /// <summary>A Signal.</summary>
    public bool TryGet(out Signal value)
    {
        var isSignal = Type == VariantType.Signal;
        value = isSignal ? new Signal(new ObjectId(_payload.Id), TextValue) : default;
        return isSignal;
    }

    /// <summary>A Dictionary, not copied.</summary>
    public bool TryGet([NotNullWhen(true)] out VariantDictionary? value) => (value = _reference as VariantDictionary) is not null;

    /// <summary>An Array, not copied.</summary>
    public bool TryGet([NotNullWhen(true)] out VariantArray? value) => (value = _reference as VariantArray) is not null;

    /// <summary>A PackedByteArray, not copied.</summary>
    public bool TryGet([NotNullWhen(true)] out byte[]? value) => (value = _reference as byte[]) is not null;

    /// <summary>A PackedInt32Array, not copied.</summary>
    public bool TryGet([NotNullWhen(true)] out int[]? value) => (value = _reference as int[]) is not null;

    /// <summary>A PackedInt64Array, not copied.</summary>
    public bool TryGet([NotNullWhen(true)] out long[]? value) => (value = _reference as long[]) is not null;

    /// <summary>A PackedFloat32Array, not copied.</summary>
    public bool TryGet([NotNullWhen(true)] out float[]? value) => (value = _reference as float[]) is not null;

    /// <summary>A PackedFloat64Array, not copied.</summary>
    public bool TryGet([NotNullWhen(true)] out double[]? value) => (value = _reference as double[]) is not null;

    /// <summary>A PackedStringArray, not copied.</summary>
    public bool TryGet([NotNullWhen(true)] out string[]? value) => (value = _reference as string[]) is not null;

    /// <summary>A PackedVector2Array, not copied.</summary>
    public bool TryGet([NotNullWhen(true)] out Vector2[]? value) => (value = _reference as Vector2[]) is not null;

    /// <summary>A PackedVector3Array, not copied.</summary>
    public bool TryGet([NotNullWhen(true)] out Vector3[]? value) => (value = _reference as Vector3[]) is not null;

    /// <summary>A PackedColorArray, not copied.</summary>
    public bool TryGet([NotNullWhen(true)] out Color[]? value) => (value = _reference as Color[]) is not null;

    /// <summary>A PackedVector4Array, not copied.</summary>
    public bool TryGet([NotNullWhen(true)] out Vector4[]? value) => (value = _reference as Vector4[]) is not null;

    private bool TryTake<T>(VariantType type, T held, out T value) where T : struct
    {
        value = Type == type ? held : default;
        return Type == type;
    }

    private bool TryUnbox<T>(out T value) where T : struct
    {
        value = _reference is T held ? held : default;
        return _reference is T;
    }
}
