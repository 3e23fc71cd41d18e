using Microsoft.CodeAnalysis;

namespace Transport.Multiplayer.Generator.Analysis;

/// <summary>Who can name a type.</summary>
internal static class Reach
{
    /// <summary>What a proxy with such types can be in a class: <c>public</c>, <c>internal</c>, or null and the type that nobody outside can name.</summary>
    public static string? Of(INamedTypeSymbol owner, IEnumerable<ITypeSymbol> types, out ITypeSymbol? hidden)
    {
        var access = "public";
        hidden = null;
        foreach (var type in types.SelectMany(Parts))
        {
            if (Covers(type, owner)) continue;
            if (!IsAtLeastInternal(type))
            {
                hidden = type;
                return null;
            }
            access = "internal";
        }
        return access;
    }

    // The type itself, its containers, and those it is made of.
    private static IEnumerable<INamedTypeSymbol> Parts(ITypeSymbol type) => type switch
    {
        IArrayTypeSymbol array => Parts(array.ElementType),
        INamedTypeSymbol named => named.TypeArguments.SelectMany(Parts).Prepend(named).Concat(named.ContainingType is { } container ? Parts(container) : []),
        _ => [],
    };

    // Whether the type can be named wherever the owner can be, as far as its own modifier goes.
    private static bool Covers(INamedTypeSymbol type, INamedTypeSymbol owner)
    {
        switch (type.DeclaredAccessibility)
        {
            case Accessibility.Public or Accessibility.NotApplicable:
                return true;
            case Accessibility.Internal or Accessibility.ProtectedOrInternal:
                return Chain(owner).Any(static link => link.DeclaredAccessibility is not (Accessibility.Public or Accessibility.Protected or Accessibility.ProtectedOrInternal));
            default:
                // It is hidden in its container: then the owner has to be so in there as well.
                return Chain(owner).Any(link => link.DeclaredAccessibility == Accessibility.Private && IsInside(link.ContainingType, type.ContainingType));
        }
    }

    private static bool IsAtLeastInternal(INamedTypeSymbol type) =>
        type.DeclaredAccessibility is Accessibility.Public or Accessibility.Internal or Accessibility.ProtectedOrInternal or Accessibility.NotApplicable;

    private static bool IsInside(INamedTypeSymbol? type, INamedTypeSymbol? container) => type is not null && Chain(type).Any(
        link => SymbolEqualityComparer.Default.Equals(link.OriginalDefinition, container?.OriginalDefinition));

    private static IEnumerable<INamedTypeSymbol> Chain(INamedTypeSymbol type)
    {
        for (var link = type; link is not null; link = link.ContainingType) yield return link;
    }
}
