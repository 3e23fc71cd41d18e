using Transport.Multiplayer.Generator.Codecs;

namespace Transport.Multiplayer.Generator.Model;

/// <summary>A parameter of a method.</summary>
/// <param name="Name">The name, without the @ of keywords.</param>
/// <param name="Type">The type as generated code writes it.</param>
/// <param name="Kind">Where its value comes from.</param>
/// <param name="Codec">How it is sent; null when it is not.</param>
/// <param name="Default">The default value in C#; null when it has none.</param>
/// <param name="IsParams">Whether the last arguments of a call are its elements.</param>
internal sealed record RpcParameter(string Name, string Type, ParameterKind Kind, Codec? Codec, string? Default, bool IsParams)
{
    public string Escaped => Identifier.Escape(Name);
}
