using System.Buffers.Binary;
using System.Numerics;
using System.Runtime.InteropServices;
using Transport.Godot.Values;
using Transport.Godot.Wire;

namespace Transport.Godot;

// Numbers and structures, for callers that know the type. Nothing is allocated.
public ref partial struct VariantReader
{
    /// <summary>Reads a Bool.</summary>
    public bool TryReadBool(out bool value)
    {
        value = false;
        if (!TryPeek(VariantType.Bool, out _) || !TryTake(sizeof(uint), out var body)) return false;
        value = BinaryPrimitives.ReadUInt32LittleEndian(body) != 0;
        return true;
    }

    /// <summary>Reads an Int, or a Float without a fraction: Godot's callers mix them.</summary>
    public bool TryReadInt64(out long value)
    {
        value = 0;
        if (!TryPeek(out var header)) return false;
        if (header.Type == VariantType.Float) return TryReadWhole(out value);
        if (header.Type != VariantType.Int) return Fail(VariantError.WrongType, header.Type);
        if (!TryTake(header.Is64 ? sizeof(long) : sizeof(int), out var body)) return false;
        value = header.Is64 ? BinaryPrimitives.ReadInt64LittleEndian(body) : BinaryPrimitives.ReadInt32LittleEndian(body);
        return true;
    }

    /// <summary>As <see cref="TryReadInt64"/>, for numbers of 32 bits; a larger one is <see cref="VariantError.OutOfRange"/>.</summary>
    public bool TryReadInt32(out int value)
    {
        var start = Consumed;
        value = 0;
        return TryReadInt64(out var number) && TryNarrow(number, start, out value);
    }

    /// <summary>Reads a Float, or an Int.</summary>
    public bool TryReadDouble(out double value)
    {
        value = 0;
        if (!TryPeek(out var header)) return false;
        if (header.Type == VariantType.Int)
        {
            var isRead = TryReadInt64(out var number);
            value = number;
            return isRead;
        }
        if (header.Type != VariantType.Float) return Fail(VariantError.WrongType, header.Type);
        if (!TryTake(header.Is64 ? sizeof(double) : sizeof(float), out var body)) return false;
        value = header.Is64
            ? BitConverter.Int64BitsToDouble(BinaryPrimitives.ReadInt64LittleEndian(body))
            : BitConverter.Int32BitsToSingle(BinaryPrimitives.ReadInt32LittleEndian(body));
        return true;
    }

    /// <summary>Reads a Float, or an Int, rounded to 32 bits.</summary>
    public bool TryReadSingle(out float value)
    {
        var isRead = TryReadDouble(out var number);
        value = (float)number;
        return isRead;
    }

    /// <summary>Reads a Bool as an argument of a call.</summary>
    public bool TryReadCompressedBool(out bool value)
    {
        value = false;
        if (!TryPeekCompressedType(out var type)) return false;
        if (type != VariantType.Bool) return Fail(VariantError.WrongType, type);
        value = CompressedForm.ReadBool(Rest[0]);
        Consumed++;
        return true;
    }

    /// <summary>Reads an Int, or a Float without a fraction, as an argument of a call.</summary>
    public bool TryReadCompressedInt64(out long value)
    {
        value = 0;
        if (!TryPeekCompressedType(out var type)) return false;
        if (type == VariantType.Float) return TryReadWhole(out value);
        if (type != VariantType.Int) return Fail(VariantError.WrongType, type);
        if (!CompressedForm.TryRead(Rest, out value, out var taken)) return Fail(VariantError.Truncated, type);
        Consumed += taken;
        return true;
    }

    /// <summary>As <see cref="TryReadCompressedInt64"/>, for numbers of 32 bits; a larger one is <see cref="VariantError.OutOfRange"/>.</summary>
    public bool TryReadCompressedInt32(out int value)
    {
        var start = Consumed;
        value = 0;
        return TryReadCompressedInt64(out var number) && TryNarrow(number, start, out value);
    }

    /// <summary>Reads a Float, or an Int, as an argument of a call.</summary>
    public bool TryReadCompressedDouble(out double value)
    {
        value = 0;
        if (!TryPeekCompressedType(out var type)) return false;
        if (type != VariantType.Int) return TryReadDouble(out value);
        var isRead = TryReadCompressedInt64(out var number);
        value = number;
        return isRead;
    }

    /// <summary>Reads a Float, or an Int, rounded to 32 bits, as an argument of a call.</summary>
    public bool TryReadCompressedSingle(out float value)
    {
        var isRead = TryReadCompressedDouble(out var number);
        value = (float)number;
        return isRead;
    }

    /// <summary>Reads a Vector2.</summary>
    public bool TryReadVector2(out Vector2 value) => TryReadWords(VariantType.Vector2, out value);

    /// <summary>Reads a Vector2i.</summary>
    public bool TryReadVector2I(out Vector2I value) => TryReadWords(VariantType.Vector2I, out value);

    /// <summary>Reads a Rect2.</summary>
    public bool TryReadRect2(out Rect2 value) => TryReadWords(VariantType.Rect2, out value);

    /// <summary>Reads a Rect2i.</summary>
    public bool TryReadRect2I(out Rect2I value) => TryReadWords(VariantType.Rect2I, out value);

    /// <summary>Reads a Vector3.</summary>
    public bool TryReadVector3(out Vector3 value) => TryReadWords(VariantType.Vector3, out value);

    /// <summary>Reads a Vector3i.</summary>
    public bool TryReadVector3I(out Vector3I value) => TryReadWords(VariantType.Vector3I, out value);

    /// <summary>Reads a Transform2D.</summary>
    public bool TryReadTransform2D(out Matrix3x2 value) => TryReadWords(VariantType.Transform2D, out value);

    /// <summary>Reads a Vector4.</summary>
    public bool TryReadVector4(out Vector4 value) => TryReadWords(VariantType.Vector4, out value);

    /// <summary>Reads a Vector4i.</summary>
    public bool TryReadVector4I(out Vector4I value) => TryReadWords(VariantType.Vector4I, out value);

    /// <summary>Reads a Quaternion.</summary>
    public bool TryReadQuaternion(out Quaternion value) => TryReadWords(VariantType.Quaternion, out value);

    /// <summary>Reads an AABB.</summary>
    public bool TryReadAabb(out Aabb value) => TryReadWords(VariantType.Aabb, out value);

    /// <summary>Reads a Basis.</summary>
    public bool TryReadBasis(out Basis value) => TryReadWords(VariantType.Basis, out value);

    /// <summary>Reads a Transform3D.</summary>
    public bool TryReadTransform3D(out Transform3D value) => TryReadWords(VariantType.Transform3D, out value);

    /// <summary>Reads a Projection.</summary>
    public bool TryReadProjection(out Matrix4x4 value) => TryReadWords(VariantType.Projection, out value);

    /// <summary>Reads a Color.</summary>
    public bool TryReadColor(out Color value) => TryReadWords(VariantType.Color, out value);

    /// <summary>Reads a Plane, whose D has the other sign here than in Godot.</summary>
    public bool TryReadPlane(out Plane value)
    {
        var isRead = TryReadWords(VariantType.Plane, out Vector4 parts);
        value = new Plane(parts.X, parts.Y, parts.Z, -parts.W);
        return isRead;
    }

    /// <summary>Reads an RID.</summary>
    public bool TryReadRid(out Rid value)
    {
        value = default;
        if (!TryPeek(VariantType.Rid, out _) || !TryTake(sizeof(ulong), out var body)) return false;
        value = new Rid(BinaryPrimitives.ReadUInt64LittleEndian(body));
        return true;
    }

    /// <summary>Reads an Object that was sent as its id, or Nil, which is the object 0.</summary>
    public bool TryReadObjectId(out ObjectId value)
    {
        value = default;
        if (!TryPeek(out var header)) return false;
        if (header.Type == VariantType.Nil) return TryTake(0, out _);
        if (header.Type != VariantType.Object) return Fail(VariantError.WrongType, header.Type);
        if (!header.Is64) return Fail(Options.AllowObjects ? VariantError.WrongType : VariantError.ObjectsNotAllowed, header.Type);
        if (!TryTake(sizeof(ulong), out var body)) return false;
        value = new ObjectId(BinaryPrimitives.ReadUInt64LittleEndian(body));
        return true;
    }

    /// <summary>Reads a Callable, always an empty one.</summary>
    public bool TryReadCallable(out Callable value)
    {
        value = default;
        return TryPeek(VariantType.Callable, out _) && TryTake(0, out _);
    }

    private bool TryReadWords<T>(VariantType type, out T value) where T : struct
    {
        value = default;
        if (!TryPeek(type, out var header)) return false;
        return TryReadBody(header, MemoryMarshal.Cast<T, int>(MemoryMarshal.CreateSpan(ref value, 1)));
    }

    // The words of a structure.
    private bool TryReadBody(Header header, scoped Span<int> words)
    {
        var bytesEach = LeafCheck.RealBytes(header);
        if (!TryTake(words.Length * bytesEach, out var body)) return false;
        if (bytesEach == sizeof(int)) LittleEndian.Read(body, words);
        else LittleEndian.ReadRounded(body, MemoryMarshal.Cast<int, float>(words));
        return true;
    }

    // A Float in place of an Int.
    private bool TryReadWhole(out long value)
    {
        var start = Consumed;
        value = 0;
        if (!TryReadDouble(out var number)) return false;
        if (Numbers.TryGetWhole(number, out value)) return true;
        Consumed = start;
        return Fail(VariantError.OutOfRange, VariantType.Float);
    }

    private bool TryNarrow(long number, int start, out int value)
    {
        value = (int)number;
        if (value == number) return true;
        value = 0;
        Consumed = start;
        return Fail(VariantError.OutOfRange, VariantType.Int);
    }
}
