using Microsoft.CodeAnalysis;

namespace Transport.Multiplayer.Generator.Analysis;

/// <summary>Types as text.</summary>
internal static class TypeNames
{
    private static readonly SymbolDisplayFormat Metadata = new(
        SymbolDisplayGlobalNamespaceStyle.Omitted,
        SymbolDisplayTypeQualificationStyle.NameAndContainingTypesAndNamespaces,
        SymbolDisplayGenericsOptions.None);

    private static readonly SymbolDisplayFormat Code = SymbolDisplayFormat.FullyQualifiedFormat
        .AddMiscellaneousOptions(SymbolDisplayMiscellaneousOptions.IncludeNullableReferenceTypeModifier);

    private static readonly SymbolDisplayFormat Text = SymbolDisplayFormat.MinimallyQualifiedFormat
        .AddMiscellaneousOptions(SymbolDisplayMiscellaneousOptions.IncludeNullableReferenceTypeModifier);

    /// <summary>As generated code writes it.</summary>
    public static string InCode(ITypeSymbol type) => type.ToDisplayString(Code);

    /// <summary>As a person reads it.</summary>
    public static string InText(ITypeSymbol type) => type.ToDisplayString(Text);

    /// <summary>With its namespace, without type arguments: <c>System.Collections.Generic.List</c>.</summary>
    public static string Full(ITypeSymbol type) => type.OriginalDefinition.ToDisplayString(Metadata);

    /// <summary>As a part of a name: <c>ListOfInt32</c>.</summary>
    public static string AsPart(ITypeSymbol type) => type switch
    {
        IArrayTypeSymbol array => "ArrayOf" + AsPart(array.ElementType),
        INamedTypeSymbol { IsTupleType: true } tuple => "TupleOf" + string.Concat(tuple.TupleElements.Select(static element => AsPart(element.Type))),
        INamedTypeSymbol { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T } nullable => "Nullable" + AsPart(nullable.TypeArguments[0]),
        INamedTypeSymbol { TypeArguments.Length: > 0 } generic => Annotated(generic) + generic.Name + "Of" + string.Concat(generic.TypeArguments.Select(AsPart)),
        _ => Annotated(type) + type.Name,
    };

    private static string Annotated(ITypeSymbol type) =>
        type is { IsReferenceType: true, NullableAnnotation: NullableAnnotation.Annotated } ? "Nullable" : "";
}
