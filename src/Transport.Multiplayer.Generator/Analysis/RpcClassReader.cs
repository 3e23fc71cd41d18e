using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Transport.Multiplayer.Generator.Codecs;
using Transport.Multiplayer.Generator.Diagnostics;
using Transport.Multiplayer.Generator.Model;

namespace Transport.Multiplayer.Generator.Analysis;

/// <summary>Reads a class with methods that other peers can call.</summary>
internal sealed class RpcClassReader
{
    private readonly INamedTypeSymbol _type;
    private readonly Compilation _compilation;
    private readonly ErrorList _errors = new();

    private RpcClassReader(INamedTypeSymbol type, Compilation compilation)
    {
        _type = type;
        _compilation = compilation;
    }

    public static RpcAnalysis Read(INamedTypeSymbol type, Compilation compilation)
    {
        var reader = new RpcClassReader(type, compilation);
        var made = reader.Read();
        return new RpcAnalysis(made, new EquatableArray<RpcError>(reader._errors.Errors));
    }

    /// <summary>A type's own methods with the attribute, in the order of their declaration.</summary>
    public static IEnumerable<IMethodSymbol> MethodsOf(INamedTypeSymbol type) => type.GetMembers()
        .OfType<IMethodSymbol>()
        .Where(static method => method.MethodKind == MethodKind.Ordinary && Attributes.Has(method, Attributes.Rpc));

    private RpcClass? Read()
    {
        if (!IsFit()) return null;
        var parent = RpcBaseClass.Find(_type, _compilation);
        var encoding = ReadEncoding(parent);
        CheckNames();
        CheckInterface(parent);
        if (_errors.Count > 0) return null;

        var codecs = new CodecReader(encoding);
        var reader = new RpcMethodReader(_type, encoding, codecs, _errors);
        var inherited = parent?.Methods(_type) ?? [];
        var methods = new List<RpcMethod>();
        foreach (var symbol in MethodsOf(_type))
        {
            if (reader.Read(symbol) is not { } method) continue;
            if (IsNameFree(symbol, method, methods, inherited)) methods.Add(method);
        }
        return new RpcClass(
            FileName(),
            _type.ContainingNamespace is { IsGlobalNamespace: false } space ? space.ToDisplayString() : "",
            new EquatableArray<string>(Containers().Reverse().Select(TypeDeclaration.Partial)),
            TypeDeclaration.Partial(_type),
            _type.Name,
            TypeDeclaration.NameWithParameters(_type),
            _type.IsSealed,
            encoding,
            parent is null ? null : TypeNames.InCode(parent.Type),
            new EquatableArray<string>(HiddenNames(parent)),
            new EquatableArray<RpcMethod>(methods),
            new EquatableArray<RpcInheritedMethod>(inherited),
            new EquatableArray<Helper>(codecs.Helpers),
            codecs.UsesFormatters);
    }

    private bool IsFit()
    {
        var location = _type.Locations.FirstOrDefault();
        var kind = _type switch
        {
            { TypeKind: TypeKind.Interface } => "an interface",
            { TypeKind: TypeKind.Struct } => "a structure, which is copied",
            { IsRecord: true } => "a record, which is copied",
            { IsStatic: true } => "a static class",
            _ => null,
        };
        if (kind is not null) _errors.Add(RpcRules.NotAClass, location, _type.Name, kind);
        else if (TypeDeclaration.IsOfOneFile(_type)) _errors.Add(RpcRules.OfOneFile, location, _type.Name);
        else
        {
            foreach (var type in Containers().Prepend(_type).Where(static type => !TypeDeclaration.IsPartial(type)))
                _errors.Add(RpcRules.NotPartial, type.Locations.FirstOrDefault(), type.Name, _type.Name, TypeDeclaration.Keyword(type));
        }
        if (_compilation is CSharpCompilation { LanguageVersion: var version and < LanguageVersion.CSharp9 })
            _errors.Add(RpcRules.OldLanguage, location, _type.Name, version.ToDisplayString());
        return _errors.Count == 0;
    }

