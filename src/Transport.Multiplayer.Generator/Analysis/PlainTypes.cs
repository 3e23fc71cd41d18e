using Microsoft.CodeAnalysis;
using Transport.Multiplayer.Generator.Codecs;

namespace Transport.Multiplayer.Generator.Analysis;

/// <summary>The types that the writer and the reader know by themselves.</summary>
internal static class PlainTypes
{
    private static readonly Dictionary<SpecialType, PlainCodec> Special = new[]
    {
        (SpecialType.System_Boolean, "bool", "Boolean"),
        (SpecialType.System_Char, "char", "Char"),
        (SpecialType.System_SByte, "sbyte", "SByte"),
        (SpecialType.System_Byte, "byte", "Byte"),
        (SpecialType.System_Int16, "short", "Int16"),
        (SpecialType.System_UInt16, "ushort", "UInt16"),
        (SpecialType.System_Int32, "int", "Int32"),
        (SpecialType.System_UInt32, "uint", "UInt32"),
        (SpecialType.System_Int64, "long", "Int64"),
        (SpecialType.System_UInt64, "ulong", "UInt64"),
        (SpecialType.System_Single, "float", "Single"),
        (SpecialType.System_Double, "double", "Double"),
        (SpecialType.System_Decimal, "decimal", "Decimal"),
    }.ToDictionary(static entry => entry.Item1, static entry => new PlainCodec(entry.Item2, entry.Item3, entry.Item2));

    private static readonly Dictionary<string, PlainCodec> Named = new[]
    {
        Known("System.Guid", 1),
        Known("System.DateTime", 1),
        Known("System.DateTimeOffset", 3),
        Known("System.TimeSpan", 1),
        Known("System.Numerics.Vector2", 3),
        Known("System.Numerics.Vector3", 4),
        Known("System.Numerics.Vector4", 5),
        Known("System.Numerics.Quaternion", 5),
        Known("System.Numerics.Plane", 5),
        Known("System.Numerics.Matrix3x2", 7),
        Known("System.Numerics.Matrix4x4", 17),
    }.ToDictionary(static codec => codec.Type.Substring("global::".Length));

    private static readonly PlainCodec Text = new("string", "String", "string", IsText: true);

    private static readonly PlainCodec Bytes = new("byte[]", "Bytes", "byte[]", IsText: true);

    private static readonly NumbersCodec[] Arrays =
    [
        new("int", "Int32s"), new("long", "Int64s"), new("float", "Singles"), new("double", "Doubles"), new("string", "Strings"),
    ];

    /// <summary>How a type is written, if it is one of them.</summary>
    public static Codec? Find(ITypeSymbol type)
    {
        if (type.SpecialType == SpecialType.System_String) return Text;
        if (Special.TryGetValue(type.SpecialType, out var special)) return special;
        return type switch
        {
            IArrayTypeSymbol { Rank: 1 } array => FindArray(array.ElementType),
            INamedTypeSymbol { IsValueType: true, TypeArguments.Length: 0, ContainingType: null } => Named.TryGetValue(TypeNames.Full(type), out var named) ? named : null,
            _ => null,
        };
    }

    /// <summary>What to send instead where a Variant has no place for a type; null when it has.</summary>
    public static string? ForGodot(Codec codec) => codec is not PlainCodec plain ? null : plain.Method switch
    {
        "Decimal" => "send a double, or a long of the smallest unit",
        "Guid" => "send a string or a byte[]",
        "DateTime" or "DateTimeOffset" => "send seconds since 1970 as a double or a long, as Godot's Time does",
        "TimeSpan" => "send seconds as a double",
        _ => null,
    };

    private static Codec? FindArray(ITypeSymbol element)
    {
        if (element.SpecialType == SpecialType.System_Byte) return Bytes;
        // With nulls in it, it is a list like any other.
        if (element is { IsReferenceType: true, NullableAnnotation: NullableAnnotation.Annotated }) return null;
        return Find(element) is PlainCodec { Type: var name } ? Array.Find(Arrays, array => array.Element == name) : null;
    }

    private static PlainCodec Known(string name, int values)
    {
        var bare = name.Substring(name.LastIndexOf('.') + 1);
        return new PlainCodec("global::" + name, bare, bare, values);
    }
}
