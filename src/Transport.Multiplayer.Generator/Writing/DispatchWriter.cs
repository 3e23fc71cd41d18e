using Transport.Multiplayer.Generator.Codecs;
using Transport.Multiplayer.Generator.Model;

namespace Transport.Multiplayer.Generator.Writing;

/// <summary>Writes what takes a call: reads all arguments, and calls the method when they were all there and right.</summary>
internal static class DispatchWriter
{
    private const string Instance = "instance";
    private const string Method = "method";
    private const string Arguments = "arguments";
    private const string Invocation = "invocation";

    public static void Write(SourceWriter source, RpcClass rpc)
    {
        source.Gap();
        source.Line("/// <summary>Reads the arguments of a call, and runs the method.</summary>");
        source.Open(
            $"public static void Invoke({rpc.Type} {Instance}, int {Method}, {Names.ArgumentReader} {Arguments}, {Names.RpcInvocation} {Invocation})");
        // Without a method that is right: the compiler would warn of a switch with nothing in it.
        if (rpc.Methods.Count > 0 || rpc.Base is not null) WriteSwitch(source, rpc);
        source.Close();
    }

    private static void WriteSwitch(SourceWriter source, RpcClass rpc)
    {
        source.Open(rpc.Base is null ? $"switch ({Method})" : $"switch ({Method} - First)");
        foreach (var method in rpc.Methods) WriteCase(source, method);
        if (rpc.Base is not null)
        {
            source.Line("default:");
            source.Indented($"{rpc.Base}.{Names.CodeType}.Invoke({Instance}, {Method}, {Arguments}, {Invocation});");
            source.Indented("break;");
        }
        source.Close();
    }

    private static void WriteCase(SourceWriter source, RpcMethod method)
    {
        source.Open($"case {CodeWriter.IndexOf(method)}:");
        var names = new NameScope([Instance, Method, Arguments, Invocation]);
        var values = new List<string>();
        var read = 0;
        foreach (var parameter in method.Parameters)
        {
            values.Add(parameter.Kind switch
            {
                ParameterKind.Context => $"{Invocation}.Context",
                ParameterKind.Cancellation => $"{Invocation}.CallerGone",
                _ => Identifier.Escape(names.Take(parameter.Name)),
            });
            if (parameter.Codec is { } codec) source.Line(Read(codec, values[values.Count - 1], parameter.Default, read++));
        }
        var call = $"{Instance}.{method.Escaped}({string.Join(", ", values)})";
        source.Line($"if ({Arguments}.End()) {(method.IsAnswered ? Answer(method, call) : call)};");
        source.Line("break;");
        source.Close();
    }

    private static string Read(Codec codec, string local, string? otherwise, int index)
    {
        if (otherwise is null) return $"var {local} = {codec.Read(Arguments)};";
        var value = codec.NeedsStatements ? $"({codec.Read(Arguments)})" : codec.Read(Arguments);
        return $"{codec.Type} {local} = {Arguments}.Count > {index} ? {value} : {otherwise};";
    }

    private static string Answer(RpcMethod method, string call) => method.Result is null
        ? $"{Invocation}.Answer({call})"
        : $"{Invocation}.Answer<{method.Result.Type}>({call}, static (writer, value) => {WriteResult(method.Result)})";

    private static string WriteResult(Codec codec)
    {
        if (!codec.NeedsStatements) return codec.Write("writer", "value");
        var source = new SourceWriter();
        codec.WriteTo(source, "writer", "value");
        return $"{{ {source.ToString().TrimEnd().Replace("\n", " ")} }}";
    }
}