    // The class, or else the assembly, or else the base class.
    private Encoding ReadEncoding(RpcBaseClass? parent)
    {
        var said = RpcBaseClass.SaidBy(_type);
        if (parent is null) return said ?? Encoding.MessagePack;
        if (said is null || said == parent.Encoding) return parent.Encoding;
        _errors.Add(RpcRules.OtherEncoding, _type.Locations.FirstOrDefault(), _type.Name, $"{said}", parent.Type.Name, $"{parent.Encoding}");
        return said.Value;
    }

    private void CheckNames()
    {
        foreach (var name in Names.Taken)
        {
            if (_type.Name == name)
                _errors.Add(RpcRules.NameTaken, _type.Locations.FirstOrDefault(), name, "a generated member has this name");
            foreach (var member in _type.GetMembers(name))
                _errors.Add(RpcRules.NameTaken, member.Locations.FirstOrDefault(), name, "a generated member has this name");
        }
        foreach (var method in MethodsOf(_type).Where(static method => method.Name is "Equals" or "GetHashCode" or "GetType" or "ToString" or "MemberwiseClone" or "Finalize"))
            _errors.Add(RpcRules.NameTaken, method.Locations.FirstOrDefault(), method.Name, "every object has such a method, the proxies too");
    }

    private void CheckInterface(RpcBaseClass? parent)
    {
        for (var type = _type; type is not null && !SymbolEqualityComparer.Default.Equals(type, parent?.Type); type = type.BaseType)
        {
            if (type.Interfaces.Any(static face => TypeNames.Full(face) == "Transport.Multiplayer.IRpcObject"))
                _errors.Add(RpcRules.WrittenByHand, _type.Locations.FirstOrDefault(), type.Name, _type.Name);
        }
    }

    private bool IsNameFree(IMethodSymbol symbol, RpcMethod method, List<RpcMethod> methods, IReadOnlyList<RpcInheritedMethod> inherited)
    {
        var location = symbol.Locations.FirstOrDefault();
        if (methods.Exists(other => other.Name == method.Name))
            _errors.Add(RpcRules.Overloaded, location, method.Name, _type.Name);
        else if (inherited.FirstOrDefault(other => other.Name == method.Name) is { } hidden)
            _errors.Add(RpcRules.Overloaded, location, method.Name, $"its base class {hidden.OwnerName}");
        else if (methods.Find(other => other.WireName == method.WireName) is { } same)
            _errors.Add(RpcRules.SameName, location, same.Name, method.Name, method.WireName);
        else if (inherited.FirstOrDefault(other => other.WireName == method.WireName) is { } above)
            _errors.Add(RpcRules.SameName, location, $"{above.OwnerName}.{above.Name}", method.Name, method.WireName);
        else
            return true;
        return false;
    }

    // A base class may have such names of its own, as Godot's Node has Rpc.
    private IEnumerable<string> HiddenNames(RpcBaseClass? parent)
    {
        if (parent is not null) return Names.Taken;
        var names = new List<string>();
        for (var type = _type.BaseType; type is not null; type = type.BaseType)
            names.AddRange(Names.Taken.Where(name => type.GetMembers(name).Any(static member => member.DeclaredAccessibility != Accessibility.Private)));
        return names.Distinct();
    }

    private IEnumerable<INamedTypeSymbol> Containers()
    {
        for (var type = _type.ContainingType; type is not null; type = type.ContainingType) yield return type;
    }

    private string FileName()
    {
        var names = Containers().Reverse().Append(_type).Select(static type => type.MetadataName.Replace('`', '-'));
        var space = _type.ContainingNamespace is { IsGlobalNamespace: false } known ? known.ToDisplayString() + "." : "";
        return $"{space}{string.Join(".", names)}.Rpc.g.cs".Replace("@", "");
    }
}
