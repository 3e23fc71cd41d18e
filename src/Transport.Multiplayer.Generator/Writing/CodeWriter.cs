using Transport.Multiplayer.Generator.Codecs;
using Transport.Multiplayer.Generator.Model;

namespace Transport.Multiplayer.Generator.Writing;

/// <summary>
/// Writes the type that holds all the rest: the table, the dispatcher, what sends, and the codecs. Nested, so that it may call private methods
/// and takes one name only.
/// </summary>
internal static class CodeWriter
{
    public static void Write(SourceWriter source, RpcClass rpc)
    {
        source.Gap();
        source.Line($"/// <summary>How calls of <c>{rpc.Name}</c> are written and read. For generated code.</summary>");
        source.Line(ClassWriter.Generated);
        source.Line(ClassWriter.Hidden);
        source.Open($"{(rpc.IsSealed ? "private" : "protected")} {ClassWriter.New(rpc, Names.CodeType)}static class {Names.CodeType}");
        WriteTable(source, rpc);
        DispatchWriter.Write(source, rpc);
        foreach (var method in rpc.Methods) SendWriter.Write(source, rpc, method);
        var set = new CodecSet(rpc.Helpers);
        foreach (var helper in rpc.Helpers) helper.WriteTo(source, set);
        WriteNotNull(source, rpc);
        source.Close();
    }

    private static void WriteTable(SourceWriter source, RpcClass rpc)
    {
        for (var i = 0; i < rpc.Methods.Count; i++) source.Line($"private const int {IndexOf(rpc.Methods[i])} = {i};");
        source.Gap();
        source.Line("/// <summary>The methods as the other peers know them.</summary>");
        source.Line($"public static readonly {Names.RpcMethodTable} Table = new {Names.RpcMethodTable}(");
        source.Indented($"{Identifier.Literal(rpc.Name)},");
        source.Indented($"{Names.RpcEncoding}.{rpc.Encoding},");
        if (rpc.Base is not null) source.Indented($"{rpc.Base}.{Names.CodeType}.Table,");
        for (var i = 0; i < rpc.Methods.Count; i++) source.Indented(Entry(rpc.Methods[i]) + (i < rpc.Methods.Count - 1 ? "," : ");"));
        if (rpc.Methods.Count == 0) source.Indented($"global::System.Array.Empty<{Names.RpcMethod}>());");
        if (rpc.Base is null) return;
        source.Gap();
        source.Line("// The methods of the base class come first.");
        source.Line($"private static int First => {rpc.Base}.{Names.CodeType}.Table.Count;");
    }

    private static string Entry(RpcMethod method)
    {
        var entry = $"new {Names.RpcMethod}({Identifier.Literal(method.WireName)}, {Identifier.Literal(method.Signature)}, {method.Sent.Count()})";
        return method.Settings.Count == 0 ? entry : $"{entry} {{ {string.Join(", ", method.Settings)} }}";
    }

    /// <summary>The constant with a method's index.</summary>
    public static string IndexOf(RpcMethod method) => "IndexOf" + method.Name;

    private static void WriteNotNull(SourceWriter source, RpcClass rpc)
    {
        if (!rpc.UsesFormatters) return;
        source.Gap();
        source.Open($"private static T NotNull<T>({Names.ArgumentReader} reader, T? value)");
        source.Line($"if (value is null) reader.Fail({Names.ArgumentFault}.Rejected);");
        source.Line("return value!;");
        source.Close();
    }
}
