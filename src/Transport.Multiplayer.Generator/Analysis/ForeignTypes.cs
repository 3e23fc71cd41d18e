using Microsoft.CodeAnalysis;

namespace Transport.Multiplayer.Generator.Analysis;

/// <summary>Types that cannot be sent, and what to send instead.</summary>
internal static class ForeignTypes
{
    private static readonly Dictionary<string, string> Instead = new()
    {
        ["System.Object"] = "say which type is sent",
        ["System.IntPtr"] = "send a long",
        ["System.UIntPtr"] = "send a ulong",
        // As newer compilers show them.
        ["nint"] = "send a long",
        ["nuint"] = "send a ulong",
        ["System.Half"] = "send a float",
        ["System.Int128"] = "send two longs or a Guid",
        ["System.UInt128"] = "send two ulongs or a Guid",
        ["System.Numerics.BigInteger"] = "send a byte[]",
        ["System.DateOnly"] = "send a DateTime",
        ["System.TimeOnly"] = "send a TimeSpan",
        ["System.Uri"] = "send a string",
        ["System.Version"] = "send a string",
        ["System.Type"] = "send a string",
        ["System.Tuple"] = "send a value tuple: (int, string)",
        ["System.Memory"] = "send a ReadOnlyMemory<byte> or a byte[]",
        ["System.ReadOnlyMemory"] = "send an array; only of bytes there is a ReadOnlyMemory",
        ["System.ArraySegment"] = "send a ReadOnlyMemory<byte> or a byte[]",
        ["System.Collections.Generic.IEnumerable"] = "send an IReadOnlyList, a List or an array, whose length is known",
        ["System.Collections.ArrayList"] = "send a List",
        ["System.Collections.Immutable.ImmutableList"] = "send an ImmutableArray or a List",
        ["System.Collections.Generic.Queue"] = "send a List",
        ["System.Collections.Generic.Stack"] = "send a List",
        ["System.Collections.Generic.LinkedList"] = "send a List",
        ["System.Collections.Generic.SortedDictionary"] = "send a Dictionary",
        ["System.Collections.Generic.SortedSet"] = "send a HashSet",
        ["System.Threading.Tasks.Task"] = "send the result",
        ["System.Threading.Tasks.ValueTask"] = "send the result",
    };

    /// <summary>Why a type is not looked into, and what to do; null when it may be.</summary>
    public static (string Reason, string Cure)? WhyNot(INamedTypeSymbol type)
    {
        if (type.IsRefLikeType) return ("lives on the stack", "send an array, or a ReadOnlyMemory<byte> for bytes");
        var name = TypeNames.Full(type);
        if (Instead.TryGetValue(name, out var instead)) return ("is not among the types that can be sent", instead);
        return type.TypeKind switch
        {
            TypeKind.Delegate => ("is a delegate, and code is not sent", "send what the other end needs to choose its own"),
            TypeKind.Interface => ("is an interface, and what is behind it is not known where it is read", "use a class, structure or record"),
            TypeKind.Class or TypeKind.Struct when name == "System.Collections.Generic.KeyValuePair" => null,
            TypeKind.Class or TypeKind.Struct when IsSystems(type) =>
                ("is not among the types that can be sent", "send a type of your own, with what the other end needs of it"),
            TypeKind.Class or TypeKind.Struct when type.AllInterfaces.Any(static face => face.SpecialType == SpecialType.System_Collections_IEnumerable) =>
                ("is a collection of its own kind", "send a List or an array"),
            TypeKind.Class when type.BaseType is { SpecialType: not SpecialType.System_Object } parent && WhyNot(parent) is not null =>
                ($"derives from '{TypeNames.InText(type.BaseType!)}', which cannot be sent", "send a type that does not"),
            TypeKind.Class or TypeKind.Struct => null,
            _ => ("is not a type that can be sent", "send a class, structure or record"),
        };
    }

    // What is public of them is seldom all that they are.
    private static bool IsSystems(INamedTypeSymbol type)
    {
        var space = type.ContainingNamespace;
        while (space is { IsGlobalNamespace: false, ContainingNamespace.IsGlobalNamespace: false }) space = space.ContainingNamespace;
        return space is { IsGlobalNamespace: false, Name: "System" };
    }
}
