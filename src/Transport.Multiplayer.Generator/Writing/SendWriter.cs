using Transport.Multiplayer.Generator.Codecs;
using Transport.Multiplayer.Generator.Model;

namespace Transport.Multiplayer.Generator.Writing;

/// <summary>Writes what sends a call, for both proxies.</summary>
internal static class SendWriter
{
    public static void Write(SourceWriter source, RpcClass rpc, RpcMethod method)
    {
        var locals = new Locals(method);
        source.Gap();
        source.Open($"internal static {locals.ReturnType} Send{method.Name}({rpc.Type} {locals.Instance}, int {locals.Target}{Parameters(method, locals)})");
        foreach (var parameter in method.Sent)
        {
            if (parameter.Codec is { IsReference: true }) source.Line(CheckNull(parameter, locals));
        }
        var index = rpc.Base is null ? CodeWriter.IndexOf(method) : $"First + {CodeWriter.IndexOf(method)}";
        source.Line($"var {locals.Call} = {Names.RpcCall}.Begin({locals.Instance}, {locals.Target}, {index});");
        if (method.IsAnswered) WriteAnswered(source, method, locals);
        else WritePlain(source, method, locals);
        source.Close();
    }

    private static void WritePlain(SourceWriter source, RpcMethod method, Locals locals)
    {
        var send = method.Bytes is { } bytes ? WriteBytes(source, bytes, locals) : WriteArguments(source, method, locals);
        if (!method.CallLocal)
        {
            source.Line(method.Bytes?.Codec is NullableCodec ? $"_ = {send};" : $"{send};");
            return;
        }
        source.Line($"if (!{send}) return;");
        source.Line($"using var {locals.Local} = {locals.Call}.EnterLocal();");
        source.Line($"{locals.Instance}.{method.Escaped}({LocalArguments(method, locals, "default")});");
    }

    private static void WriteAnswered(SourceWriter source, RpcMethod method, Locals locals)
    {
        if (method.CallLocal)
        {
            source.Open($"if ({locals.Call}.IsSelf)");
            source.Line($"using var {locals.Local} = {locals.Call}.EnterLocal();");
            var task = method.Returns == ReturnKind.ValueTask ? ".AsTask()" : "";
            source.Line($"return {locals.Instance}.{method.Escaped}({LocalArguments(method, locals, locals.Cancellation)}){task};");
            source.Close();
        }
        WriteArguments(source, method, locals);
        var read = method.Result is { } result ? $"<{result.Type}>(static reader => {result.Read("reader")}, " : "(";
        source.Line($"return {locals.Call}.SendForAnswer{read}{locals.Timeout}, {locals.Cancellation});");
    }

    private static string WriteArguments(SourceWriter source, RpcMethod method, Locals locals)
    {
        foreach (var parameter in method.Sent) parameter.Codec!.WriteTo(source, $"{locals.Call}.Arguments", locals[parameter]);
        return $"{locals.Call}.Send()";
    }

    // The raw form has no value for null: that goes as an argument like any other.
    private static string WriteBytes(SourceWriter source, RpcParameter parameter, Locals locals)
    {
        var value = locals[parameter];
        var isNullable = parameter.Codec is NullableCodec;
        var codec = parameter.Codec is NullableCodec nullable ? nullable.Inner : parameter.Codec;
        if (codec is GodotCodec) return WriteVariant(source, value, isNullable, locals);
        var span = codec is MemoryCodec ? $"{value}{(isNullable ? ".Value" : "")}.Span" : value;
        if (!isNullable) return $"{locals.Call}.SendBytes({span})";
        source.Line($"if ({value} is null) {locals.Call}.Arguments.WriteNil();");
        return $"({value} is null ? {locals.Call}.Send() : {locals.Call}.SendBytes({span}))";
    }

    private static string WriteVariant(SourceWriter source, string value, bool isNullable, Locals locals)
    {
        if (!isNullable) return GodotCodec.Send(locals.Call, value);
        source.Line($"if ({value} is null) {locals.Call}.Arguments.WriteNil();");
        return $"({value} is null ? {locals.Call}.Send() : {GodotCodec.Send(locals.Call, value + ".Value")})";
    }

    private static string Parameters(RpcMethod method, Locals locals)
    {
        var parameters = method.Sent.Select(parameter => $", {parameter.Type} {locals[parameter]}");
        if (method.IsAnswered) parameters = parameters.Append($", {Names.TimeSpan} {locals.Timeout}, {Names.CancellationToken} {locals.Cancellation}");
        return string.Concat(parameters);
    }

    private static string LocalArguments(RpcMethod method, Locals locals, string cancellation) =>
        string.Join(", ", method.Parameters.Select(parameter => parameter.Kind switch
        {
            ParameterKind.Context => $"{locals.Call}.LocalContext",
            ParameterKind.Cancellation => cancellation,
            _ => locals[parameter],
        }));

    private static string CheckNull(RpcParameter parameter, Locals locals)
    {
        var local = locals[parameter];
        var name = local == parameter.Escaped ? $"nameof({local})" : Identifier.Literal(parameter.Name);
        return $"if ({local} is null) throw new {Names.ArgumentNullException}({name});";
    }

    // The parameters keep their names, and what is needed besides gives way.
    private sealed class Locals
    {
        private readonly NameScope _names;

        public Locals(RpcMethod method)
        {
            _names = new NameScope(method.Sent.Select(static parameter => parameter.Name));
            var proxy = new ProxySignature(method);
            Timeout = method.IsAnswered ? _names.Take(proxy.Timeout) : "";
            Cancellation = method.IsAnswered ? _names.Take(proxy.Cancellation) : "";
            Instance = _names.Take("instance");
            Target = _names.Take("target");
            Call = _names.Take("call");
            Local = _names.Take("local");
            ReturnType = proxy.ReturnType;
        }

        public string ReturnType { get; }

        public string Instance { get; }

        public string Target { get; }

        public string Call { get; }

        public string Local { get; }

        public string Timeout { get; }

        public string Cancellation { get; }

        public string this[RpcParameter parameter] => parameter.Escaped;
    }
}
