using Microsoft.CodeAnalysis;
using Transport.Multiplayer.Generator.Codecs;

namespace Transport.Multiplayer.Generator.Analysis;

/// <summary>The types of Transport.Godot that a call can carry, and packed arrays of vectors and colors.</summary>
internal static class GodotTypes
{
    private const string Space = "Transport.Godot.";

    private static readonly HashSet<string> Same =
    [
        "Variant", "Vector2I", "Vector3I", "Vector4I", "Rect2", "Rect2I", "Aabb", "Basis", "Transform3D", "Color", "StringName", "NodePath", "Rid", "ObjectId", "Signal",
    ];

    private static readonly Dictionary<string, string> Elements = new()
    {
        ["System.Numerics.Vector2"] = "Vector2s",
        ["System.Numerics.Vector3"] = "Vector3s",
        ["System.Numerics.Vector4"] = "Vector4s",
        [Space + "Color"] = "Colors",
    };

    /// <summary>How a type is written, if it is one of them.</summary>
    public static GodotCodec? Find(ITypeSymbol type)
    {
        if (type is IArrayTypeSymbol { Rank: 1 } array)
            return Elements.TryGetValue(TypeNames.Full(array.ElementType), out var packed) ? Make(type, packed, array.ElementType.Name + "[]") : null;
        var name = TypeNames.Full(type);
        if (!name.StartsWith(Space, StringComparison.Ordinal)) return null;
        name = name.Substring(Space.Length);
        return name switch
        {
            "VariantArray" => Make(type, "Array", name),
            "VariantDictionary" => Make(type, "Dictionary", name),
            _ => Same.Contains(name) ? Make(type, name, name) : null,
        };
    }

    private static GodotCodec Make(ITypeSymbol type, string method, string keyword) =>
        new(TypeNames.InCode(type.WithNullableAnnotation(NullableAnnotation.NotAnnotated)), method, keyword, type.IsReferenceType);
}
