using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Transport.Multiplayer.Generator.Model;

namespace Transport.Multiplayer.Generator.Analysis;

/// <summary>A type as it is declared in source.</summary>
internal static class TypeDeclaration
{
    /// <summary>The declarations of a type, in all its parts.</summary>
    public static IEnumerable<TypeDeclarationSyntax> PartsOf(INamedTypeSymbol type) =>
        type.DeclaringSyntaxReferences.Select(static reference => reference.GetSyntax()).OfType<TypeDeclarationSyntax>();

    public static bool IsPartial(INamedTypeSymbol type) =>
        PartsOf(type).Any(static part => part.Modifiers.Any(SyntaxKind.PartialKeyword));

    /// <summary>Whether the type exists in one file only, where nothing can be added to it.</summary>
    public static bool IsOfOneFile(INamedTypeSymbol type) =>
        PartsOf(type).Any(static part => part.Modifiers.Any(static modifier => modifier.Text == "file"));

    /// <summary><c>partial class Board&lt;T&gt;</c>.</summary>
    public static string Partial(INamedTypeSymbol type) => $"partial {Keyword(type)} {NameWithParameters(type)}";

    /// <summary><c>Board&lt;T&gt;</c>.</summary>
    public static string NameWithParameters(INamedTypeSymbol type) => Identifier.Escape(type.Name) + (type.TypeParameters.IsEmpty
        ? ""
        : $"<{string.Join(", ", type.TypeParameters.Select(static parameter => Identifier.Escape(parameter.Name)))}>");

    /// <summary>The word that declares it: <c>class</c>, <c>record struct</c>.</summary>
    public static string Keyword(INamedTypeSymbol type) => (type.IsRecord, type.TypeKind) switch
    {
        (true, TypeKind.Struct) => "record struct",
        (true, _) => "record",
        (_, TypeKind.Struct) => "struct",
        (_, TypeKind.Interface) => "interface",
        _ => "class",
    };
}
