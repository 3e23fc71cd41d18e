using Microsoft.CodeAnalysis;
using Transport.Multiplayer.Generator.Codecs;

namespace Transport.Multiplayer.Generator.Analysis;

// Lists, sets and dictionaries.
internal sealed partial class CodecReader
{
    private static readonly Dictionary<string, ListKind> Lists = new()
    {
        ["System.Collections.Generic.List"] = ListKind.List,
        ["System.Collections.Generic.IList"] = ListKind.List,
        ["System.Collections.Generic.ICollection"] = ListKind.List,
        ["System.Collections.Generic.IReadOnlyList"] = ListKind.ReadOnlyList,
        ["System.Collections.Generic.IReadOnlyCollection"] = ListKind.ReadOnlyList,
        ["System.Collections.Generic.HashSet"] = ListKind.Set,
        ["System.Collections.Generic.ISet"] = ListKind.Set,
        ["System.Collections.Immutable.ImmutableArray"] = ListKind.ImmutableArray,
    };

    private static readonly string[] Maps =
    [
        "System.Collections.Generic.Dictionary", "System.Collections.Generic.IDictionary", "System.Collections.Generic.IReadOnlyDictionary",
    ];

    private static readonly string[] KeyTypes =
    [
        "bool", "char", "sbyte", "byte", "short", "ushort", "int", "uint", "long", "ulong", "string", "global::System.Guid",
    ];

    private Codec? FindArray(IArrayTypeSymbol type)
    {
        if (type.Rank != 1) return Fail(type, "has several dimensions", "send an array of arrays, or a flat array and its width");
        if (FindNested(type.ElementType) is not { } element) return null;
        var text = element.Type + "[]";
        return Add(text, TypeNames.AsPart(type), isClass: true, name => new ListHelper(name, text, ListKind.Array, element));
    }

    private Codec? FindCollection(INamedTypeSymbol type)
    {
        var name = TypeNames.Full(type);
        if (name == "System.ReadOnlyMemory" && type.TypeArguments[0].SpecialType == SpecialType.System_Byte) return new MemoryCodec(_isCopied);
        if (type.TypeArguments.Length == 1 && Lists.TryGetValue(name, out var kind)) return FindList(type, kind);
        return type.TypeArguments.Length == 2 && Maps.Contains(name) ? FindMap(type) : null;
    }

    private Codec? FindList(INamedTypeSymbol type, ListKind kind)
    {
        if (FindNested(type.TypeArguments[0]) is not { } element) return null;
        if (kind == ListKind.Set && !IsKey(element)) return FailKey(type, type.TypeArguments[0]);
        var text = Construct(type, element);
        return Add(text, TypeNames.AsPart(type), kind != ListKind.ImmutableArray, name => new ListHelper(name, text, kind, element));
    }

    private Codec? FindMap(INamedTypeSymbol type)
    {
        if (FindNested(type.TypeArguments[0]) is not { } key || FindNested(type.TypeArguments[1]) is not { } element) return null;
        if (!IsKey(key)) return FailKey(type, type.TypeArguments[0]);
        var text = Construct(type, key, element);
        return Add(text, TypeNames.AsPart(type), isClass: true, name => new MapHelper(name, text, key, element));
    }

    private static bool IsKey(Codec codec) => codec is EnumCodec || KeyTypes.Contains(codec.Type);

    private Codec? FailKey(ITypeSymbol type, ITypeSymbol key) => Fail(
        type, $"has keys of the type '{TypeNames.InText(key)}'", "keys are strings, integers, bool, char, enumerations and Guid");

    private static string Construct(INamedTypeSymbol type, params Codec[] arguments) =>
        $"global::{TypeNames.Full(type)}<{string.Join(", ", arguments.Select(static argument => argument.Type))}>";
}
