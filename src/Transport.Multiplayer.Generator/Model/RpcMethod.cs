using Transport.Multiplayer.Generator.Codecs;

namespace Transport.Multiplayer.Generator.Model;

/// <summary>A method that other peers can call.</summary>
/// <param name="Name">The name, without the @ of keywords.</param>
/// <param name="WireName">The name for the other peers.</param>
/// <param name="Access">Who may use its proxy: <c>public</c> or <c>internal</c>.</param>
/// <param name="Signature">What two ends compare.</param>
/// <param name="Settings">What the attribute says beyond the defaults, as an initializer of the table's entry.</param>
/// <param name="CallLocal">Whether a call may run at this end as well.</param>
/// <param name="Returns">What it returns.</param>
/// <param name="Reference">The method in documentation: <c>&lt;see cref="Board.Add"/&gt;</c>.</param>
/// <param name="ResultType">What its task brings, as generated code writes it.</param>
/// <param name="Result">How that is written; null for nothing.</param>
/// <param name="Parameters">All parameters, in order.</param>
/// <param name="Documentation">Lines of XML that its proxies carry over.</param>
internal sealed record RpcMethod(
    string Name,
    string WireName,
    string Access,
    string Signature,
    EquatableArray<string> Settings,
    bool CallLocal,
    ReturnKind Returns,
    string Reference,
    string? ResultType,
    Codec? Result,
    EquatableArray<RpcParameter> Parameters,
    EquatableArray<string> Documentation)
{
    public string Escaped => Identifier.Escape(Name);

    public bool IsAnswered => Returns != ReturnKind.Nothing;

    /// <summary>The parameters that are sent.</summary>
    public IEnumerable<RpcParameter> Sent => Parameters.Where(static parameter => parameter.Kind == ParameterKind.Argument);

    /// <summary>The parameter that is sent in the raw form: one piece of bytes, or a Variant that may be one, and nothing else.</summary>
    public RpcParameter? Bytes => !IsAnswered && Sent.Take(2).ToArray() is [{ Codec: { } codec } only] && IsBytes(codec) ? only : null;

    private static bool IsBytes(Codec codec) => codec switch
    {
        NullableCodec nullable => IsBytes(nullable.Inner),
        PlainCodec { Method: "Bytes" } or MemoryCodec or GodotCodec { IsVariant: true } => true,
        _ => false,
    };
}
