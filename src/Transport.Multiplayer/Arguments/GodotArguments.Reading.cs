using System.Numerics;
using Transport.Godot;

namespace Transport.Multiplayer.Arguments;

// Reading. After a fault a default, or something empty.
public static partial class GodotArguments
{
    /// <summary>Reads a value of any type; nil after a fault.</summary>
    /// <param name="reader">A reader of Godot's encoding.</param>
    /// <exception cref="NotSupportedException">The reader is of another encoding.</exception>
    public static Variant ReadVariant(ArgumentReader reader) => Check(reader).ReadVariant();

    /// <summary>Reads a Vector2i.</summary>
    /// <inheritdoc cref="ReadVariant"/>
    public static Vector2I ReadVector2I(ArgumentReader reader)
    {
        var source = Check(reader);
        var values = source.Begin();
        return source.Take(ref values, values.TryReadVector2I(out var value), "Vector2i") ? value : default;
    }

    /// <summary>Reads a Vector3i.</summary>
    /// <inheritdoc cref="ReadVariant"/>
    public static Vector3I ReadVector3I(ArgumentReader reader)
    {
        var source = Check(reader);
        var values = source.Begin();
        return source.Take(ref values, values.TryReadVector3I(out var value), "Vector3i") ? value : default;
    }

    /// <summary>Reads a Vector4i.</summary>
    /// <inheritdoc cref="ReadVariant"/>
    public static Vector4I ReadVector4I(ArgumentReader reader)
    {
        var source = Check(reader);
        var values = source.Begin();
        return source.Take(ref values, values.TryReadVector4I(out var value), "Vector4i") ? value : default;
    }

    /// <summary>Reads a Rect2.</summary>
    /// <inheritdoc cref="ReadVariant"/>
    public static Rect2 ReadRect2(ArgumentReader reader)
    {
        var source = Check(reader);
        var values = source.Begin();
        return source.Take(ref values, values.TryReadRect2(out var value), "Rect2") ? value : default;
    }

    /// <summary>Reads a Rect2i.</summary>
    /// <inheritdoc cref="ReadVariant"/>
    public static Rect2I ReadRect2I(ArgumentReader reader)
    {
        var source = Check(reader);
        var values = source.Begin();
        return source.Take(ref values, values.TryReadRect2I(out var value), "Rect2i") ? value : default;
    }

    /// <summary>Reads a Color.</summary>
    /// <inheritdoc cref="ReadVariant"/>
    public static Color ReadColor(ArgumentReader reader)
    {
        var source = Check(reader);
        var values = source.Begin();
        return source.Take(ref values, values.TryReadColor(out var value), "Color") ? value : default;
    }

    /// <summary>Reads an AABB.</summary>
    /// <inheritdoc cref="ReadVariant"/>
    public static Aabb ReadAabb(ArgumentReader reader)
    {
        var source = Check(reader);
        var values = source.Begin();
        return source.Take(ref values, values.TryReadAabb(out var value), "AABB") ? value : default;
    }

    /// <summary>Reads a Basis.</summary>
    /// <inheritdoc cref="ReadVariant"/>
    public static Basis ReadBasis(ArgumentReader reader)
    {
        var source = Check(reader);
        var values = source.Begin();
        return source.Take(ref values, values.TryReadBasis(out var value), "Basis") ? value : default;
    }

    /// <summary>Reads a Transform3D.</summary>
    /// <inheritdoc cref="ReadVariant"/>
    public static Transform3D ReadTransform3D(ArgumentReader reader)
    {
        var source = Check(reader);
        var values = source.Begin();
        return source.Take(ref values, values.TryReadTransform3D(out var value), "Transform3D") ? value : default;
    }

    /// <summary>Reads a StringName.</summary>
    /// <inheritdoc cref="ReadVariant"/>
    public static StringName ReadStringName(ArgumentReader reader)
    {
        var source = Check(reader);
        var values = source.Begin();
        return source.Take(ref values, values.TryReadStringName(out var value), "StringName") ? value : default;
    }

    /// <summary>Reads a NodePath.</summary>
    /// <inheritdoc cref="ReadVariant"/>
    public static NodePath ReadNodePath(ArgumentReader reader)
    {
        var source = Check(reader);
        var values = source.Begin();
        return source.Take(ref values, values.TryReadNodePath(out var value), "NodePath") ? value! : new NodePath("");
    }

    /// <summary>Reads an RID.</summary>
    /// <inheritdoc cref="ReadVariant"/>
    public static Rid ReadRid(ArgumentReader reader)
    {
        var source = Check(reader);
        var values = source.Begin();
        return source.Take(ref values, values.TryReadRid(out var value), "RID") ? value : default;
    }

    /// <summary>Reads an Object.</summary>
    /// <inheritdoc cref="ReadVariant"/>
    public static ObjectId ReadObjectId(ArgumentReader reader)
    {
        var source = Check(reader);
        var values = source.Begin();
        return source.Take(ref values, values.TryReadObjectId(out var value), "Object") ? value : default;
    }

    /// <summary>Reads a Signal.</summary>
    /// <inheritdoc cref="ReadVariant"/>
    public static Signal ReadSignal(ArgumentReader reader)
    {
        var source = Check(reader);
        var values = source.Begin();
        return source.Take(ref values, values.TryReadSignal(out var value), "Signal") ? value : default;
    }

    /// <summary>Reads a PackedVector2Array.</summary>
    /// <inheritdoc cref="ReadVariant"/>
    public static Vector2[] ReadVector2s(ArgumentReader reader)
    {
        var source = Check(reader);
        var values = source.Begin();
        return source.Take(ref values, values.TryReadVector2Array(out var value), "PackedVector2Array") ? value! : [];
    }

    /// <summary>Reads a PackedVector3Array.</summary>
    /// <inheritdoc cref="ReadVariant"/>
    public static Vector3[] ReadVector3s(ArgumentReader reader)
    {
        var source = Check(reader);
        var values = source.Begin();
        return source.Take(ref values, values.TryReadVector3Array(out var value), "PackedVector3Array") ? value! : [];
    }

    /// <summary>Reads a PackedVector4Array.</summary>
    /// <inheritdoc cref="ReadVariant"/>
    public static Vector4[] ReadVector4s(ArgumentReader reader)
    {
        var source = Check(reader);
        var values = source.Begin();
        return source.Take(ref values, values.TryReadVector4Array(out var value), "PackedVector4Array") ? value! : [];
    }

    /// <summary>Reads a PackedColorArray.</summary>
    /// <inheritdoc cref="ReadVariant"/>
    public static Color[] ReadColors(ArgumentReader reader)
    {
        var source = Check(reader);
        var values = source.Begin();
        return source.Take(ref values, values.TryReadColorArray(out var value), "PackedColorArray") ? value! : [];
    }

    /// <summary>Reads an Array with what is in it; an empty one after a fault.</summary>
    /// <inheritdoc cref="ReadVariant"/>
    public static VariantArray ReadArray(ArgumentReader reader) => Check(reader).ReadWhole(VariantType.Array).TryGet(out VariantArray? value) ? value : [];

    /// <summary>Reads a Dictionary with what is in it; an empty one after a fault.</summary>
    /// <inheritdoc cref="ReadVariant"/>
    public static VariantDictionary ReadDictionary(ArgumentReader reader) =>
        Check(reader).ReadWhole(VariantType.Dictionary).TryGet(out VariantDictionary? value) ? value : [];

    private static GodotArgumentReader Check(ArgumentReader reader) =>
        reader as GodotArgumentReader ?? throw new NotSupportedException("Types of Godot are read in Godot's encoding only.");
}
