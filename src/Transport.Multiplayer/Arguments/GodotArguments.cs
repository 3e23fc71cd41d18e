using System.Numerics;
using Transport.Godot;

namespace Transport.Multiplayer.Arguments;

/// <summary>
/// Arguments of the types that only Godot has, and of <see cref="Variant"/>, which is any of them. Only with
/// <see cref="ArgumentEncoding.Godot"/>.
/// </summary>
/// <remarks>
/// Types that C# has as well, such as <see cref="Vector3"/>, are written and read by <see cref="ArgumentWriter"/> and
/// <see cref="ArgumentReader"/>, in every encoding. Nothing is allocated for numbers and structures.
/// </remarks>
public static partial class GodotArguments
{
    /// <summary>
    /// Writes a value of any type; what converts to a Variant goes in as it is. A method whose only parameter is a Variant sends one that is a
    /// byte array by <see cref="Send"/>.
    /// </summary>
    /// <param name="writer">A writer of Godot's encoding.</param>
    /// <param name="value">The value.</param>
    /// <exception cref="NotSupportedException">The writer is of another encoding.</exception>
    /// <exception cref="ArgumentException">The value cannot be written; the text says why.</exception>
    public static void Write(ArgumentWriter writer, in Variant value) => Check(writer).WriteVariant(value);

    /// <summary>Writes a Vector2i.</summary>
    /// <inheritdoc cref="Write(ArgumentWriter, in Variant)"/>
    public static void Write(ArgumentWriter writer, Vector2I value) => Check(writer).Variants.Write(value);

    /// <summary>Writes a Vector3i.</summary>
    /// <inheritdoc cref="Write(ArgumentWriter, in Variant)"/>
    public static void Write(ArgumentWriter writer, Vector3I value) => Check(writer).Variants.Write(value);

    /// <summary>Writes a Vector4i.</summary>
    /// <inheritdoc cref="Write(ArgumentWriter, in Variant)"/>
    public static void Write(ArgumentWriter writer, Vector4I value) => Check(writer).Variants.Write(value);

    /// <summary>Writes a Rect2.</summary>
    /// <inheritdoc cref="Write(ArgumentWriter, in Variant)"/>
    public static void Write(ArgumentWriter writer, Rect2 value) => Check(writer).Variants.Write(value);

    /// <summary>Writes a Rect2i.</summary>
    /// <inheritdoc cref="Write(ArgumentWriter, in Variant)"/>
    public static void Write(ArgumentWriter writer, Rect2I value) => Check(writer).Variants.Write(value);

    /// <summary>Writes a Color.</summary>
    /// <inheritdoc cref="Write(ArgumentWriter, in Variant)"/>
    public static void Write(ArgumentWriter writer, Color value) => Check(writer).Variants.Write(value);

    /// <summary>Writes an AABB.</summary>
    /// <inheritdoc cref="Write(ArgumentWriter, in Variant)"/>
    public static void Write(ArgumentWriter writer, Aabb value) => Check(writer).Variants.Write(value);

    /// <summary>Writes a Basis.</summary>
    /// <inheritdoc cref="Write(ArgumentWriter, in Variant)"/>
    public static void Write(ArgumentWriter writer, Basis value) => Check(writer).Variants.Write(value);

    /// <summary>Writes a Transform3D.</summary>
    /// <inheritdoc cref="Write(ArgumentWriter, in Variant)"/>
    public static void Write(ArgumentWriter writer, Transform3D value) => Check(writer).Variants.Write(value);

    /// <summary>Writes a PackedVector2Array.</summary>
    /// <inheritdoc cref="Write(ArgumentWriter, in Variant)"/>
    public static void Write(ArgumentWriter writer, ReadOnlySpan<Vector2> value) => Check(writer).Variants.WritePacked(value);

    /// <summary>Writes a PackedVector3Array.</summary>
    /// <inheritdoc cref="Write(ArgumentWriter, in Variant)"/>
    public static void Write(ArgumentWriter writer, ReadOnlySpan<Vector3> value) => Check(writer).Variants.WritePacked(value);

    /// <summary>Writes a PackedVector4Array.</summary>
    /// <inheritdoc cref="Write(ArgumentWriter, in Variant)"/>
    public static void Write(ArgumentWriter writer, ReadOnlySpan<Vector4> value) => Check(writer).Variants.WritePacked(value);

    /// <summary>Writes a PackedColorArray.</summary>
    /// <inheritdoc cref="Write(ArgumentWriter, in Variant)"/>
    public static void Write(ArgumentWriter writer, ReadOnlySpan<Color> value) => Check(writer).Variants.WritePacked(value);

    /// <summary>
    /// Sends a call of a method whose only parameter is a Variant: in the raw form when that is a byte array, as Godot does.
    /// </summary>
    /// <param name="call">The call, to which nothing was written. Its method <see cref="RpcMethod.TakesBytes"/>.</param>
    /// <param name="value">The argument.</param>
    /// <returns>Whether the method is to be called here as well: see <see cref="RpcCall.Send"/>.</returns>
    /// <exception cref="NotSupportedException">The api has another encoding.</exception>
    public static bool Send(in RpcCall call, in Variant value)
    {
        var writer = Check(call.Arguments);
        if (value.TryGet(out byte[]? bytes)) return call.SendBytes(bytes);
        writer.WriteVariant(value);
        return call.Send();
    }

    private static GodotArgumentWriter Check(ArgumentWriter writer) =>
        writer as GodotArgumentWriter ?? throw new NotSupportedException("Types of Godot are written in Godot's encoding only.");
}
