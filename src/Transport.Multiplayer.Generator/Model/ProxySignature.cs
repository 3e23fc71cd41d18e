namespace Transport.Multiplayer.Generator.Model;

/// <summary>The head of a method's proxy: the parameters that are sent, and how long to wait for an answer.</summary>
internal sealed class ProxySignature
{
    public ProxySignature(RpcMethod method)
    {
        var names = new NameScope(method.Sent.Select(static parameter => parameter.Name));
        Declarations = [.. method.Sent.Select(static parameter => Declaration(parameter))];
        Arguments = [.. method.Sent.Select(static parameter => parameter.Escaped)];
        if (!method.IsAnswered) return;
        ReturnType = method.ResultType is null ? Names.Task : $"{Names.Task}<{method.ResultType}>";
        Timeout = names.Take("timeout");
        Cancellation = names.Take("cancellationToken");
        Declarations.Add($"{Names.TimeSpan} {Timeout} = default");
        Declarations.Add($"{Names.CancellationToken} {Cancellation} = default");
        Arguments.Add(Timeout);
        Arguments.Add(Cancellation);
    }

    /// <summary>The parameters, as C# declares them.</summary>
    public List<string> Declarations { get; }

    /// <summary>The parameters' names.</summary>
    public List<string> Arguments { get; }

    public string ReturnType { get; } = "void";

    /// <summary>The parameter that says how long to wait; empty when the method is not answered.</summary>
    public string Timeout { get; } = "";

    /// <summary>The parameter that ends the wait; empty when the method is not answered.</summary>
    public string Cancellation { get; } = "";

    private static string Declaration(RpcParameter parameter)
    {
        var text = $"{(parameter.IsParams ? "params " : "")}{parameter.Type} {parameter.Escaped}";
        return parameter.Default is null ? text : $"{text} = {parameter.Default}";
    }
}
