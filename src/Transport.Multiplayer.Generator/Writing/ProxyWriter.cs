using Transport.Multiplayer.Generator.Model;

namespace Transport.Multiplayer.Generator.Writing;

/// <summary>Writes the types that callers see: one for several peers, one for a single peer, whose answer can be awaited.</summary>
internal static class ProxyWriter
{
    private const string Instance = "_instance";
    private const string Target = "_target";

    public static void Write(SourceWriter source, RpcClass rpc, string type)
    {
        var isToOne = type == Names.PeerCallsType;
        source.Gap();
        source.Line(isToOne
            ? $"/// <summary>The methods of <c>{rpc.Name}</c>, called at one peer.</summary>"
            : $"/// <summary>The methods of <c>{rpc.Name}</c> that can be called at several peers at once: those that are not answered.</summary>");
        source.Line(ClassWriter.Generated);
        source.Open($"public {ClassWriter.New(rpc, type)}readonly struct {type}");
        source.Line($"private readonly {rpc.Type} {Instance};");
        source.Line($"private readonly int {Target};");
        WriteConstructor(source, rpc, type);
        foreach (var method in rpc.Inherited.Where(method => isToOne || !method.IsAnswered)) WriteInherited(source, method, type);
        foreach (var method in rpc.Methods.Where(method => isToOne || !method.IsAnswered)) WriteMethod(source, method);
        source.Close();
    }

    // Proxies of derived classes make those of their base class, in whatever assembly.
    private static void WriteConstructor(SourceWriter source, RpcClass rpc, string type)
    {
        source.Gap();
        if (!rpc.IsSealed)
        {
            source.Line("/// <summary>For generated code.</summary>");
            source.Line(ClassWriter.Hidden);
        }
        source.Open($"{(rpc.IsSealed ? "internal" : "public")} {type}({rpc.Type} instance, int target)");
        source.Line($"{Instance} = instance;");
        source.Line($"{Target} = target;");
        source.Close();
    }

    private static void WriteMethod(SourceWriter source, RpcMethod method)
    {
        var proxy = new ProxySignature(method);
        source.Gap();
        WriteDocumentation(source, method, proxy);
        source.Line($"{method.Access} {proxy.ReturnType} {method.Escaped}({string.Join(", ", proxy.Declarations)}) =>");
        source.Indented($"{Names.CodeType}.Send{method.Name}({string.Join(", ", Fields(proxy.Arguments).Concat(proxy.Arguments))});");
    }

    private static void WriteInherited(SourceWriter source, RpcInheritedMethod method, string type)
    {
        source.Gap();
        source.Line($"/// <summary>Calls <c>{method.OwnerName}.{method.Name}</c>.</summary>");
        source.Line($"{method.Access} {method.ReturnType} {Identifier.Escape(method.Name)}({string.Join(", ", method.Declarations)}) =>");
        source.Indented(
            $"new {method.Owner}.{type}({string.Join(", ", Fields(method.Arguments))}).{Identifier.Escape(method.Name)}({string.Join(", ", method.Arguments)});");
    }

    private static void WriteDocumentation(SourceWriter source, RpcMethod method, ProxySignature proxy)
    {
        var ending = method switch
        {
            { IsAnswered: false } => ".",
            { ResultType: null } => ", and completes when it has.",
            _ => ", and completes with its answer.",
        };
        var call = $"Calls {method.Reference}{ending}";
        if (method.Documentation.Count == 0)
        {
            source.Line($"/// <summary>{call}</summary>");
            return;
        }
        foreach (var line in method.Documentation) source.Line("/// " + line);
        source.Line($"/// <remarks>{call}</remarks>");
        // All parameters are documented, or none.
        if (!method.IsAnswered || !method.Documentation.Any(static line => line.StartsWith("<param", StringComparison.Ordinal))) return;
        source.Line($"/// <param name=\"{proxy.Timeout}\">How long to wait; zero for the api's AnswerTimeout.</param>");
        source.Line($"/// <param name=\"{proxy.Cancellation}\">Ends the wait, not the call.</param>");
    }

    // A parameter may be called like a field.
    private static IEnumerable<string> Fields(IReadOnlyCollection<string> arguments) =>
        new[] { Instance, Target }.Select(field => arguments.Contains(field) ? "this." + field : field);
}
