using Microsoft.CodeAnalysis;
using Transport.Multiplayer.Generator.Diagnostics;
using Transport.Multiplayer.Generator.Model;

namespace Transport.Multiplayer.Generator.Analysis;

/// <summary>
/// The base class of a class, when it has methods that other peers can call: they belong to the derived class as well, as in Godot's scripts.
/// It is source of the same project, or comes compiled with its generated half.
/// </summary>
internal sealed class RpcBaseClass
{
    private readonly Compilation _compilation;

    private RpcBaseClass(INamedTypeSymbol type, Compilation compilation)
    {
        Type = type;
        _compilation = compilation;
        Encoding = SaidBy(type) ?? Find(type, compilation)?.Encoding ?? Encoding.MessagePack;
    }

    public INamedTypeSymbol Type { get; }

    public Encoding Encoding { get; }

    private bool IsSource => SymbolEqualityComparer.Default.Equals(Type.ContainingAssembly, _compilation.Assembly);

    /// <summary>The nearest such class above a class.</summary>
    public static RpcBaseClass? Find(INamedTypeSymbol type, Compilation compilation)
    {
        for (var above = type.BaseType; above is not null; above = above.BaseType)
        {
            var isSource = SymbolEqualityComparer.Default.Equals(above.ContainingAssembly, compilation.Assembly);
            if (isSource ? RpcClassReader.MethodsOf(above).Any() : above.GetTypeMembers(Names.CodeType).Length > 0)
                return new RpcBaseClass(above, compilation);
        }
        return null;
    }

    /// <summary>The encoding that a class's attribute says, or its assembly's; null when neither does.</summary>
    public static Encoding? SaidBy(INamedTypeSymbol type)
    {
        var attribute = Attributes.Find(type, Attributes.RpcObject)
            ?? (type.ContainingAssembly is { } assembly ? Attributes.Find(assembly, Attributes.RpcObject) : null);
        return attribute is null ? null : (Encoding)Attributes.Named(attribute, "Encoding", 0);
    }

    /// <summary>Its methods, and those of the classes above it, for the proxies of a class.</summary>
    public IReadOnlyList<RpcInheritedMethod> Methods(INamedTypeSymbol derived)
    {
        var owner = TypeNames.InCode(Type);
        if (!IsSource) return [.. CompiledMethods(owner, derived)];
        // What is wrong with them is told where they are.
        var reader = new RpcMethodReader(Type, Encoding, new CodecReader(Encoding), new ErrorList());
        var above = Find(Type, _compilation)?.Methods(derived).Select(method => method with { Owner = owner }) ?? [];
        return
        [
            .. above,
            .. RpcClassReader.MethodsOf(Type).Select(reader.Read).OfType<RpcMethod>().Select(method => RpcInheritedMethod.Of(method, owner, Type.Name)),
        ];
    }

    private IEnumerable<RpcInheritedMethod> CompiledMethods(string owner, INamedTypeSymbol derived)
    {
        var toSeveral = Type.GetTypeMembers(Names.CallsType).FirstOrDefault();
        var toOne = Type.GetTypeMembers(Names.PeerCallsType).FirstOrDefault();
        foreach (var method in toOne?.GetMembers().OfType<IMethodSymbol>() ?? [])
        {
            if (method is not { MethodKind: MethodKind.Ordinary, IsImplicitlyDeclared: false, IsOverride: false }) continue;
            if (!_compilation.IsSymbolAccessibleWithin(method, derived)) continue;
            yield return new RpcInheritedMethod(
                method.Name,
                // Only the table of the compiled class knows it.
                WireName: null,
                method.DeclaredAccessibility == Accessibility.Public ? "public" : "internal",
                method.ReturnsVoid ? "void" : TypeNames.InCode(method.ReturnType),
                new EquatableArray<string>(method.Parameters.Select(Declaration)),
                new EquatableArray<string>(method.Parameters.Select(static parameter => Identifier.Escape(parameter.Name))),
                IsAnswered: toSeveral is null || toSeveral.GetMembers(method.Name).IsEmpty,
                owner,
                Type.Name);
        }
    }

    private static string Declaration(IParameterSymbol parameter)
    {
        var text = $"{(parameter.IsParams ? "params " : "")}{TypeNames.InCode(parameter.Type)} {Identifier.Escape(parameter.Name)}";
        return DefaultValue.Of(parameter) is { } value ? $"{text} = {value}" : text;
    }
}
