using Microsoft.CodeAnalysis;

namespace Transport.Multiplayer.Generator.Analysis;

/// <summary>A public property or field of a type that is sent.</summary>
internal sealed class TypeMember
{
    private TypeMember(ISymbol symbol, ITypeSymbol type, bool isReadable, bool isSettable)
    {
        Symbol = symbol;
        Type = type;
        IsReadable = isReadable;
        IsSettable = isSettable;
    }

    public ISymbol Symbol { get; }

    public string Name => Symbol.Name;

    public ITypeSymbol Type { get; }

    public bool IsReadable { get; }

    /// <summary>Whether an initializer can set it.</summary>
    public bool IsSettable { get; }

    /// <summary>Whether an initializer has to set it.</summary>
    public bool IsRequired =>
        Attributes.Has(Symbol, Attributes.RequiredMember)
        || Symbol.DeclaringSyntaxReferences.Any(static reference => HasRequired(reference.GetSyntax()));

    /// <summary>Whether it holds a value of its own, and is not computed from others.</summary>
    public bool IsStored =>
        Symbol is IFieldSymbol
        || Symbol.ContainingType.GetMembers().OfType<IFieldSymbol>().Any(held => SymbolEqualityComparer.Default.Equals(held.AssociatedSymbol, Symbol));

    /// <summary>The members of a type and its base classes: those of a base class first, then as they are declared.</summary>
    public static List<TypeMember> AllOf(INamedTypeSymbol type)
    {
        var found = new List<TypeMember>();
        var chain = new Stack<INamedTypeSymbol>();
        for (var current = type; current is { SpecialType: not SpecialType.System_Object and not SpecialType.System_ValueType }; current = current.BaseType)
            chain.Push(current);
        foreach (var symbol in chain.SelectMany(static current => current.GetMembers()))
        {
            if (Of(symbol) is not { } member) continue;
            // What overrides or hides another takes its place.
            var hidden = found.FindIndex(other => other.Name == member.Name);
            if (hidden < 0) found.Add(member);
            else found[hidden] = member;
        }
        return found;
    }

    private static TypeMember? Of(ISymbol symbol)
    {
        if (symbol.IsStatic || symbol.IsImplicitlyDeclared && symbol is IFieldSymbol || symbol.DeclaredAccessibility != Accessibility.Public) return null;
        return symbol switch
        {
            IPropertySymbol { IsIndexer: false, ExplicitInterfaceImplementations.Length: 0 } property => new TypeMember(
                property, property.Type, IsPublic(property.GetMethod), IsPublic(property.SetMethod)),
            IFieldSymbol { IsConst: false } field => new TypeMember(field, field.Type, isReadable: true, isSettable: !field.IsReadOnly),
            _ => null,
        };
    }

    private static bool IsPublic(IMethodSymbol? accessor) => accessor is { DeclaredAccessibility: Accessibility.Public };

    // This Roslyn knows no keyword for it.
    private static bool HasRequired(SyntaxNode node)
    {
        var declaration = node.FirstAncestorOrSelf<Microsoft.CodeAnalysis.CSharp.Syntax.MemberDeclarationSyntax>();
        return declaration is not null && declaration.Modifiers.Any(static modifier => modifier.Text == "required" || modifier.ValueText == "required");
    }
}
