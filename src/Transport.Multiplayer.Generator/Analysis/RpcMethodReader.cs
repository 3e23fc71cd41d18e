using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Transport.Multiplayer.Generator.Codecs;
using Transport.Multiplayer.Generator.Diagnostics;
using Transport.Multiplayer.Generator.Model;

namespace Transport.Multiplayer.Generator.Analysis;

/// <summary>Reads methods that other peers can call.</summary>
/// <param name="owner">Their class.</param>
/// <param name="encoding">What it is written for.</param>
/// <param name="codecs">How its types are written.</param>
/// <param name="errors">Where it is told what is wrong.</param>
internal sealed class RpcMethodReader(INamedTypeSymbol owner, Encoding encoding, CodecReader codecs, ErrorList errors)
{
    private const int MaxArguments = 255;

    /// <summary>A method; null when something is wrong with it.</summary>
    public RpcMethod? Read(IMethodSymbol method)
    {
        var before = errors.Count;
        var attribute = new RpcAttributeReader(method, encoding, errors);
        CheckForm(method);
        var returns = ReadReturn(method, out var resultType);
        var result = resultType is null ? null : ReadResult(method, resultType);
        var parameters = method.Parameters.Select(parameter => ReadParameter(method, parameter, isAnswered: returns != ReturnKind.Nothing)).ToArray();
        if (errors.Count > before) return null;
        var complete = parameters.OfType<RpcParameter>().ToArray();
        // The compiler tells what is wrong with a type that is none.
        if (complete.Length < parameters.Length || (resultType is not null && result is null)) return null;
        if (ReadAccess(method, resultType) is not { } access) return null;
        var sent = complete.Where(static parameter => parameter.Kind == ParameterKind.Argument).ToArray();
        CheckCount(method, sent.Length, returns);
        if (errors.Count > before) return null;
        var made = new RpcMethod(
            method.Name,
            attribute.WireName,
            access,
            Describe(sent, returns, result),
            default,
            attribute.CallLocal,
            returns,
            Reference(method),
            resultType is null ? null : TypeNames.InCode(resultType),
            result,
            new EquatableArray<RpcParameter>(complete),
            new EquatableArray<string>(Documentation.Of(method, [.. sent.Select(static parameter => parameter.Name)])));
        return made with { Settings = new EquatableArray<string>(attribute.Settings(made)) };
    }

    private void CheckForm(IMethodSymbol method)
    {
        var location = method.Locations.FirstOrDefault();
        if (method.IsStatic) errors.Add(RpcRules.IsStatic, location, method.Name);
        if (method.IsGenericMethod) errors.Add(RpcRules.IsGeneric, location, method.Name);
        if (method is { IsAsync: true, ReturnsVoid: true }) errors.Add(RpcRules.AsyncVoid, location, method.Name);
    }

    private void CheckCount(IMethodSymbol method, int count, ReturnKind returns)
    {
        var most = MaxArguments - (returns == ReturnKind.Nothing ? 0 : 1);
        if (count <= most) return;
        errors.Add(
            RpcRules.TooManyParameters,
            method.Locations.FirstOrDefault(),
            method.Name,
            $"{count}",
            $"{most}",
            returns == ReturnKind.Nothing ? "" : " when it is answered");
    }

    private ReturnKind ReadReturn(IMethodSymbol method, out ITypeSymbol? result)
    {
        result = null;
        if (method.ReturnsVoid) return ReturnKind.Nothing;
        var kind = TypeNames.Full(method.ReturnType) switch
        {
            "System.Threading.Tasks.Task" => ReturnKind.Task,
            "System.Threading.Tasks.ValueTask" => ReturnKind.ValueTask,
            _ => ReturnKind.Nothing,
        };
        var location = ReturnLocation(method);
        if (kind == ReturnKind.Nothing || method.ReturnsByRef || method.ReturnsByRefReadonly)
        {
            if (method.ReturnType.TypeKind != TypeKind.Error) errors.Add(RpcRules.InvalidReturn, location, method.Name, TypeNames.InText(method.ReturnType));
            return ReturnKind.Nothing;
        }
        if (encoding == Encoding.Godot) errors.Add(RpcRules.AnsweredForGodot, location, method.Name, TypeNames.InText(method.ReturnType));
        else result = ((INamedTypeSymbol)method.ReturnType).TypeArguments.FirstOrDefault();
        return kind;
    }

    private Codec? ReadResult(IMethodSymbol method, ITypeSymbol type)
    {
        if (codecs.Read(type, isResult: true, out var problem) is { } codec) return codec;
        if (problem is { IsSilent: false }) errors.Add(RpcRules.InvalidResult, ReturnLocation(method), method.Name, problem.Text);
        return null;
    }

    private RpcParameter? ReadParameter(IMethodSymbol method, IParameterSymbol parameter, bool isAnswered)
    {
        var location = TypeLocation(parameter);
        if (parameter.RefKind != RefKind.None)
        {
            var word = parameter.RefKind switch
            {
                RefKind.Ref => "ref",
                RefKind.Out => "out",
                RefKind.In => "in",
                _ => "ref readonly",
            };
            errors.Add(RpcRules.ByReference, location, parameter.Name, method.Name, word);
            return null;
        }
        var symbol = TypeOf(parameter);
        var type = TypeNames.InCode(symbol);
        var kind = TypeNames.Full(symbol) switch
        {
            "Transport.Multiplayer.RpcContext" => ParameterKind.Context,
            "System.Threading.CancellationToken" => ParameterKind.Cancellation,
            _ => ParameterKind.Argument,
        };
        if (kind != ParameterKind.Argument) return new RpcParameter(parameter.Name, type, kind, null, null, IsParams: false);
        if (codecs.Read(symbol, isResult: false, out var problem) is not { } codec)
        {
            if (problem is { IsSilent: false })
                errors.Add(problem.IsGodots ? RpcRules.NoVariant : RpcRules.InvalidType, location, parameter.Name, method.Name, problem.Text);
            return null;
        }
        return new RpcParameter(parameter.Name, type, kind, codec, DefaultValue.Of(parameter), parameter.IsParams && !isAnswered);
    }

    // Code that says nothing of nulls says by a default that null is a value.
    private static ITypeSymbol TypeOf(IParameterSymbol parameter) =>
        parameter is { HasExplicitDefaultValue: true, ExplicitDefaultValue: null, Type: { IsReferenceType: true, NullableAnnotation: NullableAnnotation.None } }
            ? parameter.Type.WithNullableAnnotation(NullableAnnotation.Annotated)
            : parameter.Type;

    private string? ReadAccess(IMethodSymbol method, ITypeSymbol? result)
    {
        var types = method.Parameters.Select(static parameter => parameter.Type).Concat(result is null ? [] : [result]);
        if (Reach.Of(owner, types, out var hidden) is { } access) return access;
        var location = method.Parameters.FirstOrDefault(parameter => Reach.Of(owner, [parameter.Type], out _) is null) is { } parameter
            ? TypeLocation(parameter)
            : ReturnLocation(method);
        errors.Add(RpcRules.Inaccessible, location, method.Name, owner.Name, $"'{TypeNames.InText(hidden!)}'");
        return null;
    }

    private string Describe(IEnumerable<RpcParameter> sent, ReturnKind returns, Codec? result)
    {
        var description = new Description(new CodecSet(codecs.Helpers));
        description.AddAll("(", sent.Select(static parameter => parameter.Codec), ")");
        if (returns == ReturnKind.Nothing) return description.ToString();
        description.Add(":");
        if (result is null) description.Add("nil");
        else result.Describe(description);
        return description.ToString();
    }

    // Only where it names one method, in words that are none of C#'s; otherwise the compiler would warn.
    private string Reference(IMethodSymbol method) =>
        owner.TypeParameters.IsEmpty && owner.GetMembers(method.Name).Length == 1
        && Identifier.Escape(owner.Name) == owner.Name && Identifier.Escape(method.Name) == method.Name
            ? $"<see cref=\"{owner.Name}.{method.Name}\"/>"
            : $"<c>{owner.Name}.{method.Name}</c>";

    private static Location? TypeLocation(IParameterSymbol parameter) =>
        parameter.DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax() is ParameterSyntax { Type: { } type } syntax
            ? parameter.RefKind == RefKind.None ? type.GetLocation() : syntax.GetLocation()
            : parameter.Locations.FirstOrDefault();

    private static Location? ReturnLocation(IMethodSymbol method) =>
        method.DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax() is MethodDeclarationSyntax { ReturnType: { } type }
            ? type.GetLocation()
            : method.Locations.FirstOrDefault();
}
